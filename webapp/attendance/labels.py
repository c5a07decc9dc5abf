"""How marks are drawn in a table, and what they are called."""

from flask_babel import lazy_gettext as _

from webapp.attendance.models import Mark
from webapp.meetings.models import MeetingState

SIGNS = {Mark.PRESENT: "✓", Mark.ABSENT: "–", Mark.EXCUSED: "e"}
MARKS = {
    Mark.PRESENT: _("There"),
    Mark.ABSENT: _("Absent"),
    Mark.EXCUSED: _("Told us beforehand"),
}
STATES = {
    MeetingState.PLANNED: "",
    MeetingState.HELD: _("Held"),
    MeetingState.CANCELLED: _("Cancelled"),
    MeetingState.NOT_HELD: _("Not held"),
}
