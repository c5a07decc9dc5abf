from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from webapp.accounts.models import Organisation, User
from webapp.circles.models import Circle
from webapp.circles.queries import led_by
from webapp.db import db, now
from webapp.groups.models import Group, Visibility
from webapp.meetings.models import Meeting, MeetingState
from webapp.texts import Text

MOST_WORDS = 6  # of a search


def groups_of(user: User, words: str = "") -> Select[Group]:
    """The groups a person works with, for coordinators all: first those that wait for something,
    then those he or she leads, then by when they meet next.
    """
    assert user.membership
    mine = Group.id.in_(led_by(user))
    wanted = select(Group).where(Group.organisation_id == user.membership.organisation_id)
    if not user.coordinates:
        wanted = wanted.where(mine)
    return wanted.where(*map(says, words.split()[:MOST_WORDS])).order_by(
        Group.ended_at.is_not(None),
        or_(Group.published_at.is_(None), Group.id.in_(_unrecorded(user))).desc(),
        mine.desc(),
        _next_start().nulls_last(),
        Group.name,
        Group.id,
    )


def _unrecorded(user: User) -> Select[int]:
    """The circles with a meeting that is over and that nobody has told about."""
    assert user.membership
    return select(Meeting.circle_id).where(
        Meeting.organisation_id == user.membership.organisation_id,
        Meeting.state == MeetingState.PLANNED,
        Meeting.ends_at <= now(),
    )


def _next_start() -> Any:
    first = select(func.min(Meeting.starts_at)).where(
        Meeting.circle_id == Group.id,
        Meeting.ends_at > now(),
        Meeting.state == MeetingState.PLANNED,
    )
    return first.correlate(Group).scalar_subquery()


def public_groups(organisation: Organisation) -> Select[Group]:
    """The groups that anyone may find, by name."""
    return (
        select(Group)
        .where(
            *_is_findable(organisation),
            Group.ended_at.is_(None),
        )
        .order_by(Group.name, Group.id)
    )


def findable(organisation: Organisation | None = None) -> Select[int]:
    """The ids of the groups that anyone may find, ended ones too: of one organisation, or all."""
    return select(Group.id).where(*_is_findable(organisation))


def told_openly(organisation: Organisation | None = None) -> Select[Group]:
    """The groups of open data, of one organisation or of all, with what is told of them."""
    return (
        select(Group)
        .where(*_is_findable(organisation), Group.ended_at.is_(None))
        .options(joinedload(Group.organisation), selectinload(Group.welcome_rows))
    )


def to_be_asked(municipalities: list[str]) -> Select[Organisation]:
    """The organisations that tell whom anyone may ask, those of these places first."""
    told = or_(Organisation.contact_phone != "", Organisation.contact_email != "")
    near = Organisation.municipality.in_(municipalities)
    return select(Organisation).where(told).order_by(near.desc(), Organisation.name)


def tasks_done(group: Group) -> dict[str, bool]:
    """Which parts of a group have been told, by the names of `labels.TASKS`."""
    meets = select(Meeting.id).where(Meeting.circle_id == group.id).limit(1)
    return {
        "about": bool(group.name and group.wording("audience")),
        "where": bool(group.place or group.online_url),
        "when": db.session.scalar(meets) is not None,
        "leaders": bool(group.leaders),
        "privacy": group.visibility is not None,
    }


def written_languages(group: Group) -> set[str]:
    """The languages in which the group has a name."""
    return {tag for field, tag in group.texts if field == "name"}


def slugs_beside(group: Group) -> Select[str]:
    """The parts of addresses that the organisation's other circles have."""
    return select(Circle.slug).where(
        Circle.organisation_id == group.organisation_id, Circle.id != group.id
    )


def says(word: str) -> ColumnElement[bool]:
    """Whether a group's texts in any language, or its place, have the word in them."""
    spellings = {word, word.lower(), word.capitalize()}  # SQLite's lower() knows only a to z
    said = or_(*(Text.body.icontains(spelling, autoescape=True) for spelling in spellings))
    told = select(Text.thing_id).where(Text.kind == "group", said)
    places = Group.name, Group.place, Group.municipality
    return or_(
        Group.id.in_(told),
        *(place.icontains(spelling, autoescape=True) for place in places for spelling in spellings),
    )


def _is_findable(organisation: Organisation | None) -> list[ColumnElement[bool]]:
    public = [Group.visibility == Visibility.PUBLIC, Group.published_at.is_not(None)]
    return [*public, Group.organisation_id == organisation.id] if organisation else public
