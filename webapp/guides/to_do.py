"""What there is to mend in the library."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    exists,
    false,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import contains_eager

from webapp import texts
from webapp.accounts.models import User
from webapp.accounts.rules import curates
from webapp.db import db
from webapp.guides.link_models import BROKEN, LinkCheck, LinkReport, LinkState
from webapp.guides.models import COPY_SERVICES, Guide, GuideKind
from webapp.guides.states import GuideState
from webapp.guides.to_do_models import Passed, ToDo
from webapp.i18n import today
from webapp.languages import LANGUAGES
from webapp.texts import Text

SHOWN = 3  # of each kind, before all of it is asked for


@dataclass
class Item:
    """One thing to do: the guide, and the report or the text that it is about."""

    kind: ToDo
    guide: Guide
    thing: Any = None
    check: LinkCheck | None = None

    @property
    def missing(self) -> list[str]:
        """The languages that the summary isn't in."""
        return [tag for tag in LANGUAGES if ("summary", tag) not in self.guide.texts]


def waiting(kind: ToDo, user: User) -> Select[Any]:
    """What of this kind there is for this curator: guides, or the reports or texts of guides."""
    return _QUERIES[kind]().where(_tended_by(user))


def counts(user: User) -> dict[ToDo, int]:
    """How much there is of each kind, by one statement."""
    each = (
        select(literal(kind.value), func.count()).select_from(
            waiting(kind, user).order_by(None).subquery()
        )
        for kind in _QUERIES
    )
    found = {ToDo(kind): number for kind, number in db.session.execute(union_all(*each))}
    return {kind: found[kind] for kind in ToDo if found.get(kind)}


def items(kind: ToDo, found: Iterable[Any]) -> list[Item]:
    if kind == ToDo.REPORT:
        return [Item(kind, report.guide, report) for report in found]
    if kind == ToDo.BEHIND:
        behind = list(found)
        wanted = select(Guide).where(Guide.id.in_([text.thing_id for text in behind]))
        guides = {guide.id: guide for guide in db.session.scalars(wanted)}
        return [Item(kind, guides[text.thing_id], text) for text in behind]
    return [Item(kind, guide) for guide in found]


def dress(items: list[Item]) -> None:
    """Give the items what their rows tell, by a constant number of statements."""
    guides = {item.guide.id: item.guide for item in items}
    texts.load(guides.values())
    wanted = select(LinkCheck).where(LinkCheck.guide_id.in_(guides))
    checks = {check.guide_id: check for check in db.session.scalars(wanted)}
    for item in items:
        item.check = checks.get(item.guide.id)


def _tended_by(user: User) -> ColumnElement[bool]:
    """What `rules.tends` says, of many guides at once; the retired want nothing any more."""
    owners = [Guide.organisation_id.is_(None)] if user.is_platform_admin else []
    if user.membership and curates(user):
        owners.append(Guide.organisation_id == user.membership.organisation_id)
    return and_(or_(false(), *owners), Guide.state != GuideState.RETIRED)


def _checked(*states: LinkState) -> Select[Guide]:
    """Guides whose link is in one of the states, the latest found first."""
    kind = ToDo.MOVED if LinkState.MOVED in states else ToDo.BROKEN
    return (
        select(Guide)
        .join(LinkCheck, LinkCheck.guide_id == Guide.id)
        .where(LinkCheck.url == Guide.url, LinkCheck.state.in_(states))
        .where(_not_passed(kind, LinkCheck.state + " " + LinkCheck.url))
        .order_by(LinkCheck.checked_at.desc(), Guide.id)
    )


def _not_passed(kind: ToDo, about: Any) -> ColumnElement[bool]:
    return ~exists().where(Passed.guide_id == Guide.id, Passed.kind == kind, Passed.about == about)


def _reported() -> Select[LinkReport]:
    return (
        select(LinkReport)
        .join(LinkReport.guide)
        .options(contains_eager(LinkReport.guide))
        .where(LinkReport.closed_at.is_(None))
        .order_by(LinkReport.id)
    )


def _marked() -> Select[Guide]:
    """Those marked by people: a broken link is told of elsewhere."""
    broken = LinkCheck.guide_id == Guide.id, LinkCheck.url == Guide.url, LinkCheck.state.in_(BROKEN)
    return (
        select(Guide)
        .where(Guide.state == GuideState.NEEDS_ATTENTION, ~exists().where(*broken))
        .order_by(Guide.title)
    )


def _due_for_review() -> Select[Guide]:
    return select(Guide).where(Guide.review_on <= today()).order_by(Guide.review_on, Guide.id)


def _blank() -> Select[Guide]:
    blank = Guide.url == "", Guide.kind != GuideKind.PRACTICE  # which has a page of its own here
    return select(Guide).where(*blank, _not_passed(ToDo.BLANK, "")).order_by(Guide.title)


def _copies() -> Select[Guide]:
    forms = (form for service in COPY_SERVICES for form in (f"%//{service}/%", f"%.{service}/%"))
    is_copy = or_(*(Guide.url.like(form) for form in forms))
    return select(Guide).where(is_copy, _not_passed(ToDo.COPY, Guide.url)).order_by(Guide.title)


def _behind() -> Select[Text]:
    return texts.behind(Guide).join(Guide, Guide.id == Text.thing_id).order_by(Guide.title, Text.id)


def _lacking_languages() -> Select[Guide]:
    summaries = (
        select(func.count())
        .where(Text.kind == Guide.__tablename__, Text.thing_id == Guide.id)
        .where(Text.field == "summary", Text.language.in_(LANGUAGES))
        .correlate(Guide)
        .scalar_subquery()
    )
    lacking = select(Guide).where(summaries < len(LANGUAGES), _not_passed(ToDo.LANGUAGES, ""))
    return lacking.order_by(summaries, Guide.title)


_QUERIES = {
    ToDo.REPORT: _reported,
    ToDo.BROKEN: lambda: _checked(*BROKEN),
    ToDo.MOVED: lambda: _checked(LinkState.MOVED),
    ToDo.ATTENTION: _marked,
    ToDo.REVIEW: _due_for_review,
    ToDo.BLANK: _blank,
    ToDo.COPY: _copies,
    ToDo.BEHIND: _behind,
    ToDo.LANGUAGES: _lacking_languages,
}
