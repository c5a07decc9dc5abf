"""The public things of the whole site, as the parts of their addresses."""

from typing import Any

from sqlalchemy import func, select

from webapp.accounts.models import Organisation
from webapp.collections.models import Collection
from webapp.db import db
from webapp.groups.models import Group, Visibility
from webapp.guides.models import Guide
from webapp.meetings.models import Meeting
from webapp.practices.models import Practice

LISTED: dict[str, Any] = {
    "guides": select(Guide.slug).order_by(Guide.id),
    "collections": (
        select(Organisation.slug, Collection.slug.label("collection"))
        .join(Collection, Collection.organisation_id == Organisation.id)
        .where(Collection.published_at.is_not(None))
        .order_by(Collection.id)
    ),
    "practices": select(Practice.slug).order_by(Practice.id),
    "organisations": select(Organisation.slug).order_by(Organisation.id),
    "groups": (
        select(Organisation.slug, Group.slug.label("group"))
        .join(Group, Group.organisation_id == Organisation.id)
        .where(Group.visibility == Visibility.PUBLIC, Group.published_at.is_not(None))
        .where(Group.ended_at.is_(None))
        .order_by(Group.id)
    ),
}

LISTED["meetings"] = (
    select(Organisation.slug, Group.slug.label("group"), Meeting.id)
    .join(Group, Group.organisation_id == Organisation.id)
    .join(Meeting, Meeting.circle_id == Group.id)
    .where(Group.visibility == Visibility.PUBLIC, Group.published_at.is_not(None))
    .where(Group.ended_at.is_(None), Meeting.ends_at > func.current_timestamp())
    .order_by(Meeting.id)
)


def counts() -> dict[str, int]:
    """How many things of each kind anyone may find."""
    totals = {
        kind: select(func.count()).select_from(wanted.order_by(None).subquery())
        for kind, wanted in LISTED.items()
    }
    return {kind: db.session.scalar(total) or 0 for kind, total in totals.items()}


def slugs(kind: str, page: int, per_page: int) -> list[tuple[str, ...]]:
    """The parts of the addresses of one kind, from the oldest on."""
    wanted = LISTED[kind].limit(per_page).offset((page - 1) * per_page)
    return [tuple(row) for row in db.session.execute(wanted)]
