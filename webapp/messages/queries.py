"""What is to be told now, and has not been told yet."""

from datetime import datetime, time, timedelta

from sqlalchemy import ColumnElement, Date, Exists, Select, exists, func, literal, select
from sqlalchemy.orm import InstrumentedAttribute

from webapp.accounts.models import Membership, Role, User
from webapp.attendance.models import Absence
from webapp.circles.models import Circle, CircleRole, Member, MemberStatus
from webapp.db import now
from webapp.i18n import at_helsinki, local, today
from webapp.meetings.models import Meeting, MeetingState
from webapp.messages.models import Notice, NoticeKind

REMINDED_FROM = time(10)  # the day before a meeting, by a clock in Finland
NOON = time(12)  # of the day after a meeting that nobody has told about
DIGEST_FROM = time(8)  # on Mondays
FORGOTTEN = timedelta(days=7)  # an older gap is in the digest, not in a leader's mail
OVERDUE = timedelta(days=60)


Ids = InstrumentedAttribute[int]


def to_remind() -> Select[int, int]:
    """Members and meetings: those who asked to be reminded of what is tomorrow."""
    tomorrow = today() + timedelta(days=1)
    begins, ends = (at_helsinki(today() + timedelta(days=days), time()) for days in (1, 2))
    away = exists().where(
        Absence.member_id == Member.id, Absence.first_day <= tomorrow, Absence.last_day >= tomorrow
    )
    wanted = (
        select(Member.id, Meeting.id)
        .join(Meeting, Meeting.circle_id == Member.circle_id)
        .where(Meeting.starts_at >= begins, Meeting.starts_at < ends, _is_planned())
        .where(Member.status == MemberStatus.ACTIVE, Member.role == CircleRole.PARTICIPANT)
        .where(Member.wants_reminders, Member.contact.is_not(None), ~away)
        .where(~_told(NoticeKind.REMINDER, Member.id, Meeting.id, begins))
    )
    return wanted if _clock_shows(REMINDED_FROM) else wanted.where(literal(1) == 0)


def unrecorded(ended: datetime) -> Select[int, int]:
    """Leaders (as members) and meetings of a day of which nobody has said how they went."""
    day = at_helsinki(local(ended).date(), time())
    return (
        select(Member.id, Meeting.id)
        .join(Meeting, Meeting.circle_id == Member.circle_id)
        .join(User, User.id == Member.user_id)
        .join(Circle, Circle.id == Member.circle_id)
        .where(Meeting.starts_at >= day, Meeting.starts_at < day + timedelta(days=1), _is_planned())
        .where(Meeting.ends_at <= now(), Circle.ended_at.is_(None))
        .where(Member.status == MemberStatus.ACTIVE, Member.role == CircleRole.LEADER)
        .where(User.wants_reminders)
        .where(~_told(NoticeKind.UNRECORDED, Member.id, Meeting.id, day))
    )


def days_to_ask_about() -> list[datetime]:
    """The days whose gaps are told of now: each from the noon after it, for a week."""
    latest = 1 if _clock_shows(NOON) else 2
    return [
        at_helsinki(today() - timedelta(days=days), time())
        for days in range(latest, FORGOTTEN.days)
    ]


def to_digest() -> Select[Membership]:
    """The coordinators who get this week's digest."""
    monday = today() - timedelta(days=today().weekday())
    wanted = (
        select(Membership)
        .join(Membership.user)
        .where(Membership.role.in_((Role.ADMIN, Role.COORDINATOR)), User.wants_digest)
        .where(
            ~_told(
                NoticeKind.DIGEST,
                Membership.id,
                Membership.organisation_id,
                at_helsinki(monday, time()),
            )
        )
        .order_by(Membership.organisation_id, Membership.id)
    )
    is_time = today() > monday or _clock_shows(DIGEST_FROM)
    return wanted if is_time else wanted.where(literal(1) == 0)


def gaps(organisation_id: int) -> Select[Circle, int]:
    """The circles that have meetings nobody has told about, and how many."""
    return (
        select(Circle, func.count())
        .join(Meeting, Meeting.circle_id == Circle.id)
        .where(Circle.organisation_id == organisation_id, Circle.ended_at.is_(None))
        .where(Meeting.ends_at < now() - timedelta(days=1), _is_planned())
        .where(Meeting.starts_at > now() - OVERDUE)
        .group_by(Circle.id)
        .order_by(func.count().desc(), Circle.id)
    )


def _is_planned() -> ColumnElement[bool]:
    return Meeting.state == MeetingState.PLANNED


def _told(kind: NoticeKind, reader: Ids, about: Ids, day: datetime) -> Exists:
    same = Notice.reader_id == reader, Notice.about_id == about
    on = Notice.day == literal(local(day).date(), Date)
    return exists().where(Notice.kind == kind, on, *same)


def _clock_shows(clock: time) -> bool:
    return local(now()).time() >= clock
