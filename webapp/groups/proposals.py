"""Wishes to start a group: sent by anyone, answered by a coordinator, turned into a group."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Select, delete, func, select

from webapp import audit, mail
from webapp.accounts import operations as accounts
from webapp.accounts import queries as people
from webapp.accounts.models import Organisation, Role, User
from webapp.circles.operations import appoint
from webapp.db import db, now
from webapp.groups import operations
from webapp.groups.models import Group
from webapp.groups.proposal_models import Proposal, ProposalState
from webapp.i18n import language, speaking
from webapp.web import Refused

KEPT = timedelta(days=180)


@dataclass(frozen=True)
class Wish:
    """What someone tells of the group to be."""

    name: str
    contact: str
    topic: str
    place: str = ""
    support: str = ""


def all_of(organisation: Organisation) -> Select[Proposal]:
    """Those that wait for an answer first, then the newest."""
    ours = select(Proposal).where(Proposal.organisation_id == organisation.id)
    return ours.order_by(Proposal.state != ProposalState.NEW, Proposal.id.desc())


def waiting(organisation: Organisation) -> int:
    """How many nobody has answered."""
    new = select(func.count()).where(
        Proposal.organisation_id == organisation.id, Proposal.state == ProposalState.NEW
    )
    return db.session.scalar(new) or 0


def propose(organisation: Organisation, key: str, wish: Wish) -> Proposal:
    """Hand a wish to the coordinators; the same form sent twice is one wish.

    They are told by mail, each in his or her language, that there is one, but not whose: that is
    read on the site.
    """
    known = db.session.scalar(select(Proposal).where(Proposal.key == key))
    if known:
        return known
    proposal = Proposal(organisation=organisation, key=key, language=language(), **vars(wish))
    db.session.add(proposal)
    db.session.flush()
    for coordinator in people.coordinators(organisation):
        with speaking(coordinator.language):
            mail.post(coordinator.email, "proposal", person=coordinator, proposal=proposal)
    return proposal


def answer(proposal: Proposal, coordinator: User, words: str) -> None:
    """Write back; whoever left a phone number is called, and what was said is noted here."""
    proposal.answer = words
    if proposal.state == ProposalState.NEW:
        proposal.state = ProposalState.ANSWERED
    if proposal.email:
        with speaking(proposal.language):
            told: dict[str, Any] = {"proposal": proposal, "coordinator": coordinator}
            mail.post(proposal.email, "proposal_answered", **told)
    _record("answered", proposal)


def begin(proposal: Proposal, name: str, email: str) -> Group:
    """The wish becomes a draft of a group that the asker leads, and the asker is told by mail."""
    db.session.refresh(proposal, with_for_update=True)  # two coordinators may press at once
    if proposal.group:
        return proposal.group
    if proposal.state == ProposalState.STARTED:
        raise Refused(_("A group was started from this wish, and it has been deleted."))
    said = {"name": name, "audience": "", "description": ""}
    group = operations.start(proposal.organisation, proposal.language, said, place=proposal.place)
    group.language = proposal.language.partition("-")[0]
    appoint(group, _leader(proposal, group, email))
    proposal.group, proposal.state = group, ProposalState.STARTED
    _record("started", proposal)
    return group


def close(proposal: Proposal) -> None:
    """Nothing more is done about it."""
    if proposal.state in {ProposalState.NEW, ProposalState.ANSWERED}:
        proposal.state = ProposalState.CLOSED
        _record("closed", proposal)


def purge() -> None:
    """Forget who once wished for what; groups that came of it live on."""
    db.session.execute(delete(Proposal).where(Proposal.created_at < now() - KEPT))


def _leader(proposal: Proposal, group: Group, email: str) -> User:
    """The asker as one of our people, be it that he or she is one already."""
    home = proposal.organisation
    with speaking(proposal.language):
        known = people.member_called(home, email)
        if known:
            told: dict[str, Any] = {"name": known.name, "organisation": home.name, "group": group}
            mail.post(known.email, "group_begun", **told)
            return known
        new = accounts.invite(
            home, email, Role.LEADER, proposal.name, letter="group_begun", group=group
        )
        return new.user


def _record(act: str, proposal: Proposal) -> None:
    audit.record(f"proposal.{act}", proposal, organisation_id=proposal.organisation_id)
