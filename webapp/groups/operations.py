from collections.abc import Mapping
from secrets import token_hex
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import or_, select

from webapp import audit, passes, texts
from webapp.accounts.models import Organisation
from webapp.attendance.forgetting import forget_names
from webapp.circles import operations as circles
from webapp.circles.models import Member
from webapp.db import db, now
from webapp.feedback.models import Ask
from webapp.feedback.slip_models import Slip
from webapp.groups import index, queries
from webapp.groups.models import Group, Visibility
from webapp.joining import operations as joining
from webapp.meetings import operations as meetings
from webapp.meetings.models import Meeting
from webapp.passes import Purpose
from webapp.web import Refused


def start(organisation: Organisation, tag: str, said: Mapping[str, str], **facts: Any) -> Group:
    """Begin a draft with its first texts."""
    group = Group(
        organisation=organisation, name=said["name"], slug=f"draft-{token_hex(8)}", **facts
    )
    db.session.add(group)
    db.session.flush()
    word(group, tag, said)
    audit.record("group.started", group, organisation_id=organisation.id)
    return group


def word(group: Group, tag: str, said: Mapping[str, str]) -> None:
    """Write the group's texts in one language; empty ones are removed."""
    for field in group.text_fields:
        texts.write(group, field, tag, said[field])
    group.name = str(group.wording("name", group.source_language))
    index.put([group])


def settle(group: Group, **facts: Any) -> None:
    """Set plain facts of the group: its language, its place."""
    for name, value in facts.items():
        setattr(group, name, value)
    index.put([group])


def protect(group: Group, keeps_names: bool, visibility: Visibility, shows_leaders: bool) -> None:
    """Decide what is kept of the participants, and who sees the group."""
    if group.keeps_names and not keeps_names:
        forget_names(group)
        circles.forget_names(group)
    if not group.keeps_names and keeps_names:
        circles.keep_names(group)
    if group.visibility not in (None, visibility):
        audit.record(
            "group.visibility", group, organisation_id=group.organisation_id, detail=visibility
        )
    group.keeps_names, group.visibility = keeps_names, visibility
    group.shows_leaders = shows_leaders


def present(organisation: Organisation, offers: set[str], **contact: str) -> None:
    """Say what the organisation gives to its groups, and whom anyone may ask."""
    organisation.offers = offers
    for name, value in contact.items():
        setattr(organisation, name, value)


def word_organisation(organisation: Organisation, tag: str, said: Mapping[str, str]) -> None:
    """Write what the organisation's public pages tell in one language; empty texts are removed."""
    for field in organisation.text_fields:
        texts.write(organisation, field, tag, said[field])


def publish(group: Group) -> None:
    """The draft becomes a group with an address of its own. Publishing twice changes nothing."""
    if not group.is_draft:
        return
    if not all(queries.tasks_done(group).values()):
        raise Refused(_("Something is still missing. Do every part of the list first."))
    group.slug = texts.free_slug(_slug(group), queries.slugs_beside(group))
    group.published_at = now()
    audit.record("group.published", group, organisation_id=group.organisation_id)
    db.session.flush()


def discard(group: Group) -> None:
    """Delete a draft as if it had never been."""
    if not group.is_draft:
        raise Refused(_("A group that has been published is ended, not deleted."))
    audit.record("group.discarded", group, organisation_id=group.organisation_id)
    texts.erase(group)
    _withdraw_addresses(group)
    index.GROUPS.remove([group.id])
    db.session.delete(group)


def _withdraw_addresses(group: Group) -> None:
    """All that has been given away of the group, its people and its meetings opens nothing more."""
    members = select(Member.id).where(Member.circle_id == group.id)
    held = select(Meeting.id).where(Meeting.circle_id == group.id)
    asks = select(Ask.id).where(or_(Ask.circle_id == group.id, Ask.meeting_id.in_(held)))
    passes.withdraw(
        {
            Purpose.CIRCLE_CALENDAR: [group.id],
            Purpose.INVITATION: [group.id],
            Purpose.OWN_PAGE: members,
            Purpose.STOP: members,
            Purpose.SUBSTITUTE: held,
            Purpose.UNRECORDED: held,
            Purpose.FEEDBACK: asks,
            Purpose.SLIP: select(Slip.id).where(Slip.ask_id.in_(asks)),
        }
    )


def end(group: Group) -> None:
    """The group stops meeting: what was to come is cancelled, what has been stays."""
    if group.ended_at:
        return
    group.ended_at = now()
    meetings.cancel_all_coming(group)
    joining.close(group)
    audit.record("group.ended", group, organisation_id=group.organisation_id)


def dismiss_leader(group: Group, leader: Member) -> None:
    """A group that has been published always has someone to lead it."""
    if not group.is_draft and group.leaders == [leader]:
        raise Refused(_("A group needs a leader. Choose another one first."))
    circles.dismiss(leader)


def _slug(group: Group) -> str:
    """The name as a part of an address; one that can't be guessed, if only some may know it."""
    words = texts.slug_of(group.name)
    return f"{words}-{token_hex(4)}" if group.visibility == Visibility.UNLISTED else words
