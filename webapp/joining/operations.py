from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import delete

from webapp import audit, mail, passes
from webapp.attendance.models import Absence
from webapp.circles.models import Circle, CircleRole, Joining, Member, MemberStatus
from webapp.circles.operations import MOST_MEMBERS, forget_contact, withdraw_letters
from webapp.db import db, now
from webapp.i18n import language, speaking
from webapp.joining import queries
from webapp.passes import Purpose
from webapp.web import Refused, absolute

TIME_TO_ANSWER = timedelta(hours=48)
MOST_IN_QUEUE = 200


@dataclass(frozen=True)
class SignUp:
    """What a participant tells of himself or herself."""

    name: str
    contact: str = ""
    helps: str = ""
    heard_from: str = ""
    language: str = ""
    """In which to write to the person; empty: that of the page."""
    wants_reminders: bool = False
    wants_news: bool = False


def sign_up(circle: Circle, key: str, said: SignUp) -> Member:
    """Take a place, or one in the queue; the same form sent twice is one person.

    Where no names are kept, the place is all that is known.
    """
    if known := queries.signed_up_with(circle, key):
        return known
    said = replace(said, language=said.language or language())
    status = place_for(circle)
    member = Member(
        organisation_id=circle.organisation_id,
        circle=circle,
        role=CircleRole.PARTICIPANT,
        **_known_of(circle, said),
        sign_up_key=key,
        status=status,
    )
    db.session.add(member)
    db.session.flush()
    tell(member, "signed_up")
    return member


def place_for(circle: Circle) -> MemberStatus:
    """What one who comes now gets: a place, one in the queue, or the leader's answer later."""
    _one_at_a_time(circle)
    if not (queries.takes_sign_ups(circle) or queries.invites(circle)):
        raise Refused(_("This group doesn't take sign-ups now."))
    _check_room(circle)
    if circle.joining == Joining.REQUEST:
        return MemberStatus.ASKED
    full = queries.free_places(circle) == 0 or bool(queries.queue(circle))
    return MemberStatus.WAITING if full else MemberStatus.ACTIVE


def token_of(member: Member) -> str:
    """The secret part of the address of the participant's own page."""
    return passes.issue(Purpose.OWN_PAGE, member.id, member.organisation_id).token


def own_page(member: Member) -> str:
    """The secret address of the participant's own page, to be kept."""
    return absolute(url_for("own.show", token=token_of(member), lang=None))


def accept(member: Member) -> None:
    """The leader says yes to one who asked; if it is full, the queue comes first."""
    _look_again(member)
    if member.status == MemberStatus.ASKED:
        full = queries.free_places(member.circle) == 0
        member.status = MemberStatus.WAITING if full else MemberStatus.ACTIVE
        tell(member, "signed_up")


def say_yes(member: Member) -> None:
    """Take the place that was offered, unless it has gone to the next meanwhile."""
    _look_again(member)
    if member.status != MemberStatus.OFFERED or member.circle.ended_at:
        raise Refused(_("This place is no longer offered to you."))
    member.status, member.offered_until = MemberStatus.ACTIVE, None


def leave(member: Member) -> None:
    """Give the place, or the one in the queue, to the next; nobody is written to any more."""
    _look_again(member)
    if member.role == CircleRole.PARTICIPANT and member.status != MemberStatus.LEFT:
        member.status, member.left_at = MemberStatus.LEFT, now()
        withdraw_letters(member)
        forget_contact(member)
        db.session.flush()
        fill_places(member.circle)


def close(circle: Circle) -> None:
    """The circle has ended: those who wait are told, and how to reach people is erased."""
    _one_at_a_time(circle)
    for member in (*queries.asked(circle), *queries.offered(circle), *queries.queue(circle)):
        tell(member, "group_ended")
        member.status, member.left_at = MemberStatus.LEFT, now()
    for member in circle.members:
        if member.role == CircleRole.PARTICIPANT:
            forget_contact(member)


def forget(member: Member) -> None:
    """Erase what is known of the person. How many were there stays; who, is gone for good."""
    if member.contact:
        mail.withdraw(member.contact)
    leave(member)
    forget_contact(member)  # also of one who had left before
    member.name, member.heard_from = "", ""
    member.sign_up_key = member.user_id = None
    db.session.execute(delete(Absence).where(Absence.member_id == member.id))
    passes.withdraw({purpose: [member.id] for purpose in (Purpose.OWN_PAGE, Purpose.STOP)})
    audit.record("participant.erased", member, organisation_id=member.organisation_id)


def tell_anew(member: Member, said: SignUp) -> None:
    """The participant changes what he or she has told, as long as any of it is kept."""
    _look_again(member)
    if not queries.keeps_details(member):
        raise Refused(_("You can't change your details here any more."))
    member.name, member.contact, member.helps = said.name, said.contact or None, said.helps
    member.wants_reminders, member.wants_news = said.wants_reminders, said.wants_news
    member.language = said.language or member.language


def fill_places(circle: Circle) -> None:
    """Offer each free place to the next in the queue; a circle that has ended has none."""
    _one_at_a_time(circle)
    if circle.ended_at:
        return
    free = queries.free_places(circle)
    waiting = queries.queue(circle)
    for member in waiting if free is None else waiting[:free]:
        member.status, member.offered_until = MemberStatus.OFFERED, now() + TIME_TO_ANSWER
        db.session.flush()
        tell(member, "place_offered")


def withdraw_late_offers() -> None:
    """Whoever didn't answer in time gives the place to the next."""
    for member in db.session.scalars(queries.overdue_offers()).all():
        leave(member)


def open_to(circle: Circle, joining: Joining, capacity: int | None) -> None:
    """How people sign up, and for how many there is room."""
    circle.joining, circle.capacity = joining, capacity
    db.session.flush()
    fill_places(circle)


def _known_of(circle: Circle, said: SignUp) -> dict[str, Any]:
    if not circle.keeps_names:
        return {"name": "", "language": said.language}
    told = {**asdict(said), "contact": said.contact or None}
    return {**told, "name": queries.free_name(circle, said.name)}


def _one_at_a_time(circle: Circle) -> None:
    """Two who want the last place wait for each other, and each sees what the other got."""
    db.session.refresh(circle, with_for_update=True)


def _look_again(member: Member) -> None:
    _one_at_a_time(member.circle)
    db.session.refresh(member)


def _check_room(circle: Circle) -> None:
    if queries.members(circle) >= MOST_MEMBERS or len(queries.queue(circle)) >= MOST_IN_QUEUE:
        raise Refused(_("The queue is full. Ask the organisation for another group."))


def tell(member: Member, template: str) -> None:
    """By mail, to those who gave an address; the group's name stays out if it is sensitive."""
    if member.contact and "@" in member.contact:
        circle = member.circle
        name = "" if circle.is_discreet else str(circle.title)
        with speaking(member.language or "fi"):
            told: dict[str, Any] = {"group": name, "member": member, "address": own_page(member)}
            mail.post(member.contact, template, **told)
