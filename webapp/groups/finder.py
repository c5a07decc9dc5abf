"""Where anyone finds a group: a list, or the days of a month."""

from datetime import date, timedelta
from itertools import groupby
from typing import Any

from flask import request
from flask_babel import gettext as _

from webapp import texts
from webapp.access import allow, everyone
from webapp.db import db
from webapp.groups import finding, labels, queries, urgent_help
from webapp.groups.blueprint import bp
from webapp.groups.finder_form import FinderForm
from webapp.guides.vocabulary import topic_names
from webapp.i18n import local, month_name, today
from webapp.joining.queries import places_left
from webapp.meetings.models import Meeting
from webapp.web import page, page_number

PER_PAGE = 20
MINUTE = 60
ASKED = 5  # organisations
LAST_DAYS = timedelta(days=7)  # of a month: then the weeks ahead are shown instead


@bp.get("/find")
@allow(everyone)
def find() -> Any:
    search = FinderForm(*finding.choices(), topic_names())
    wish = finding.Wish(search.words.data, {f.name: f.data for f in search.facets})
    found = finding.look(wish)
    shown = _calendar if _view() == "calendar" else _list
    return page(
        "groups/find.html",
        fragment="results",
        max_age=MINUTE,
        search=search,
        counts=found.counts,
        total=len(found.ids),
        labels=labels,
        soonest=found.next,
        called_off=found.off,
        **(shown(found.ids) if found.ids else _way_on(search.municipality.data)),
    )


def _list(ids: list[int]) -> dict[str, Any]:
    start = (page_number() - 1) * PER_PAGE
    groups = finding.in_order(ids[start : start + PER_PAGE])
    texts.load(groups)
    pages = -(-len(ids) // PER_PAGE)
    return {
        "view": "list",
        "groups": groups,
        "left": places_left(groups),
        "number": page_number(),
        "pages": pages,
    }


def _way_on(municipalities: list[str]) -> dict[str, Any]:
    """When no group matches there are people to ask, of that place before others."""
    asked = db.session.scalars(queries.to_be_asked(municipalities).limit(ASKED)).all()
    return {"view": _view(), "asked": asked, "urgent_help": urgent_help.known()}


def _view() -> str:
    return "calendar" if request.args.get("view") == "calendar" else "list"


def _calendar(ids: list[int]) -> dict[str, Any]:
    """The weeks of a month as rows of days, and what there is on each day."""
    month = _month()
    next_month = (month + timedelta(days=32)).replace(day=1)
    is_nearly_over = next_month - today() <= LAST_DAYS
    weeks = _weeks_ahead() if is_nearly_over else _weeks(month)
    days = [day for week in weeks for day in week if is_nearly_over or day.month == month.month]
    meetings = db.session.scalars(finding.meetings_on(days, ids)).all()
    groups = finding.in_order(list({meeting.circle_id for meeting in meetings}))
    texts.load(groups)
    return {
        "view": "calendar",
        "title": _("The next four weeks") if is_nearly_over else month_name(month),
        "weeks": weeks,
        "shown_days": days,
        "by_id": {group.id: group for group in groups},
        "days": {day: list(those) for day, those in groupby(meetings, _day)},
        "earlier": (month - timedelta(days=1)).replace(day=1) if month > today() else None,
        "later": next_month,
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


def _weeks_ahead() -> list[list[date]]:
    """Four, from this one on: no two of their days have the same number."""
    monday = today() - timedelta(days=today().weekday())
    return [[monday + timedelta(days=7 * week + n) for n in range(7)] for week in range(4)]


def _day(meeting: Meeting) -> date:
    return local(meeting.starts_at).date()
