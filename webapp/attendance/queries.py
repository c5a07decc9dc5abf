from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import joinedload

from webapp.attendance.models import Attendance, AttendanceChange, Mark
from webapp.circles.models import CircleRole, Member, MemberStatus
from webapp.db import db
from webapp.meetings.models import Meeting

BEFORE = timedelta(hours=12)  # a meeting's beginning: people come early


@dataclass(frozen=True)
class Tally:
    """How many came to a meeting."""

    named: int
    """Marked present by name."""
    counted: int | None
    """The headcount, where one was given."""

    @property
    def total(self) -> int:
        """All who were there: a headcount includes those marked by name."""
        return max(self.named, self.counted or 0)


def participants(meeting: Meeting) -> list[Member]:
    """Those whose attendance is taken: the circle's participants, and whoever was marked before."""
    marked = select(Attendance.member_id).where(Attendance.meeting_id == meeting.id)
    wanted = (
        select(Member)
        .where(Member.circle_id == meeting.circle_id, Member.role == CircleRole.PARTICIPANT)
        .where((Member.status == MemberStatus.ACTIVE) | Member.id.in_(marked))
        .order_by(func.lower(Member.name), Member.id)
    )
    return list(db.session.scalars(wanted))


def walk_in(meeting: Meeting, member_id: int | None) -> Member | None:
    """The person, if he or she is on the list only for having come in this evening."""
    elsewhere = select(Attendance.member_id).where(Attendance.meeting_id != meeting.id)
    here = select(Attendance.member_id).where(Attendance.meeting_id == meeting.id)
    nobody_else = Member.sign_up_key.is_(None), Member.user_id.is_(None)
    wanted = select(Member).where(Member.id == member_id, Member.circle_id == meeting.circle_id)
    return db.session.scalar(
        wanted.where(
            *nobody_else,
            Member.joined_at >= meeting.starts_at - BEFORE,
            Member.id.in_(here),
            Member.id.not_in(elsewhere),
        )
    )


def marks(meeting: Meeting) -> dict[int, Mark]:
    """What has been marked so far, by the member's id."""
    wanted = select(Attendance.member_id, Attendance.mark).where(
        Attendance.meeting_id == meeting.id
    )
    return dict(db.session.execute(wanted).all())


def tally(meeting: Meeting) -> Tally:
    return tally_of(meeting, marks(meeting))


def tally_of(meeting: Meeting, marks: dict[int, Mark]) -> Tally:
    """How many came, by marks that are at hand."""
    return Tally(list(marks.values()).count(Mark.PRESENT), meeting.headcount)


def tallies(meetings: Iterable[Meeting]) -> dict[int, Tally]:
    """How many came to each meeting, by one statement."""
    meetings = list(meetings)
    present = func.sum(case((Attendance.mark == Mark.PRESENT, 1), else_=0))
    wanted = (
        select(Attendance.meeting_id, present)
        .where(Attendance.meeting_id.in_([meeting.id for meeting in meetings]))
        .group_by(Attendance.meeting_id)
    )
    named = {meeting_id: int(count) for meeting_id, count in db.session.execute(wanted)}
    return {m.id: Tally(named.get(m.id, 0), m.headcount) for m in meetings}


def received(meeting: Meeting) -> set[str | None]:
    """The phones' ids of the taps that have come."""
    return set(
        db.session.scalars(
            select(AttendanceChange.tap).where(AttendanceChange.meeting_id == meeting.id)
        )
    )


def history(meeting: Meeting) -> Select[AttendanceChange]:
    """Every tap of the meeting, the latest first."""
    return (
        select(AttendanceChange)
        .where(AttendanceChange.meeting_id == meeting.id)
        .options(joinedload(AttendanceChange.member), joinedload(AttendanceChange.user))
        .order_by(AttendanceChange.tapped_at.desc(), AttendanceChange.id.desc())
    )
