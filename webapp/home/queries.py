from dataclasses import dataclass
from datetime import time, timedelta

from sqlalchemy import Select, select, union_all
from sqlalchemy.orm import joinedload, with_polymorphic

from webapp import texts
from webapp.accounts.models import User
from webapp.attendance.queries import Tally, tallies
from webapp.circles.models import Circle, Member
from webapp.circles.queries import attended_to_by
from webapp.db import db, now
from webapp.i18n import at_helsinki, local, today
from webapp.meetings.models import Meeting, MeetingState

AHEAD = timedelta(days=14)
SHOWN = 30  # of today's, of the overdue and of the coming
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

    @property
    def is_cut(self) -> bool:
        """Whether there may be more than is shown."""
        return SHOWN in map(len, (self.meetings, self.overdue, self.coming))


def has_circles(user: User) -> bool:
    """Whether this person leads or assists in a circle that still meets."""
    still = attended_to_by(user).join(Circle, Circle.id == Member.circle_id)
    return db.session.scalar(still.where(Circle.ended_at.is_(None)).limit(1)) is not None


def my_day(user: User, whole: bool) -> Day:
    """The meetings of the circles this person leads or assists in; or the whole organisation's."""
    found = list(db.session.scalars(_around_now(user, whole)))
    texts.load({meeting.circle.id: meeting.circle for meeting in found}.values())
    day_of = {meeting.id: local(meeting.starts_at).date() for meeting in found}
    here = [m for m in found if day_of[m.id] == today()]
    return Day(
        meetings=here,
        overdue=[m for m in reversed(found) if day_of[m.id] < today()],
        coming=[m for m in found if day_of[m.id] > today()],
        tallies=tallies(here),
    )


def _around_now(user: User, whole: bool) -> Select[Meeting]:
    """The nearest of each kind, for an organisation may have hundreds a day."""
    begins, ends = (at_helsinki(today() + timedelta(days=days), time()) for days in (0, 1))
    starts = Meeting.starts_at
    mine = _of(user, whole)
    kinds = (
        mine.where(starts >= begins, starts < ends).order_by(starts),
        mine.where(
            starts < begins, starts > now() - OVERDUE_SHOWN, Meeting.state == MeetingState.PLANNED
        ).order_by(starts.desc()),
        mine.where(starts >= ends, starts < now() + AHEAD).order_by(starts),
    )
    ids = union_all(*(select(kind.limit(SHOWN).subquery().c.id) for kind in kinds))
    kind = with_polymorphic(Circle, "*", flat=True)
    circles = joinedload(Meeting.circle.of_type(kind)).selectinload(kind.members)
    return select(Meeting).where(Meeting.id.in_(ids)).options(circles).order_by(starts, Meeting.id)


def _of(user: User, whole: bool) -> Select[int]:
    assert user.membership
    wanted = (
        select(Meeting.id)
        .join(Meeting.circle)
        .where(Meeting.organisation_id == user.membership.organisation_id)
        .where(Circle.ended_at.is_(None))
    )
    return wanted if whole else wanted.where(Circle.id.in_(attended_to_by(user)))
