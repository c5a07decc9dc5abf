from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from webapp import texts
from webapp.accounts.models import Organisation, User
from webapp.agendas.models import AgendaItem, ClosingTalk, MeetingGuide, PrivateNote, Reminder
from webapp.db import db
from webapp.guides.models import Guide
from webapp.meetings.models import Meeting


@dataclass(frozen=True)
class Plan:
    items: list[AgendaItem]
    reminders: list[Reminder]
    guides: list[Guide]

    @property
    def minutes(self) -> int:
        return sum(item.minutes for item in self.items)

    @property
    def is_empty(self) -> bool:
        return not (self.items or self.reminders)


def plan_of(meeting: Meeting) -> Plan:
    mine = AgendaItem.meeting_id == meeting.id
    items = select(AgendaItem).where(mine).order_by(AgendaItem.position, AgendaItem.id)
    reminders = select(Reminder).where(Reminder.meeting_id == meeting.id).order_by(Reminder.id)
    guides = select(Guide).join(MeetingGuide, MeetingGuide.guide_id == Guide.id)
    guides = guides.where(MeetingGuide.meeting_id == meeting.id).order_by(Guide.title)
    return Plan(*(list(db.session.scalars(wanted)) for wanted in (items, reminders, guides)))


def last_planned(meeting: Meeting) -> Meeting | None:
    """The circle's latest meeting before this one that has an agenda."""
    planned = select(AgendaItem.meeting_id).where(AgendaItem.meeting_id == Meeting.id).exists()
    wanted = select(Meeting).where(Meeting.circle_id == meeting.circle_id, planned)
    earlier = wanted.where(Meeting.starts_at < meeting.starts_at)
    return db.session.scalar(earlier.order_by(Meeting.starts_at.desc()).limit(1))


def note_of(meeting: Meeting) -> PrivateNote | None:
    return db.session.get(PrivateNote, meeting.id)


def talk_of(meeting: Meeting, user: User) -> ClosingTalk | None:
    mine = ClosingTalk.meeting_id == meeting.id, ClosingTalk.user_id == user.id
    return db.session.scalar(select(ClosingTalk).where(*mine))


def wanted_calls(organisation: Organisation) -> list[ClosingTalk]:
    """The leaders who want a call and haven't had one, the longest wait first."""
    waiting = select(ClosingTalk).where(
        ClosingTalk.organisation_id == organisation.id,
        ClosingTalk.wants_call.is_(True),
        ClosingTalk.called_at.is_(None),
    )
    together = joinedload(ClosingTalk.user), joinedload(ClosingTalk.meeting, Meeting.circle)
    found = list(db.session.scalars(waiting.order_by(ClosingTalk.written_at).options(*together)))
    texts.load({talk.meeting.circle.id: talk.meeting.circle for talk in found}.values())
    return found
