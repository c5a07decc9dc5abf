"""Times without meetings: what they call off, they can put back."""

from datetime import date, time, timedelta

from sqlalchemy import Select, or_, select

from webapp import audit
from webapp.accounts.models import Organisation
from webapp.circles.models import Circle
from webapp.db import db, now
from webapp.i18n import at_helsinki, today
from webapp.meetings import operations
from webapp.meetings.models import Break, Meeting, MeetingState


def of(circle: Circle) -> list[Break]:
    """The breaks that are on or to come: the circle's own and its organisation's."""
    mine = or_(Break.circle_id == circle.id, Break.circle_id.is_(None))
    ahead = _ahead(circle.organisation_id).where(mine)
    return list(db.session.scalars(ahead))


def of_all(organisation: Organisation) -> list[Break]:
    """The whole organisation's breaks that are on or to come."""
    return list(db.session.scalars(_ahead(organisation.id).where(Break.circle_id.is_(None))))


def meetings_within(
    organisation: Organisation, circle: Circle | None, first: date, last: date
) -> list[Meeting]:
    """What a break over these days would call off: planned, and not begun yet."""
    start, end = at_helsinki(first, time.min), at_helsinki(last + timedelta(days=1), time.min)
    wanted = (
        select(Meeting)
        .where(Meeting.organisation_id == organisation.id, Meeting.state == MeetingState.PLANNED)
        .where(Meeting.starts_at >= max(start, now()), Meeting.starts_at < end)
        .order_by(Meeting.starts_at, Meeting.id)
    )
    if circle:
        wanted = wanted.where(Meeting.circle_id == circle.id)
    return list(db.session.scalars(wanted))


def take(
    organisation: Organisation, circle: Circle | None, first: date, last: date, reason: str
) -> Break:
    """Call off what is planned on these days, of one circle or of the whole organisation."""
    off = meetings_within(organisation, circle, first, last)
    taken = Break(
        organisation_id=organisation.id,
        circle=circle,
        first_day=first,
        last_day=last,
        reason=reason,
    )
    db.session.add(taken)
    db.session.flush()
    for meeting in off:
        meeting.state, meeting.reason = MeetingState.CANCELLED, reason
        meeting.break_id = taken.id
    audit.record("break.taken", taken, organisation_id=organisation.id, detail=str(len(off)))
    db.session.flush()
    operations.cancelled.send(off)
    return taken


def undo(taken: Break) -> list[Meeting]:
    """Put back what the break called off and is still to come; returns it.

    What another break covers stays off, with its reason: a closed house is closed to all.
    """
    off = [m for m in meetings_called_off(taken) if not m.circle.ended_at]
    _hand_over(taken, off)
    back = [m for m in off if m.break_id == taken.id]
    audit.record("break.undone", taken, organisation_id=taken.organisation_id)
    operations.bring_back(back)
    db.session.delete(taken)
    return back


def meetings_called_off(taken: Break) -> list[Meeting]:
    """What the break called off and is still to come."""
    off = select(Meeting).where(Meeting.break_id == taken.id, Meeting.starts_at > now())
    off = off.where(Meeting.state == MeetingState.CANCELLED).order_by(Meeting.starts_at)
    return list(db.session.scalars(off))


def _hand_over(taken: Break, off: list[Meeting]) -> None:
    """Those that another break covers are called off by it from now on."""
    others = list(db.session.scalars(_ahead(taken.organisation_id).where(Break.id != taken.id)))
    for meeting in off:
        other = next((each for each in others if each.covers(meeting)), None)
        if other:
            meeting.break_id, meeting.reason = other.id, other.reason
    db.session.flush()


def _ahead(organisation_id: int) -> Select[Break]:
    ours = select(Break).where(Break.organisation_id == organisation_id)
    return ours.where(Break.last_day >= today()).order_by(Break.first_day, Break.id)
