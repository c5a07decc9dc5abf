"""What a participant says beforehand: that he or she can't come."""

from datetime import date

from sqlalchemy import delete

from webapp.attendance.models import Absence
from webapp.circles.models import Member
from webapp.db import db
from webapp.i18n import local
from webapp.meetings import queries as meetings
from webapp.meetings.models import Meeting


def away_between(member: Member, first: date, last: date) -> int:
    """The participant can't come on these days; how many meetings there are in them."""
    within = [
        meeting
        for meeting in db.session.scalars(meetings.to_be_held(member.circle))
        if first <= local(meeting.starts_at).date() <= last
    ]
    for meeting in within:
        cannot_come(member, meeting, away=True)
    return len(within)


def cannot_come(member: Member, meeting: Meeting, away: bool) -> None:
    """Said twice is said once."""
    mine = Absence.member_id == member.id, Absence.meeting_id == meeting.id
    db.session.execute(delete(Absence).where(*mine))
    if away:
        own = {"organisation_id": member.organisation_id, "meeting_id": meeting.id}
        db.session.add(Absence(member_id=member.id, **own))
