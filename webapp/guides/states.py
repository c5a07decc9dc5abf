from enum import StrEnum


class GuideState(StrEnum):
    DRAFT = "draft"  # only its curators see it
    PUBLISHED = "published"
    NEEDS_ATTENTION = "needs-attention"  # readers see it; its curators have something to mend
    RETIRED = "retired"  # only its own address is left, and says so


LISTED = (GuideState.PUBLISHED, GuideState.NEEDS_ATTENTION)
"""What is found in the library."""
