"""What helps a leader to notice people: who is new, who has not been for long, who can't come."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ColumnElement, func, select

from webapp.attendance.models import Absence, Attendance, Mark
from webapp.circles.models import Member, MemberStatus
from webapp.db import db
from webapp.i18n import local
from webapp.meetings.models import Meeting, MeetingState

MISSED = 3  # meetings held without the person: then the day when he or she was last there is told


@dataclass(frozen=True)
class Hints:
    away: set[int] = field(default_factory=set)
    """The ids of those who have said that they can't come."""
    last_seen: dict[int, datetime] = field(default_factory=dict)
    """When those who have missed several meetings were last there, by their ids."""
    seen: set[int] = field(default_factory=set)
    """The ids of those who have been there before."""


def of(meeting: Meeting) -> Hints:
    """By three statements, however many people there are."""
    latest = (
        select(Attendance.member_id, func.max(Meeting.starts_at))
        .join(Meeting, Meeting.id == Attendance.meeting_id)
        .where(Meeting.circle_id == meeting.circle_id, Meeting.starts_at < meeting.starts_at)
        .where(Attendance.mark == Mark.PRESENT)
        .group_by(Attendance.member_id)
    )
    seen: dict[int, datetime] = dict(db.session.execute(latest).all())
    since = _long_ago(meeting)
    long = {id: moment for id, moment in seen.items() if since and moment < since}
    return Hints(away(meeting), long, set(seen))


def away(meeting: Meeting) -> set[int]:
    """The ids of those who have said that they can't come."""
    return set(db.session.scalars(select(Absence.member_id).where(*_on_the_day_of(meeting))))


def absent_from(meeting: Meeting) -> list[Member]:
    """Those on the list who have said that they can't come."""
    ours = Member.circle_id == meeting.circle_id, Member.status == MemberStatus.ACTIVE
    gone = select(Absence.member_id).where(*_on_the_day_of(meeting))
    here = select(Member).where(*ours, Member.id.in_(gone))
    return list(db.session.scalars(here.order_by(Member.name)))


def _on_the_day_of(meeting: Meeting) -> tuple[ColumnElement[bool], ...]:
    """The absences of the circle's own people that cover the day."""
    day, ours = local(meeting.starts_at).date(), Member.circle_id == meeting.circle_id
    mine = Absence.member_id.in_(select(Member.id).where(ours))
    return mine, Absence.first_day <= day, Absence.last_day >= day


def _long_ago(meeting: Meeting) -> datetime | None:
    """When the earliest of the last few meetings was held; None if there haven't been so many."""
    held = (
        select(Meeting.starts_at)
        .where(Meeting.circle_id == meeting.circle_id, Meeting.starts_at < meeting.starts_at)
        .where(Meeting.state == MeetingState.HELD)
        .order_by(Meeting.starts_at.desc())
        .offset(MISSED - 1)
        .limit(1)
    )
    return db.session.scalar(held)
