"""What helps a leader to notice people: who is new, who has not been for long, who can't come."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import func, select

from webapp.attendance.models import Absence, Attendance, Mark
from webapp.circles.models import Member, MemberStatus
from webapp.db import db
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
    away = select(Absence.member_id).where(Absence.meeting_id == meeting.id)
    return Hints(set(db.session.scalars(away)), long, set(seen))


def absent_from(meeting: Meeting) -> list[Member]:
    """Those on the list who have said that they can't come."""
    said = select(Member).join(Absence, Absence.member_id == Member.id)
    here = said.where(Absence.meeting_id == meeting.id, Member.status == MemberStatus.ACTIVE)
    return list(db.session.scalars(here.order_by(Member.name)))


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
