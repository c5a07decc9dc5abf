from collections.abc import Iterable

from sqlalchemy import ColumnElement, Select, func, select

from webapp.accounts.models import Organisation
from webapp.circles.models import Circle, CircleRole, Joining, Member, MemberStatus
from webapp.db import db, now

FEWEST_SHOWN = 5
TAKES_A_PLACE = MemberStatus.ACTIVE, MemberStatus.OFFERED


def takes_sign_ups(circle: Circle) -> bool:
    """Whether strangers may sign up."""
    return circle.joining in (Joining.OPEN, Joining.REQUEST) and not circle.ended_at


def invites(circle: Circle) -> bool:
    """Whether those who have been given the address may sign up."""
    return circle.joining == Joining.INVITATION and not circle.ended_at


def keeps_details(member: Member) -> bool:
    """Whether a name and contact details are kept: not of who has left, nor without names."""
    circle = member.circle
    return member.status != MemberStatus.LEFT and circle.keeps_names and not circle.ended_at


def free_places(circle: Circle) -> int | None:
    """How many more there is room for; None: there is no limit."""
    if circle.capacity is None:
        return None
    return max(0, circle.capacity - taken_places(circle))


def places_left(circles: Iterable[Circle]) -> dict[int, int]:
    """How many places strangers may still take, by the circle's id; 0: they go to the queue.
    Only of circles that have a limit and take sign-ups; one statement.
    """
    room = {c.id: c.capacity for c in circles if c.capacity is not None and takes_sign_ups(c)}
    if not room:
        return {}
    counted = (
        select(Member.circle_id, Member.status, func.count())
        .where(Member.circle_id.in_(room), Member.role == CircleRole.PARTICIPANT)
        .where(Member.status.in_((*TAKES_A_PLACE, MemberStatus.WAITING)))
        .group_by(Member.circle_id, Member.status)
    )
    for circle_id, status, number in db.session.execute(counted):
        queue_forms = status == MemberStatus.WAITING
        room[circle_id] = 0 if queue_forms else max(0, room[circle_id] - number)
    return room


def taken_places(circle: Circle) -> int:
    taken = select(func.count()).where(*_of(circle), Member.status.in_(TAKES_A_PLACE))
    return db.session.scalar(taken) or 0


def members(circle: Circle) -> int:
    """How many are in it in any way, leaders and those who wait too."""
    there = Member.circle_id == circle.id, Member.status != MemberStatus.LEFT
    return db.session.scalar(select(func.count()).select_from(Member).where(*there)) or 0


def queue(circle: Circle) -> list[Member]:
    """Those who wait for a place, the first one first."""
    return _in(circle, MemberStatus.WAITING)


def asked(circle: Circle) -> list[Member]:
    """Those who wait for the leader's answer."""
    return _in(circle, MemberStatus.ASKED)


def offered(circle: Circle) -> list[Member]:
    return _in(circle, MemberStatus.OFFERED)


def place_in_queue(member: Member) -> int:
    """1 is the next to get a place."""
    return [each.id for each in queue(member.circle)].index(member.id) + 1


def overdue_offers() -> Select[Member]:
    late = select(Member).where(Member.status == MemberStatus.OFFERED)
    return late.where(Member.offered_until < now()).order_by(Member.id)


def signed_up_with(circle: Circle, key: str) -> Member | None:
    """Who was signed up by this form; the key of another circle's form is nobody's here."""
    mine = Member.circle_id == circle.id, Member.sign_up_key == key
    return db.session.scalar(select(Member).where(*mine))


def free_name(circle: Circle, wanted: str) -> str:
    """Two of the same name are told apart by a number; nobody learns who was there before."""
    taken = {m.name.casefold() for m in circle.members if m.status != MemberStatus.LEFT}
    name, number = wanted, 1
    while name.casefold() in taken:
        number += 1
        name = f"{wanted} {number}"
    return name


def heard_from(organisation: Organisation) -> dict[str, int]:
    """How many have heard of the groups in each way; few enough to be known are not counted."""
    number = func.count()
    wanted = (
        select(Member.heard_from, number)
        .where(Member.organisation_id == organisation.id, Member.heard_from != "")
        .group_by(Member.heard_from)
        .having(number >= FEWEST_SHOWN)
    )
    return {row[0]: row[1] for row in db.session.execute(wanted)}


def _in(circle: Circle, status: MemberStatus) -> list[Member]:
    wanted = select(Member).where(*_of(circle), Member.status == status)
    return list(db.session.scalars(wanted.order_by(Member.joined_at, Member.id)))


def _of(circle: Circle) -> tuple[ColumnElement[bool], ...]:
    return Member.circle_id == circle.id, Member.role == CircleRole.PARTICIPANT
