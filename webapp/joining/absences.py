"""The days on which a participant can't come: said by the participant, or by a leader.

They are kept as days, so a meeting that comes into them later is one, too.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import select

from webapp.attendance.models import Absence
from webapp.circles.models import Member
from webapp.db import db
from webapp.i18n import local, today
from webapp.meetings.models import Meeting

A_DAY = timedelta(days=1)


def to_come(member: Member) -> list[Absence]:
    """Those that are not over, the first one first."""
    mine = select(Absence).where(Absence.member_id == member.id, Absence.last_day >= today())
    return list(db.session.scalars(mine.order_by(Absence.first_day, Absence.id)))


def missed(meetings: Iterable[Meeting], absences: Iterable[Absence]) -> set[int]:
    """The ids of the meetings that the absences cover."""
    absences = list(absences)
    return {m.id for m in meetings if any(a.covers(local(m.starts_at).date()) for a in absences)}


def away_between(member: Member, first: date, last: date) -> None:
    """The participant can't come on these days. Days that meet other such days become one while."""
    for known in _near(member, first, last):
        first, last = min(first, known.first_day), max(last, known.last_day)
        db.session.delete(known)
    _keep(member, first, last)


def comes_between(member: Member, first: date, last: date) -> None:
    """The participant comes on these days after all; what was said of others stays."""
    for known in _near(member, first, last):
        for begins, ends in (
            (known.first_day, min(known.last_day, first - A_DAY)),
            (max(known.first_day, last + A_DAY), known.last_day),
        ):
            if begins <= ends:
                _keep(member, begins, ends)
        db.session.delete(known)


def cannot_come(member: Member, meeting: Meeting, away: bool) -> None:
    """Of the day of one meeting. Said twice is said once."""
    day = local(meeting.starts_at).date()
    (away_between if away else comes_between)(member, day, day)


def _near(member: Member, first: date, last: date) -> list[Absence]:
    """What has been said of any of these days."""
    those = Absence.first_day <= last, Absence.last_day >= first
    mine = select(Absence).where(Absence.member_id == member.id, *those)
    return list(db.session.scalars(mine))


def _keep(member: Member, first: date, last: date) -> None:
    own = {"organisation_id": member.organisation_id, "member_id": member.id}
    db.session.add(Absence(first_day=first, last_day=last, **own))
