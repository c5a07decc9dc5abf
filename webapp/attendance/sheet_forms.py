"""A printed sheet as it was filled in with a pen."""

from flask import request
from flask_babel import lazy_gettext as _

from webapp.attendance.models import Mark
from webapp.attendance.operations import MOST_PEOPLE, Column
from webapp.circles.models import Member
from webapp.forms import Form, tidy
from webapp.meetings.models import Meeting

BLANK_LINES = 4


class FillForm(Form):
    """A printed sheet as it was filled in: ticks by member and meeting, and how many in all."""

    def __init__(self, meetings: list[Meeting], members: list[Member], keeps_names: bool) -> None:
        super().__init__()
        self.meetings, self.members = meetings, members
        self.keeps_names = keeps_names

    def accepted(self) -> bool:
        if not super().accepted():
            return False
        typed = [request.form.get(f"count-{meeting.id}", "").strip() for meeting in self.meetings]
        if not all(not number or _is_headcount(number) for number in typed):
            self.form_errors.append(_("Enter a number from 0 to %(max)s") % {"max": MOST_PEOPLE})
        for row in self.new_rows:
            name = self.new_name(row)
            if name and not any(self.ticked("here", row, meeting) for meeting in self.meetings):
                self.form_errors.append(_("Tick when %(name)s came") % {"name": name})
        return not self.form_errors

    def of(self, meeting: Meeting) -> Column:
        """What was ticked and typed under the meeting."""
        typed = request.form.get(f"count-{meeting.id}", "").strip()
        marks = {
            member: Mark.PRESENT if self.ticked("here", member.id, meeting) else Mark.EXCUSED
            for member in self.members
            if self.ticked("here", member.id, meeting) or self.ticked("excused", member.id, meeting)
        }
        names = [self.new_name(row) for row in self.new_rows if self.ticked("here", row, meeting)]
        return Column(marks, [name for name in names if name], int(typed) if typed else None)

    def ticked(self, kind: str, row: int | str, meeting: Meeting) -> bool:
        return f"{kind}-{row}-{meeting.id}" in request.form

    @property
    def new_rows(self) -> list[str]:
        """The blank lines at the sheet's end, for those who were not on the list."""
        return [f"new{number}" for number in range(BLANK_LINES * self.keeps_names)]

    def new_name(self, row: str) -> str:
        return tidy(request.form.get(row))[:60]


def _is_headcount(number: str) -> bool:
    return number.isdecimal() and len(number) <= 4 and int(number) <= MOST_PEOPLE
