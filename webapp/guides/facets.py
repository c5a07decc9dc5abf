"""What the library can be narrowed by."""

from typing import Any, NamedTuple

from sqlalchemy import CTE, select

from webapp.guides.contents import GuideContents
from webapp.guides.models import Guide, GuideAudience, Topic, guide_topics


class Facet(NamedTuple):
    values: Any
    """The column that holds them."""
    way: tuple[Any, ...] = ()
    """What is joined to get there from a guide, each as a table or as (table, on what)."""
    repeats: bool = False
    """Whether one guide may come to one value by several ways."""


def _reach() -> CTE:
    """Each topic with itself and all its broader topics: a guide on grief is one on crises too."""
    itself = select(Topic.id, Topic.id.label("within")).cte("reach", recursive=True)
    further = select(itself.c.id, Topic.broader_id).join(Topic, Topic.id == itself.c.within)
    return itself.union(further.where(Topic.broader_id.is_not(None)))


REACH = _reach()

FACETS: dict[str, Facet] = {
    "kind": Facet(Guide.kind),
    "contains": Facet(GuideContents.contents, ((GuideContents,),)),
    "audience": Facet(GuideAudience.audience, ((GuideAudience,),)),
    "language": Facet(Guide.language),
    "topic": Facet(
        Topic.slug,
        (
            (guide_topics,),
            (REACH, REACH.c.id == guide_topics.c.topic_id),
            (Topic, Topic.id == REACH.c.within),
        ),
        repeats=True,
    ),
}
