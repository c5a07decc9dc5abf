"""Who came to a meeting.

An *attendance* is a row for a member in a meeting: present, absent or excused (said beforehand);
absence is a row too, so "nobody has said" differs from "was not there". A *headcount* is enough
alone. A meeting that did not happen is *reported* by saying why.

A *tap* is one thing said of a meeting on a phone, perhaps in a cellar without a network: it may
come late, twice, or after another phone's. The row holds what was tapped last, and the *history*
every tap that came.
"""
