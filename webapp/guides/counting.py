"""How many guides match, and how many each value of each facet would show."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import CTE, Select, func, literal, select, union_all

from webapp.db import db
from webapp.guides.facets import FACETS, narrowed
from webapp.guides.models import Guide
from webapp.guides.queries import Wanted, listed


@dataclass(frozen=True)
class Counts:
    total: int
    facets: Mapping[str, Mapping[str, int]]


def counts(wanted: Wanted) -> Counts:
    """One statement, however many guides: those that the words match are gone through once.

    Values of one facet widen each other, so a facet is counted as if nothing of it were chosen.
    """
    guides = _matching(wanted)
    everything = select(literal("total"), literal(""), func.count()).select_from(guides)
    everything = everything.where(*narrowed(guides, wanted.chosen))
    by_facet = (_by_value(guides, name, wanted) for name in FACETS)
    found: dict[str, dict[str, int]] = {name: {} for name in ("total", *FACETS)}
    rows: Any = db.session.execute(union_all(everything, *by_facet))
    for facet, value, number in rows:
        if value is not None:  # else the number of those that have no value
            found[facet][value] = number
    return Counts(found.pop("total")[""], found)


def _matching(wanted: Wanted) -> CTE:
    """What may be seen of what the words match, whatever is chosen."""
    guides = select(Guide.id, Guide.kind, Guide.language).where(*listed(wanted.organisation_id))
    if wanted.found:
        hits = wanted.found.hits
        guides = guides.join(hits, hits.c.id == Guide.id)
    return guides.cte("matching").prefix_with("MATERIALIZED")


def _by_value(guides: CTE, name: str, wanted: Wanted) -> Select[Any]:
    facet = FACETS[name]
    others = {other: values for other, values in wanted.chosen.items() if other != name}
    value = facet.value(guides)
    number = func.count(guides.c.id.distinct()) if facet.repeats else func.count()
    query = select(literal(name), value, number).select_from(facet.joined(guides))
    return query.where(*narrowed(guides, others)).group_by(value)
