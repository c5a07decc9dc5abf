"""What is forgotten: names, when only numbers are to be kept; in time, the history."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Select, delete, func, select, update

from webapp.attendance.models import Absence, Attendance, AttendanceChange, Mark
from webapp.circles.models import Circle, CircleRole, Member
from webapp.db import db, now
from webapp.i18n import today
from webapp.meetings.models import Meeting

SENT_AGAIN_WITHIN = timedelta(days=30)
HISTORY_KEPT = timedelta(days=90)


@dataclass(frozen=True)
class Names:
    """What a circle knows of people by name."""

    people: int
    """Who have a name on the list, or once had."""
    marks: int


def names_of(circle: Circle) -> Names:
    """What would be lost, if only numbers were kept."""
    listed = Member.circle_id == circle.id, Member.role == CircleRole.PARTICIPANT
    named = select(func.count()).select_from(Member).where(*listed, Member.name != "")
    marks = select(func.count()).where(Attendance.meeting_id.in_(_meetings(circle)))
    return Names(db.session.scalar(named) or 0, db.session.scalar(marks) or 0)


def forget_names(circle: Circle) -> None:
    """Keep of each meeting how many were there, and erase who. It can't be taken back."""
    present = (
        select(func.count())
        .where(Attendance.meeting_id == Meeting.id, Attendance.mark == Mark.PRESENT)
        .scalar_subquery()
    )
    fewer = func.coalesce(Meeting.headcount, 0) < present
    numbers = update(Meeting).where(Meeting.circle_id == circle.id, fewer)
    db.session.execute(numbers.values(headcount=present))
    for kind in (Attendance, AttendanceChange):
        db.session.execute(delete(kind).where(kind.meeting_id.in_(_meetings(circle))))
    people = select(Member.id).where(Member.circle_id == circle.id)
    db.session.execute(delete(Absence).where(Absence.member_id.in_(people)))
    db.session.expire_all()


def purge() -> None:
    """Forget the phones' ids of taps, and in time the history and old absences."""
    received = AttendanceChange.received_at
    db.session.execute(delete(AttendanceChange).where(received < now() - HISTORY_KEPT))
    db.session.execute(delete(Absence).where(Absence.last_day < today() - HISTORY_KEPT))
    old = update(AttendanceChange).where(received < now() - SENT_AGAIN_WITHIN)
    db.session.execute(old.values(tap=None))


def _meetings(circle: Circle) -> Select[int]:
    return select(Meeting.id).where(Meeting.circle_id == circle.id)
