"""Guides as the rows of a file, and what a row changes of a guide."""

from typing import Any

from webapp.guides.catalogue import GUIDE_COLUMNS, NEWER_COLUMNS, Entry, guide_as_entry
from webapp.guides.models import Guide

COLUMNS = [*GUIDE_COLUMNS, *NEWER_COLUMNS]


def as_row(guide: Guide) -> list[Any]:
    """A guide under the columns of a file, so that reading it again changes nothing."""
    entry = guide_as_entry(guide)
    told = {**entry.columns, "id": entry.slug}
    told["review_on"] = guide.review_on.isoformat() if guide.review_on else ""
    told |= {f"summary_{tag}": body for tag, body in entry.summary.items()}
    told |= {"audience": ";".join(sorted(entry.audiences))}
    told |= {"topics": ";".join(sorted(entry.topics))}
    told |= {"contains": ";".join(sorted(entry.contents or ()))}
    return [told[name] for name in COLUMNS]


def differences(before: Entry, after: Entry) -> list[tuple[str, Any, Any]]:
    """What a row changes: the name of the field, and what it said before and says now."""
    told = [
        {**entry.columns, **_lists(entry), **{f"summary {t}": b for t, b in entry.summary.items()}}
        for entry in (before, after)
    ]
    return [(n, told[0][n], value) for n, value in told[1].items() if told[0].get(n) != value]


def _lists(entry: Entry) -> dict[str, list[str]]:
    named = {"audiences": entry.audiences, "topics": entry.topics, "contents": entry.contents or ()}
    return {name: sorted(values) for name, values in named.items()}
