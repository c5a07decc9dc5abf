from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from flask_babel import gettext as _
from sqlalchemy import delete, select, update

from webapp import audit
from webapp.accounts.models import User
from webapp.agendas import queries
from webapp.agendas.models import AgendaItem, ClosingTalk, MeetingGuide, PrivateNote, Reminder
from webapp.db import db, now
from webapp.guides.models import Guide
from webapp.meetings.models import Meeting
from webapp.web import Refused

FILE = Path(__file__).parents[2] / "resources" / "agendas.yaml"
HEAVY = 1  # the face whose choice coordinators are told of
WORDS_KEPT = timedelta(days=365)
MOST = 40  # items of an agenda, and reminders


@cache
def templates() -> dict[str, Any]:
    """By theme (first, ordinary, last): `agenda` and `remember`, each text by language."""
    told: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return told


def fill(meeting: Meeting, theme: str, tag: str) -> None:
    """Begin a plan from a template, in a language; what is there already stays before it."""
    template = templates()[theme]
    for item in template["agenda"]:
        add_item(meeting, item["what"][tag], item["minutes"])
    for what in template["remember"]:
        remember(meeting, what[tag])


def copy_the_last(meeting: Meeting) -> None:
    """Begin a plan from that of the meeting before; nothing of it is done yet."""
    last = queries.last_planned(meeting)
    plan = queries.plan_of(last) if last else queries.Plan([], [], [])
    for item in plan.items:
        add_item(meeting, item.what, item.minutes)
    for reminder in plan.reminders:
        remember(meeting, reminder.what)
    for guide in plan.guides:
        attach(meeting, guide, wanted=True)


def add_item(meeting: Meeting, what: str, minutes: int) -> AgendaItem:
    items = queries.plan_of(meeting).items
    _check_room(items)
    position = items[-1].position + 1 if items else 1
    item = AgendaItem(
        organisation_id=meeting.organisation_id,
        meeting=meeting,
        position=position,
        what=what,
        minutes=minutes,
    )
    _save(item)
    return item


def move(item: AgendaItem, steps: int) -> None:
    """Up (-1) or down (1); at the ends it stays."""
    items = queries.plan_of(item.meeting).items
    place = items.index(item)
    items.insert(min(max(place + steps, 0), len(items) - 1), items.pop(place))
    for position, each in enumerate(items, 1):
        each.position = position


def remember(meeting: Meeting, what: str) -> Reminder:
    _check_room(queries.plan_of(meeting).reminders)
    own = {"organisation_id": meeting.organisation_id, "meeting": meeting}
    reminder = Reminder(what=what, **own)
    _save(reminder)
    return reminder


def tick(reminder: Reminder, done: bool) -> None:
    reminder.is_done = done


def leave_out(thing: AgendaItem | Reminder) -> None:
    db.session.delete(thing)


def attach(meeting: Meeting, guide: Guide, wanted: bool) -> None:
    """Twice is once."""
    mine = MeetingGuide.meeting_id == meeting.id, MeetingGuide.guide_id == guide.id
    db.session.execute(delete(MeetingGuide).where(*mine))
    if wanted:
        own = {"organisation_id": meeting.organisation_id, "meeting_id": meeting.id}
        _save(MeetingGuide(guide_id=guide.id, **own))


def write_note(meeting: Meeting, body: str) -> None:
    """An empty note is no note."""
    note = queries.note_of(meeting)
    if note and not body:
        db.session.delete(note)
    elif body:
        own = {"organisation_id": meeting.organisation_id, "meeting_id": meeting.id}
        note = note or PrivateNote(**own)
        note.body = body
        db.session.add(note)


def look_back(meeting: Meeting, user: User, how: int, heavy: str, wants_call: bool) -> None:
    """A leader's closing talk; written again, it takes the place of the earlier one."""
    talk = queries.talk_of(meeting, user) or ClosingTalk(
        organisation_id=meeting.organisation_id, meeting=meeting, user=user
    )
    if wants_call and not talk.wants_call:
        talk.called_at = None
    talk.how, talk.heavy, talk.wants_call, talk.written_at = how, heavy, wants_call, now()
    talk.is_told = how == HEAVY
    _save(talk)


def called(talk: ClosingTalk) -> None:
    talk.called_at = talk.called_at or now()
    audit.record(
        "leader.called", talk, organisation_id=talk.organisation_id, person_id=talk.user_id
    )


def _save(row: Any) -> None:
    db.session.add(row)
    db.session.flush()


def _check_room(things: list[Any]) -> None:
    if len(things) >= MOST:
        raise Refused(_("The plan is full. Take something away first."))


def purge() -> None:
    """What leaders wrote of a meeting for themselves is theirs for a year."""
    old = select(Meeting.id).where(Meeting.ends_at < now() - WORDS_KEPT)
    db.session.execute(delete(PrivateNote).where(PrivateNote.meeting_id.in_(old)))
    said = ClosingTalk.meeting_id.in_(old), ClosingTalk.heavy != ""
    db.session.execute(update(ClosingTalk).where(*said).values(heavy=""))
