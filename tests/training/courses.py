"""A course for tests: Fanni trains our people."""

from datetime import timedelta

from webapp.attendance import operations as attendance
from webapp.attendance.models import Mark
from webapp.circles import operations as circles
from webapp.circles.models import Joining
from webapp.db import db, now, unit_of_work
from webapp.meetings.models import Meeting, MeetingState
from webapp.training import operations

WORDS = {"name": "First steps of a leader", "description": ""}


def course(town, **facts):
    with unit_of_work():
        begun = operations.begin(town.ours, "en", WORDS, **{"joining": Joining.OPEN, **facts})
        circles.appoint(begun, town.fanni)
    return begun


def takes_part(course, person):
    with unit_of_work():
        return operations.take_part(course, person)


def met(course, hours, days_ago=1):
    ends = now() - timedelta(days=days_ago)
    with unit_of_work():
        meeting = Meeting(
            organisation_id=course.organisation_id,
            circle=course,
            starts_at=ends - timedelta(hours=hours),
            ends_at=ends,
            state=MeetingState.HELD,
        )
        db.session.add(meeting)
    return meeting


def is_there(meeting, member):
    with unit_of_work():
        attendance.mark(meeting, member, Mark.PRESENT)
