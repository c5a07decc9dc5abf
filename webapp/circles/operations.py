from datetime import date, time
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Connection, event, update

from webapp import audit, mail, passes
from webapp.accounts.models import Membership, User
from webapp.circles.models import Circle, CircleRole, Member, MemberStatus, PaidTime
from webapp.db import db, now
from webapp.i18n import at_helsinki
from webapp.passes import Purpose
from webapp.web import Refused

MOST_MEMBERS = 500

ADDED = {CircleRole.LEADER: "leader.added", CircleRole.ASSISTANT: "assistant.added"}
REMOVED = {CircleRole.LEADER: "leader.removed", CircleRole.ASSISTANT: "assistant.removed"}


def appoint(circle: Circle, user: User, role: CircleRole = CircleRole.LEADER) -> Member:
    """Make someone a leader of the circle, or one who takes attendance and nothing more.

    Appointing the same person again changes nothing.
    """
    member = next((member for member in circle.members if member.user_id == user.id), None)
    if member in circle.active_members and member.role == role:
        return member
    if member is None:
        member = Member(organisation_id=circle.organisation_id, user=user, name=user.name)
        circle.members.append(member)
    member.role, member.status, member.left_at = role, MemberStatus.ACTIVE, None
    _record(ADDED[role], circle, user.id)
    db.session.flush()
    return member


def dismiss(member: Member) -> None:
    """The person no longer leads or assists; the years spent so stay on record."""
    if member in (*member.circle.leaders, *member.circle.assistants):
        _leave(member)
        _record(REMOVED[member.role], member.circle, member.user_id)


def pay(leader: Member, is_paid: bool, since: date) -> None:
    """Say whether leading is someone's paid work from a day on; earlier days stay as they are."""
    begins = at_helsinki(since, time.min)
    leader.paid_times = [paid for paid in leader.paid_times if paid.begins_at < begins]
    for paid in leader.paid_times:
        paid.ends_at = min(paid.ends_at or begins, begins)
    last = leader.paid_times[-1] if leader.paid_times else None
    if is_paid and last and last.ends_at == begins:
        last.ends_at = None
    elif is_paid:
        owner = leader.organisation_id
        leader.paid_times.append(PaidTime(organisation_id=owner, begins_at=begins))


@event.listens_for(Membership, "after_delete")
def stop_leading(_mapper: Any, connection: Connection, gone: Membership) -> None:
    """Whoever leaves the organisation leads its circles no more."""
    theirs = Member.user_id == gone.user_id, Member.organisation_id == gone.organisation_id
    left = update(Member).where(*theirs, Member.status == MemberStatus.ACTIVE)
    connection.execute(left.values(status=MemberStatus.LEFT, left_at=now()))


def join(circle: Circle, name: str) -> Member:
    """Put a participant on the list, by a nickname."""
    if not circle.keeps_names:
        raise Refused(_("This group keeps no names. Count the people instead."))
    if len(circle.participants) >= MOST_MEMBERS:
        raise Refused(_("The list is full: it holds %(most)s people.", most=MOST_MEMBERS))
    participant = Member(
        organisation_id=circle.organisation_id, role=CircleRole.PARTICIPANT, name=name
    )
    circle.members.append(participant)
    db.session.flush()
    return participant


def rename(member: Member, name: str) -> None:
    """A participant has a name only where names are kept."""
    if member.role == CircleRole.PARTICIPANT and not member.circle.keeps_names:
        raise Refused(_("This group keeps no names. Count the people instead."))
    member.name = name


def withdraw_letters(member: Member) -> None:
    """What is on its way to a participant from this circle is not sent: it leads to a page of
    one's own, and letters of other circles don't lead to the same.
    """
    own_page = passes.of(Purpose.OWN_PAGE, member.id)
    if member.contact and own_page:
        mail.withdraw(member.contact, own_page.token)


def forget_contact(member: Member) -> None:
    """How to reach a participant, and what helps, is erased."""
    member.contact, member.helps = None, ""
    member.wants_reminders = member.wants_news = False


def forget_names(circle: Circle) -> None:
    """From now on only numbers: what was known of participants is erased, for good.

    Those who signed up themselves keep their places; who was written down has none.
    """
    for member in circle.members:
        if member.role == CircleRole.PARTICIPANT:
            if member.sign_up_key is None and member.status == MemberStatus.ACTIVE:
                _leave(member)
            withdraw_letters(member)
            forget_contact(member)
            member.name, member.heard_from = "", ""
    circle.keeps_names = False
    audit.record("names.erased", circle, organisation_id=circle.organisation_id)


def keep_names(circle: Circle) -> None:
    """From now on names are kept: who has a place without one is called by a number at first."""
    nameless = (member for member in circle.members if not member.name and member.sign_up_key)
    for number, member in enumerate(nameless, 1):
        member.name = _("Participant %(number)s", number=number)
    circle.keeps_names = True


def _leave(member: Member) -> None:
    member.status, member.left_at = MemberStatus.LEFT, now()


def _record(action: str, circle: Circle, user_id: int | None) -> None:
    audit.record(action, circle, organisation_id=circle.organisation_id, person_id=user_id)
