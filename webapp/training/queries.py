from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, select

from webapp import texts
from webapp.accounts.models import Organisation, User
from webapp.attendance.models import Attendance, Mark
from webapp.circles.models import CircleRole, Member, MemberStatus
from webapp.db import db
from webapp.meetings.models import Meeting, MeetingState
from webapp.training.models import Course

HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Taken:
    """What someone has been to of a course."""

    member: Member
    course: Course
    hours: float
    last: datetime
    """When he or she was there last."""


def courses_of(organisation: Organisation) -> Select[Course]:
    """Those going on first, then the newest."""
    ours = select(Course).where(Course.organisation_id == organisation.id)
    return ours.order_by(Course.ended_at.is_not(None), Course.id.desc())


def known_in(course: Course, user: User) -> Member | None:
    """This person on the course, be it that he or she has left."""
    return next((member for member in course.members if member.user_id == user.id), None)


def taken_on(course: Course) -> dict[int, Taken]:
    """What each participant has been to, by the member's id; one statement."""
    return {taken.member.id: taken for taken in _taken(Member.circle_id == course.id)}


def taken_by(user: User, organisation: Organisation) -> list[Taken]:
    """What the person has been to in the organisation, the latest first."""
    mine = Member.user_id == user.id, Member.organisation_id == organisation.id
    found = _taken(*mine)
    texts.load([taken.course for taken in found])
    return sorted(found, key=lambda taken: taken.last, reverse=True)


def taken_of(member: Member) -> Taken | None:
    return next(iter(_taken(Member.id == member.id)), None)


def belonging_to(courses: Iterable[Course], user: User) -> dict[int, MemberStatus]:
    """How the person stands on each of these courses that he or she takes, by the course's id."""
    ids = [course.id for course in courses]
    mine = select(Member.circle_id, Member.status).where(
        Member.circle_id.in_(ids),
        Member.user_id == user.id,
        Member.role == CircleRole.PARTICIPANT,
        Member.status != MemberStatus.LEFT,
    )
    return {row[0]: row[1] for row in db.session.execute(mine)}


def _taken(*whose: object) -> list[Taken]:
    """From the meetings that were held, by the marks of attendance."""
    rows = db.session.execute(
        select(Member, Course, Meeting.starts_at, Meeting.ends_at)
        .join(Course, Course.id == Member.circle_id)
        .join(Attendance, Attendance.member_id == Member.id)
        .join(Meeting, Meeting.id == Attendance.meeting_id)
        .where(*whose, Member.role == CircleRole.PARTICIPANT)  # type: ignore[arg-type]
        .where(Attendance.mark == Mark.PRESENT, Meeting.state == MeetingState.HELD)
        .order_by(Member.id, Meeting.starts_at)
    )
    found: dict[int, Taken] = {}
    for member, course, starts, ends in rows:
        before = found[member.id].hours if member.id in found else 0
        found[member.id] = Taken(member, course, before + (ends - starts) / HOUR, starts)
    return list(found.values())
