"""A meeting's plan: agenda, checklist, guides at hand, private notes; and the closing talk after.

The plan is the leaders' own. A *template* fills an empty one: the first meeting of a group, an
ordinary one, the last. A *closing talk* is a leader's own look back, with a wish to be called.
"""
