"""Tonight's plan of a group, and a leader who wants a call."""

from sqlalchemy import select

from webapp.agendas import operations
from webapp.collections.models import Favourite
from webapp.db import db
from webapp.demo.town import Town
from webapp.i18n import local, today
from webapp.meetings.models import Meeting, MeetingState

HEAVY = "Illassa oli paljon surua, ja jäin miettimään, osasinko sanoa oikein."


def add(town: Town) -> None:
    group = town.groups["aallonpohja"]
    leader = group.leaders[0].user
    assert leader
    mine = select(Meeting).where(Meeting.circle_id == group.id).order_by(Meeting.starts_at)
    meetings = list(db.session.scalars(mine))
    for meeting in (m for m in meetings if local(m.starts_at).date() == today()):
        operations.fill(meeting, "ordinary", "fi")
        operations.write_note(meeting, "Kysy, miten viime viikon retki meni.")
        favourite = select(Favourite).where(Favourite.user_id == leader.id)
        for kept in db.session.scalars(favourite.limit(1)):
            operations.attach(meeting, kept.guide, True)
    held = [m for m in meetings if m.state == MeetingState.HELD]
    operations.look_back(held[-1], leader, 2, HEAVY, wants_call=True)
