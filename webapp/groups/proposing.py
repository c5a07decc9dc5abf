"""Pages on which anyone says "I'd like to start a group", and a coordinator answers."""

from typing import Any

from flask import g, request, url_for
from flask_babel import gettext as _

from webapp.access import allow, everyone, limiter
from webapp.accounts.queries import organisations
from webapp.accounts.rules import coordinates
from webapp.db import db
from webapp.groups import proposals as wishes
from webapp.groups.blueprint import bp
from webapp.groups.labels import PROPOSAL_STATES, PROPOSAL_TONES
from webapp.groups.proposal_forms import AnswerForm, BeginForm, ProposalForm
from webapp.groups.proposal_models import Proposal
from webapp.web import done, go, page, page_number

PROPOSALS = "5 per minute; 30 per hour"
PER_PAGE = 30


@bp.route("/start-a-group", methods=["GET", "POST"])
@limiter.limit(PROPOSALS, methods=["POST"])
@allow(everyone)
def propose() -> Any:
    form = ProposalForm(organisations())
    if form.accepted():
        wishes.propose(form.chosen, form.key.data, form.wish)
        return go(url_for(".proposed"))
    return page("groups/propose.html", form=form)


@bp.get("/start-a-group/thanks")
@allow(everyone)
def proposed() -> Any:
    return page("groups/proposed.html")


@bp.get("/proposals")
@allow(coordinates)
def proposals() -> Any:
    wanted = wishes.all_of(g.organisation)
    found = db.paginate(wanted, page=page_number(), per_page=PER_PAGE, error_out=False)
    return page(
        "groups/proposals.html", proposals=found, states=PROPOSAL_STATES, tones=PROPOSAL_TONES
    )


@bp.route("/proposals/<int:proposal_id>", methods=["GET", "POST"])
@allow(coordinates, proposal=Proposal)
def proposal(proposal: Proposal) -> Any:
    """With two forms: one answers, the other starts a group."""
    answers = "words" in request.form
    answering, beginning = AnswerForm(proposal), BeginForm(proposal)
    if answers and answering.accepted():
        wishes.answer(proposal, g.user, answering.words.data)
        said = _("Your answer is sent.") if proposal.email else _("Saved.")
        return done(said, url_for(".proposal", proposal_id=proposal.id))
    if not answers and beginning.accepted():
        group = wishes.begin(proposal, beginning.title.data, beginning.email.data)
        said = _("The group is started, and %(name)s leads it.", name=group.leaders[0].name)
        return done(said, url_for(".tasks", group_id=group.id))
    return page(
        "groups/proposal.html",
        form=answering if answers else beginning,
        proposal=proposal,
        answering=answering,
        beginning=beginning,
        states=PROPOSAL_STATES,
        tones=PROPOSAL_TONES,
    )


@bp.post("/proposals/<int:proposal_id>/close")
@allow(coordinates, proposal=Proposal)
def close_proposal(proposal: Proposal) -> Any:
    wishes.close(proposal)
    return done(_("The wish is closed."), url_for(".proposals"))
