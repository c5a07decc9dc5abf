from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Connection, event, update

from webapp import audit
from webapp.accounts.models import Membership, User
from webapp.circles.models import Circle, CircleRole, Member, MemberStatus
from webapp.db import db, now
from webapp.web import Refused

MOST_MEMBERS = 500


def appoint(circle: Circle, user: User) -> Member:
    """Make someone a leader of the circle. Appointing the same person again changes nothing."""
    leader = next((member for member in circle.members if member.user_id == user.id), None)
    if leader in circle.leaders:
        return leader
    if leader is None:
        leader = Member(organisation_id=circle.organisation_id, user=user, name=user.name)
        circle.members.append(leader)
    leader.role, leader.status, leader.left_at = CircleRole.LEADER, MemberStatus.ACTIVE, None
    _record("leader.added", circle, user.id)
    db.session.flush()
    return leader


def dismiss(leader: Member) -> None:
    """The person no longer leads the circle; the years as its leader stay on record."""
    if leader in leader.circle.leaders:
        _leave(leader)
        _record("leader.removed", leader.circle, leader.user_id)


def pay(leader: Member, is_paid: bool) -> None:
    """Say whether leading this circle is the person's paid work."""
    leader.is_paid = is_paid


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
    member.name = name


def leave(member: Member) -> None:
    """Take a participant off the list. What was marked in earlier meetings stays."""
    if member in member.circle.participants:
        _leave(member)


def forget_names(circle: Circle) -> None:
    """From now on only headcounts: the names of those who were once on the list are erased."""
    if circle.participants:
        raise Refused(_("There are names on the list. Take them off first."))
    for member in circle.members:
        if member.role == CircleRole.PARTICIPANT:
            member.name, member.contact = "", None
    circle.keeps_names = False


def _leave(member: Member) -> None:
    member.status, member.left_at = MemberStatus.LEFT, now()


def _record(action: str, circle: Circle, user_id: int | None) -> None:
    audit.record(action, circle, organisation_id=circle.organisation_id, person_id=user_id)
