"""Pages on breaks: of one circle, by those who lead it; of all, by coordinators."""

from typing import Any

from flask import g, url_for
from flask_babel import ngettext

from webapp.access import allow
from webapp.accounts.rules import coordinates
from webapp.circles.models import Circle
from webapp.circles.rules import leads
from webapp.meetings import breaks
from webapp.meetings.blueprint import bp
from webapp.meetings.break_forms import BreakForm
from webapp.meetings.models import Break
from webapp.meetings.rules import ends_break
from webapp.meetings.warnings import at_once, who_hears
from webapp.web import done, page


@bp.route("/circles/<int:circle_id>/breaks", methods=["GET", "POST"])
@allow(leads, circle=Circle)
def breaks_of_circle(circle: Circle) -> Any:
    return _breaks(circle)


@bp.route("/breaks", methods=["GET", "POST"])
@allow(coordinates)
def breaks_of_all() -> Any:
    return _breaks(None)


@bp.post("/breaks/<int:taken_id>/undo")
@allow(ends_break, taken=Break)
def undo_break(taken: Break) -> Any:
    to = _page_of(taken.circle)
    back = breaks.undo(taken)
    said = ngettext(
        "The break is undone. %(num)s meeting takes place after all.",
        "The break is undone. %(num)s meetings take place after all.",
        len(back),
    )
    hears = who_hears(m.circle for m in back)
    return done(" ".join(filter(None, (said, hears, at_once(back)))), to)


def _breaks(circle: Circle | None) -> Any:
    """First what would be called off is shown, then it is."""
    form = BreakForm()
    accepted = form.accepted()
    if accepted and form.sure.data:
        taken = breaks.take(g.organisation, circle, **form.said)
        off = breaks.meetings_called_off(taken)
        number, hears = len(off), who_hears(m.circle for m in off)
        said = ngettext(
            "The break is in the calendar, and %(num)s meeting is cancelled.",
            "The break is in the calendar, and %(num)s meetings are cancelled.",
            number,
        )
        return done(f"{said} {hears}".strip(), _page_of(circle))
    days = form.first_day.data, form.last_day.data
    off = breaks.meetings_within(g.organisation, circle, *days) if accepted else []
    return page(
        "meetings/breaks.html",
        form=form,
        circle=circle,
        seen=accepted,
        meetings=off,
        hears=who_hears(m.circle for m in off),
        breaks=breaks.of(circle) if circle else breaks.of_all(g.organisation),
    )


def _page_of(circle: Circle | None) -> str:
    if circle:
        return url_for("meetings.breaks_of_circle", circle_id=circle.id)
    return url_for("meetings.breaks_of_all")
