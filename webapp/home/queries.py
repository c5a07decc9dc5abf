from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from webapp import texts
from webapp.accounts.models import User
from webapp.attendance.queries import Tally, tallies
from webapp.circles.models import Circle
from webapp.circles.queries import led_by
from webapp.db import db, now
from webapp.i18n import local, today
from webapp.meetings.models import Meeting, MeetingState

AHEAD = timedelta(days=14)
OVERDUE_SHOWN = timedelta(days=60)  # older gaps are for the coordinator to settle, not for tonight


@dataclass(frozen=True)
class Day:
    """What a leader needs to see first."""

    meetings: list[Meeting]
    """Today's, in the order of the clock."""
    overdue: list[Meeting]
    """They were to be held on an earlier day, and nobody has said how it went; newest first."""
    coming: list[Meeting]
    tallies: dict[int, Tally]


def my_day(user: User) -> Day:
    """The meetings that concern this person: those of the circles he or she leads.

    A coordinator who leads none sees the whole organisation's.
    """
    found = [m for m in db.session.scalars(_around_now(user)) if _still_matters(m)]
    texts.load({meeting.circle.id: meeting.circle for meeting in found}.values())
    day_of = {meeting.id: local(meeting.starts_at).date() for meeting in found}
    here = [m for m in found if day_of[m.id] == today()]
    return Day(
        meetings=here,
        overdue=[m for m in reversed(found) if day_of[m.id] < today()],
        coming=[m for m in found if day_of[m.id] > today()],
        tallies=tallies(here),
    )


def _around_now(user: User) -> Select[Meeting]:
    assert user.membership
    mine = led_by(user)
    wanted = (
        select(Meeting)
        .join(Meeting.circle)
        .where(
            Meeting.organisation_id == user.membership.organisation_id,
            Circle.ended_at.is_(None),
            Meeting.starts_at.between(now() - OVERDUE_SHOWN, now() + AHEAD),
        )
        .options(joinedload(Meeting.circle).selectinload(Circle.members))
        .order_by(Meeting.starts_at, Meeting.id)
    )
    leads_some = db.session.scalar(mine.limit(1)) is not None
    return wanted if user.coordinates and not leads_some else wanted.where(Circle.id.in_(mine))


def _still_matters(meeting: Meeting) -> bool:
    if local(meeting.starts_at).date() < today():
        return meeting.state == MeetingState.PLANNED
    return True
