"""What the library can be narrowed by."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy import CTE, ColumnElement, FromClause, select

from webapp.guides.contents import GuideContents
from webapp.guides.models import Guide, GuideAudience, Topic, guide_topics


class Facet(NamedTuple):
    values: Any
    """The column that holds them."""
    of_guide: Any = None
    """If they are in a table of their own: its column that says whose they are."""
    way: tuple[tuple[Any, Any], ...] = ()
    """What is joined to get from there to the values: tables, each with on what."""
    repeats: bool = False
    """Whether one guide may come to one value by several ways."""

    def joined(self, guides: FromClause) -> FromClause:
        """Guides, each as often as it has values. The guides come first: the join is an outer one,
        so that no database begins at the values, which are those of the whole library."""
        if self.of_guide is not None:
            guides = guides.outerjoin(self.of_guide.table, self.of_guide == guides.c.id)
        for table, on in self.way:
            guides = guides.outerjoin(table, on)
        return guides

    def value(self, guides: FromClause) -> Any:
        return guides.c[self.values.key] if self.of_guide is None else self.values


def _reach() -> CTE:
    """Each topic with itself and all its broader topics: a guide on grief is one on crises too."""
    itself = select(Topic.id, Topic.id.label("within")).cte("reach", recursive=True)
    further = select(itself.c.id, Topic.broader_id).join(Topic, Topic.id == itself.c.within)
    return itself.union(further.where(Topic.broader_id.is_not(None)))


REACH = _reach()

FACETS: dict[str, Facet] = {
    "kind": Facet(Guide.kind),
    "contains": Facet(GuideContents.contents, GuideContents.__table__.c.guide_id),
    "audience": Facet(GuideAudience.audience, GuideAudience.__table__.c.guide_id),
    "language": Facet(Guide.language),
    "topic": Facet(
        Topic.slug,
        guide_topics.c.guide_id,
        ((REACH, REACH.c.id == guide_topics.c.topic_id), (Topic, Topic.id == REACH.c.within)),
        repeats=True,
    ),
}


def narrowed(guides: FromClause, chosen: Mapping[str, list[str]]) -> list[ColumnElement[bool]]:
    """Guides that have any of the values chosen of a facet, and so of each of the facets."""
    return [_has(guides, FACETS[name], values) for name, values in chosen.items() if values]


def _has(guides: FromClause, facet: Facet, values: list[str]) -> ColumnElement[bool]:
    if facet.of_guide is None:
        is_one: ColumnElement[bool] = facet.value(guides).in_(values)
        return is_one
    having = select(facet.of_guide)
    for table, on in facet.way:
        having = having.join(table, on)
    return guides.c.id.in_(having.where(facet.values.in_(values)))
