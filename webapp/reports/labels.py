"""What figures are called, and in which tables they stand."""

from flask import abort
from flask_babel import lazy_gettext as _

from webapp.reports.models import Basis, Figure

FIGURES = {
    Figure.GROUPS: _("Groups that met"),
    Figure.MEETINGS: _("Meetings in the calendar"),
    Figure.HELD: _("Held"),
    Figure.CANCELLED: _("Cancelled"),
    Figure.NOT_HELD: _("Not held"),
    Figure.UNTOLD: _("Not yet reported"),
    Figure.AHEAD: _("Still to come"),
    Figure.VISITS: _("Visits"),
    Figure.UNNAMED: _("Visits without a name"),
    Figure.PEOPLE: _("Different people"),
    Figure.NEW: _("New people"),
    Figure.VOLUNTEERS: _("Volunteers"),
    Figure.HOURS: _("Hours of volunteers"),
    Figure.PAID: _("Paid leaders"),
    Figure.PAID_HOURS: _("Hours of paid leaders"),
    Figure.LANGUAGES: _("Languages"),
    Figure.PLACES: _("Meeting places"),
    Figure.FEEDBACK: _("Feedback"),
}

BASES = {
    Basis.COLLECTED: _("Collected"),
    Basis.SAMPLE: _("Sample"),
    Basis.ESTIMATE: _("Estimate"),
}

TABLES = (
    (
        _("Groups and meetings"),
        (
            *(Figure.GROUPS, Figure.MEETINGS, Figure.HELD, Figure.CANCELLED, Figure.NOT_HELD),
            *(Figure.UNTOLD, Figure.AHEAD, Figure.LANGUAGES, Figure.PLACES),
        ),
    ),
    (_("People"), (Figure.VISITS, Figure.UNNAMED, Figure.PEOPLE, Figure.NEW)),
    (
        _("Leaders of the groups"),
        (Figure.VOLUNTEERS, Figure.HOURS, Figure.PAID, Figure.PAID_HOURS),
    ),
)


def figure_named(name: str) -> Figure:
    """Of an address; 404 if there is none."""
    return Figure(name) if name in {*Figure} else abort(404)
