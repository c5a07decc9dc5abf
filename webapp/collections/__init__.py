"""Collections: guides picked and ordered for some readers; and each person's own favourites.

A *collection* belongs to an organisation and holds *items*: a guide and a line on why it is here.
"""
