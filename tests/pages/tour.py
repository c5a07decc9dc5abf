"""Every page worth looking at, and as whom: for axe, for screenshots, for the Easy Finnish gate."""

from dataclasses import dataclass

from flask import url_for
from sqlalchemy import select

from webapp import passes
from webapp.db import db
from webapp.groups.models import Group
from webapp.i18n import local, today
from webapp.meetings.models import Meeting


@dataclass(frozen=True)
class Stop:
    name: str
    who: str | None
    """The e-mail's beginning of a demo person; None for a stranger."""
    path: str


NOBODY, FANNI, KAISA, AINO = None, "fanni", "kaisa", "aino"

STOPS = [
    ("front", NOBODY, "home.front", ()),
    ("sign-in", NOBODY, "accounts.sign_in", ()),
    ("guides", NOBODY, "guides.index", ()),
    ("guide", NOBODY, "guides.show", ("guide_slug",)),
    ("organisation", NOBODY, "groups.organisation", ("organisation",)),
    ("public-group", NOBODY, "groups.public", ("organisation", "group_slug")),
    ("feedback", NOBODY, "feedback.answer", ("token",)),
    ("today", FANNI, "home.today", ()),
    ("groups", FANNI, "groups.index", ()),
    ("group", FANNI, "groups.show", ("group_id",)),
    ("members", FANNI, "groups.members", ("group_id",)),
    ("attendance", FANNI, "attendance.take", ("meeting_id",)),
    ("not-held", FANNI, "attendance.not_held", ("meeting_id",)),
    ("qr", FANNI, "feedback.show_qr", ("meeting_id",)),
    ("results", FANNI, "feedback.results", ("meeting_id",)),
    ("account", FANNI, "accounts.account", ()),
    ("start-group", KAISA, "groups.start", ()),
    ("people", AINO, "accounts.people", ()),
    ("audit", AINO, "accounts.audit", ()),
]


def stops(lang: str) -> list[Stop]:
    """The tour in one language. Needs a request context and the demo data."""
    known = _ids()
    return [
        Stop(name, who, url_for(endpoint, lang=lang, **{key: known[key] for key in needs}))
        for name, who, endpoint, needs in STOPS
    ]


def _ids() -> dict[str, object]:
    group = db.session.scalars(select(Group).where(Group.slug == "aallonpohja")).one()
    meetings = db.session.scalars(select(Meeting).where(Meeting.circle_id == group.id)).all()
    tonight = next(m for m in meetings if local(m.starts_at).date() == today())
    return {
        "group_id": group.id,
        "group_slug": group.slug,
        "organisation": group.organisation.slug,
        "meeting_id": tonight.id,
        "guide_slug": "pakolaisapu-vertaisryhmaopas-selko",
        "token": passes.issue(passes.Purpose.FEEDBACK, tonight.id, group.organisation_id).token,
    }
