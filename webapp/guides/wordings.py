"""The texts of a guide in several languages: which there are, and writing one."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from webapp.access import allow
from webapp.guides import curation, operations
from webapp.guides.blueprint import bp
from webapp.guides.models import Guide
from webapp.guides.returning import back_to
from webapp.guides.rules import may_tend
from webapp.guides.summaries import SummaryForm
from webapp.i18n import language_name
from webapp.languages import LANGUAGES
from webapp.web import done, page


@bp.get("/<guide_slug>/texts")
@allow(may_tend, guide=Guide)
def texts(guide: Guide) -> Any:
    return page("guides/texts.html", guide=guide, tags=LANGUAGES)


@bp.route("/<guide_slug>/texts/<lang:tag>", methods=["GET", "POST"])
@allow(may_tend, guide=Guide)
def write(guide: Guide, tag: str) -> Any:
    form = SummaryForm(guide, tag)
    if form.accepted():
        curation.word(guide, tag, form.summary.data or "")
        return done(_("Saved."), back_to(_texts(guide)))
    return page("guides/write.html", guide=guide, tag=tag, form=form)


@bp.post("/<guide_slug>/texts/<lang:tag>/still-right")
@allow(may_tend, guide=Guide)
def still_right(guide: Guide, tag: str) -> Any:
    operations.confirm_wording(guide, tag)
    message = _("%(language)s: the text is still right.", language=language_name(tag))
    return done(message, back_to(_texts(guide)))


def _texts(guide: Guide) -> str:
    return url_for("guides.texts", guide_slug=guide.slug)
