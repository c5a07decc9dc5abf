"""Who came to a meeting.

An *attendance* is a row for a member in a meeting: present, absent or excused (said beforehand);
absence is a row too, so "nobody has said" differs from "was not there". A *headcount* is enough
alone. A meeting that did not happen is *reported* by saying why.
"""
