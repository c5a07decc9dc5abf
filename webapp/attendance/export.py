"""The tables of a series as they go out: with names, or only with numbers."""

from flask_babel import gettext as _

from webapp.attendance.labels import MARKS, SIGNS, STATES
from webapp.attendance.models import Mark
from webapp.attendance.series import Grid, day_of
from webapp.circles.models import Member
from webapp.meetings.models import Meeting
from webapp.spreadsheets import Cell, Table


def named(grid: Grid) -> Table:
    """Members down, meetings across, and how often each was there."""
    head = [_("Name"), *(day_of(meeting).isoformat() for meeting in grid.meetings), _("Times")]
    return Table(_("Names"), head, (_member(grid, member) for member in grid.members))


def numbers(grid: Grid) -> Table:
    """A row a meeting, without anyone's name."""
    head = [_("Day"), _("How it went"), _("People"), *(str(MARKS[mark]) for mark in Mark)]
    return Table(_("Meetings"), head, (_meeting(grid, meeting) for meeting in grid.meetings))


def _member(grid: Grid, member: Member) -> list[Cell]:
    marks = [grid.of(member, meeting) for meeting in grid.meetings]
    return [member.name, *(SIGNS[mark] if mark else "" for mark in marks), grid.times(member)]


def _meeting(grid: Grid, meeting: Meeting) -> list[Cell]:
    people = grid.tallies[meeting.id].total
    figures = (grid.number(meeting, mark) for mark in Mark)
    return [day_of(meeting), str(STATES[meeting.state]), people, *figures]
