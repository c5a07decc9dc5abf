from enum import StrEnum


class Occasion(StrEnum):
    """When a form is asked, or of whom; that of a kind of circle is called as the circle is."""

    MEETING = "meeting"
    END = "end"
    SERIES = "series"
    LEADER = "leader"
    MENTORING = "mentoring"
    SPARRING = "sparring"
    COACHING = "coaching"
    ASSIGNMENT = "assignment"
