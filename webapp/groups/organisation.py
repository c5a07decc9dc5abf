"""An organisation's public page, and the pages on which its admins say what is told there."""

from typing import Any

from flask import g, url_for
from flask_babel import gettext as _

from webapp import texts
from webapp.access import allow, everyone
from webapp.accounts.rules import administers
from webapp.collections import queries as collections
from webapp.db import db
from webapp.groups import labels, open_data, operations, queries, urgent_help
from webapp.groups.blueprint import bp
from webapp.groups.organisation_forms import OrganisationForm, OrganisationTextsForm
from webapp.languages import LANGUAGES
from webapp.meetings import queries as meetings
from webapp.web import done, page, page_number

PER_PAGE = 20
MINUTE = 60


@bp.get("/o/<organisation>")
@allow(everyone)
def organisation() -> Any:
    wanted = queries.public_groups(g.organisation)
    groups = db.paginate(wanted, page=page_number(), per_page=PER_PAGE, error_out=False)
    texts.load(groups.items)
    next_meetings = meetings.next_of(groups.items)
    collected = collections.public_collections(g.organisation)
    return page(
        "groups/organisation.html",
        max_age=MINUTE,
        organisation=g.organisation,
        feed=open_data.feed_of(g.organisation),
        groups=groups,
        next_meetings=next_meetings,
        called_off=meetings.called_off(groups.items, next_meetings),
        collections=collected,
        guides=collections.sizes(collected),
        labels=labels,
        urgent_help=urgent_help.of(g.organisation),
    )


@bp.route("/organisation", methods=["GET", "POST"])
@allow(administers)
def edit_organisation() -> Any:
    form = OrganisationForm(g.organisation)
    if form.accepted():
        operations.present(g.organisation, **form.told)
        return done(_("Saved."), _edit())
    return page(
        "groups/edit_organisation.html", form=form, organisation=g.organisation, tags=LANGUAGES
    )


@bp.route("/organisation/texts/<lang:tag>", methods=["GET", "POST"])
@allow(administers)
def organisation_texts(tag: str) -> Any:
    form = OrganisationTextsForm(g.organisation, tag)
    if form.accepted():
        operations.word_organisation(g.organisation, tag, form.said)
        return done(_("Saved."), _edit())
    return page(
        "groups/organisation_texts.html",
        form=form,
        organisation=g.organisation,
        tag=tag,
        known=urgent_help.known_to_all(),
    )


def _edit() -> str:
    return url_for("groups.edit_organisation")
