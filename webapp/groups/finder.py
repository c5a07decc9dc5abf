"""Where anyone finds a group: a list, or the days of a month."""

from datetime import date, timedelta
from itertools import groupby
from typing import Any

from flask import request

from webapp import texts
from webapp.access import allow, everyone
from webapp.db import db
from webapp.groups import finding, labels
from webapp.groups.blueprint import bp
from webapp.groups.finder_form import FinderForm
from webapp.guides.vocabulary import topic_names
from webapp.i18n import local, today
from webapp.meetings.models import Meeting
from webapp.web import page, page_number

PER_PAGE = 20
MINUTE = 60


@bp.get("/find")
@allow(everyone)
def find() -> Any:
    search = FinderForm(*finding.choices(), topic_names())
    wish = finding.Wish(search.words.data, {f.name: f.data for f in search.facets})
    found = finding.look(wish)
    shown = _calendar(found.ids) if request.args.get("view") == "calendar" else _list(found.ids)
    return page(
        "groups/find.html",
        fragment="results",
        max_age=MINUTE,
        search=search,
        counts=found.counts,
        total=len(found.ids),
        labels=labels,
        soonest=found.next,
        **shown,
    )


def _list(ids: list[int]) -> dict[str, Any]:
    start = (page_number() - 1) * PER_PAGE
    groups = finding.in_order(ids[start : start + PER_PAGE])
    texts.load(groups)
    pages = -(-len(ids) // PER_PAGE)
    return {"view": "list", "groups": groups, "number": page_number(), "pages": pages}


def _calendar(ids: list[int]) -> dict[str, Any]:
    """The weeks of a month as rows of days, and what there is on each day."""
    month = _month()
    meetings = db.session.scalars(finding.meetings_in(month, ids)).all()
    groups = finding.in_order(list({meeting.circle_id for meeting in meetings}))
    texts.load(groups)
    return {
        "view": "calendar",
        "month": month,
        "weeks": _weeks(month),
        "by_id": {group.id: group for group in groups},
        "days": {day: list(those) for day, those in groupby(meetings, _day)},
        "earlier": (month - timedelta(days=1)).replace(day=1) if month > today() else None,
        "later": (month + timedelta(days=32)).replace(day=1),
    }


def _month() -> date:
    """The first day of the month that is asked for (`2026-11`); of this one if none or odd."""
    try:
        asked = date.fromisoformat(f"{request.args.get('month', '')}-01")
    except ValueError:
        asked = today()
    near = abs(asked - today()) < timedelta(days=400)
    return (asked if near else today()).replace(day=1)


def _weeks(month: date) -> list[list[date]]:
    monday = month - timedelta(days=month.weekday())
    days = [monday + timedelta(days=n) for n in range(42)]
    weeks = [days[n : n + 7] for n in range(0, 42, 7)]
    return [week for week in weeks if week[0] < (month + timedelta(days=32)).replace(day=1)]


def _day(meeting: Meeting) -> date:
    return local(meeting.starts_at).date()
