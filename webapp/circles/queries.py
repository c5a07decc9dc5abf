from typing import Any

from sqlalchemy import ColumnElement, Select, exists, or_, select

from webapp.accounts.models import Membership, Organisation, User
from webapp.circles.models import Circle, CircleRole, Member, MemberStatus, PaidTime
from webapp.db import db


def led_by(user: User) -> Select[int]:
    """The ids of the circles this person leads, in any organisation."""
    return _with(user, CircleRole.LEADER)


def leads_somewhere(user: User) -> bool:
    """Whether this person leads a circle that still meets, in the organisation acted in."""
    if user.membership is None:
        return False
    ours = Circle.organisation_id == user.membership.organisation_id, Circle.ended_at.is_(None)
    wanted = select(Circle.id).where(*ours, Circle.id.in_(led_by(user))).limit(1)
    return db.session.scalar(wanted) is not None


def attended_to_by(user: User) -> Select[int]:
    """The ids of the circles where this person takes attendance: as a leader or assisting."""
    return _with(user, CircleRole.LEADER, CircleRole.ASSISTANT)


def all_of(organisation: Organisation) -> Select[int]:
    """The ids of the organisation's circles."""
    return select(Circle.id).where(Circle.organisation_id == organisation.id)


def only(circle: Circle) -> Select[int]:
    """The id of one circle, for what asks about many."""
    return select(Circle.id).where(Circle.id == circle.id)


def _with(user: User, *roles: CircleRole) -> Select[int]:
    mine = Member.user_id == user.id, Member.status == MemberStatus.ACTIVE
    return select(Member.circle_id).where(*mine, Member.role.in_(roles))


def paid_at(moment: Any, member_id: Any = Member.id) -> ColumnElement[bool]:
    """Whether leading was a member's paid work at that moment."""
    return exists().where(
        PaidTime.member_id == member_id,
        PaidTime.begins_at <= moment,
        or_(PaidTime.ends_at.is_(None), PaidTime.ends_at > moment),
    )


def could_lead(circle: Circle) -> list[User]:
    """The organisation's people who don't lead this circle yet, by name."""
    leading = [leader.user_id for leader in circle.leaders]
    wanted = (
        select(User)
        .join(User.memberships)
        .where(Membership.organisation_id == circle.organisation_id, User.id.not_in(leading))
        .order_by(User.name, User.id)
    )
    return list(db.session.scalars(wanted))
