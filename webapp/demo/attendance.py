"""Who marked whom in each group's latest meeting: two leaders, and one mark that came late."""

from datetime import datetime, timedelta

from sqlalchemy import Select, func, select

from webapp.attendance.models import Attendance, AttendanceChange, Mark
from webapp.circles.models import Member
from webapp.db import db
from webapp.demo.town import Town
from webapp.groups.models import Group
from webapp.meetings.models import Meeting, MeetingState


def add(town: Town) -> None:
    for group in town.groups.values():
        leaders = [leader.user_id for leader in group.leaders if leader.user_id]
        marked = db.session.scalars(_latest(group)).all()
        for number, row in enumerate(marked if leaders else ()):
            tapped_at = row.meeting.starts_at + timedelta(minutes=5, seconds=4 * number)
            late = timedelta(hours=2 if row is marked[-1] else 0)
            _tap(row, row.mark, leaders[0], tapped_at, late)
            if row is marked[0] and row.mark == Mark.PRESENT:
                _tap(row, Mark.ABSENT, leaders[-1], tapped_at - timedelta(minutes=3), timedelta())


def _latest(group: Group) -> Select[Attendance]:
    held = Meeting.circle_id == group.id, Meeting.state == MeetingState.HELD
    latest = select(func.max(Meeting.starts_at)).where(*held).scalar_subquery()
    return (
        select(Attendance)
        .join(Attendance.meeting)
        .join(Attendance.member)
        .where(*held, Meeting.starts_at == latest)
        .order_by(Member.name)
    )


def _tap(row: Attendance, mark: Mark, user_id: int, tapped_at: datetime, late: timedelta) -> None:
    change = AttendanceChange(
        organisation_id=row.organisation_id,
        meeting_id=row.meeting_id,
        member_id=row.member_id,
        user_id=user_id,
        mark=mark,
        tapped_at=tapped_at,
        received_at=tapped_at + late,
    )
    db.session.add(change)
