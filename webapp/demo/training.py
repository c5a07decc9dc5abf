"""A course for leaders that three have taken, and one that takes people in."""

from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import yaml

from webapp.attendance.models import Attendance, Mark
from webapp.circles.models import Circle, CircleRole, Joining, Member
from webapp.db import db, now
from webapp.demo.town import Town, say
from webapp.i18n import at_helsinki, today
from webapp.meetings.models import Meeting, MeetingState
from webapp.training.models import Course

PLAN = Path(__file__).parent.parent.parent / "resources" / "demo" / "training.yaml"


def add(town: Town) -> None:
    for told in yaml.safe_load(PLAN.read_text(encoding="utf-8"))["courses"]:
        course = _course(told, town)
        for weeks in told["weeks"]:
            _evening(course, today() + timedelta(weeks=weeks))
        if max(told["weeks"]) < 0:
            course.ended_at = now()


def _course(told: dict[str, Any], town: Town) -> Course:
    organisation = town.organisations[told["organisation"]]
    course = Course(
        organisation=organisation,
        slug=told["slug"],
        name=told["name"]["fi"],
        place=told["place"],
        joining=Joining.OPEN,
        capacity=told["capacity"],
    )
    db.session.add(course)
    db.session.flush()
    say(course, told)
    for name in told["trainers"]:
        _join(course, town, name, CircleRole.LEADER)
    for name in told["people"]:
        _join(course, town, name, CircleRole.PARTICIPANT)
    db.session.flush()
    return course


def _join(course: Circle, town: Town, name: str, role: CircleRole) -> None:
    user = town.people.get(name)
    course.members.append(
        Member(organisation_id=course.organisation_id, name=name, user=user, role=role)
    )


def _evening(course: Course, day: date) -> None:
    """With those who were there, if it has been."""
    meeting = Meeting(
        organisation_id=course.organisation_id,
        circle=course,
        starts_at=at_helsinki(day, time(17)),
        ends_at=at_helsinki(day, time(19, 30)),
        state=MeetingState.HELD if day < today() else MeetingState.PLANNED,
    )
    db.session.add(meeting)
    db.session.flush()
    for member in course.participants if day < today() else []:
        own = {"organisation_id": course.organisation_id, "member_id": member.id}
        db.session.add(Attendance(meeting_id=meeting.id, mark=Mark.PRESENT, **own))
