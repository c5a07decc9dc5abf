from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from webapp import audit, texts
from webapp.accounts.models import Organisation, User
from webapp.circles.models import Circle, CircleRole, Member, MemberStatus
from webapp.db import db, now
from webapp.i18n import language
from webapp.joining import operations as joining
from webapp.meetings import operations as meetings
from webapp.training import queries
from webapp.training.models import Course
from webapp.web import Refused


def begin(organisation: Organisation, tag: str, said: Mapping[str, str], **facts: Any) -> Course:
    """A course of the organisation, with its first words."""
    taken = select(Circle.slug).where(Circle.organisation_id == organisation.id)
    slug = texts.free_slug(texts.slug_of(said["name"]), taken)
    course = Course(organisation=organisation, name=said["name"], slug=slug, **facts)
    db.session.add(course)
    db.session.flush()
    word(course, tag, said)
    audit.record("course.started", course, organisation_id=organisation.id)
    return course


def word(course: Course, tag: str, said: Mapping[str, str]) -> None:
    """Write its texts in one language."""
    for field in course.text_fields:
        texts.write(course, field, tag, said[field])
    course.name = str(course.title)


def settle(course: Course, **facts: Any) -> None:
    """Set its plain facts; with more room, places go to those who wait."""
    for name, value in facts.items():
        setattr(course, name, value)
    db.session.flush()
    joining.fill_places(course)


def take_part(course: Course, user: User) -> Member:
    """One of our people takes a place, or one in the queue; asked twice, it is one place."""
    known = queries.known_in(course, user)
    if known and known in course.leaders:
        raise Refused(_("You are a trainer on this course."))
    if known and known.status != MemberStatus.LEFT:
        return known
    status = joining.place_for(course)
    member = known or Member(organisation_id=course.organisation_id, circle=course, user=user)
    member.role, member.status = CircleRole.PARTICIPANT, status
    member.name, member.contact, member.language = user.name, user.email, language()
    member.joined_at, member.left_at = now(), None
    db.session.add(member)
    db.session.flush()
    joining.tell(member, "signed_up")
    return member


def step_back(course: Course, user: User) -> None:
    """The person's place goes to the next."""
    known = queries.known_in(course, user)
    if known and known in course.members and known.role == CircleRole.PARTICIPANT:
        joining.leave(known)


def end(course: Course) -> None:
    """The course is over: what was to come is cancelled, who waits is told; what has been stays."""
    if not course.ended_at:
        course.ended_at = now()
        meetings.cancel_all_coming(course)
        joining.close(course)
        audit.record("course.ended", course, organisation_id=course.organisation_id)
