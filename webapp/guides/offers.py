"""An organisation's own guide is offered to all, and a platform admin answers."""

from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from webapp import texts
from webapp.access import allow
from webapp.accounts.rules import keeps_platform
from webapp.db import db
from webapp.guides import curation, queries
from webapp.guides.blueprint import bp
from webapp.guides.models import Guide
from webapp.guides.rules import answers_offer, may_tend
from webapp.web import done, page


@bp.post("/<guide_slug>/offer")
@allow(may_tend, guide=Guide)
def offer(guide: Guide) -> Any:
    wanted = request.form.get("wanted") == "1"
    curation.offer(guide, wanted)
    to = url_for("guides.show", guide_slug=guide.slug)
    return done(_("The guide is offered to all.") if wanted else _("The offer is taken back."), to)


@bp.get("/offered")
@allow(keeps_platform)
def offered() -> Any:
    guides = db.session.scalars(queries.offered()).all()
    texts.load(guides)
    return page("guides/offered.html", guides=guides)


@bp.post("/<guide_slug>/answer-offer")
@allow(answers_offer, guide=Guide)
def answer_offer(guide: Guide) -> Any:
    accepted = request.form.get("accepted") == "1"
    curation.answer_offer(guide, accepted)
    if accepted:
        said = _("“%(title)s” is now in the library that all share.", title=guide.title)
    else:
        said = _("“%(title)s” stays with its organisation.", title=guide.title)
    return done(said, url_for("guides.offered"))
