"""Every tap goes into the history; the latest of each row, by when it was tapped, is what holds."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import func, insert, select

from webapp.accounts.models import User
from webapp.attendance.models import Attendance, AttendanceChange, Mark
from webapp.db import db, now
from webapp.meetings.models import Meeting, MeetingState


@dataclass(frozen=True)
class Tap:
    """One thing said of a meeting: of a member; or of those left unmarked; or a headcount."""

    tapped_at: datetime
    member_id: int | None = None
    mark: Mark | None = None
    headcount: int | None = None
    tap: str | None = None
    """The phone's own id of it, where it was kept on the phone first."""

    @property
    def is_count(self) -> bool:
        return self.member_id is None and self.mark is None

    @property
    def is_rest(self) -> bool:
        """All whom nobody has marked."""
        return self.member_id is None and self.mark is not None


def record(meeting: Meeting, taps: Iterable[Tap], by: User | None) -> None:
    """Keep the taps, and let each row hold its latest. Those before "we did not meet" only stay."""
    taps = sorted(taps, key=lambda tap: tap.tapped_at)
    told = meeting.reported_at if meeting.state == MeetingState.NOT_HELD else None
    holding = [tap for tap in taps if told is None or tap.tapped_at >= told]
    if holding or not taps:
        _count(meeting, [tap for tap in holding if tap.is_count])
        _mark(meeting, [tap for tap in holding if tap.member_id])
        meeting.state, meeting.reason = MeetingState.HELD, ""
        meeting.reported_at = meeting.reported_at or now()
    if taps:
        said = [{**asdict(tap), "user_id": by and by.id, **_of(meeting)} for tap in taps]
        db.session.execute(insert(AttendanceChange), said)
    db.session.flush()


def _mark(meeting: Meeting, taps: list[Tap]) -> None:
    latest = {tap.member_id: tap for tap in taps}
    wanted = select(Attendance).where(
        Attendance.meeting_id == meeting.id, Attendance.member_id.in_(latest)
    )
    # Locked, for another phone may be sending an earlier tap of the same row now.
    for row in db.session.scalars(wanted.with_for_update()) if taps else ():
        tap = latest.pop(row.member_id)
        if tap.mark and tap.tapped_at >= row.marked_at:
            row.mark, row.marked_at = tap.mark, tap.tapped_at
    if latest:
        new = [
            {"member_id": tap.member_id, "mark": tap.mark, "marked_at": tap.tapped_at}
            for tap in latest.values()
        ]
        db.session.execute(insert(Attendance), [{**row, **_of(meeting)} for row in new])


def _count(meeting: Meeting, taps: list[Tap]) -> None:
    if not taps:
        return
    of_counts = AttendanceChange.meeting_id == meeting.id, AttendanceChange.member_id.is_(None)
    latest = db.session.scalar(select(func.max(AttendanceChange.tapped_at)).where(*of_counts))
    if latest is None or taps[-1].tapped_at >= latest:
        meeting.headcount = taps[-1].headcount


def _of(meeting: Meeting) -> dict[str, int]:
    return {"meeting_id": meeting.id, "organisation_id": meeting.organisation_id}
