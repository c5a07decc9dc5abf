"""A reader tells that a link is broken or wrong: one line, no account."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import StringField

from webapp.access import allow, limiter, public
from webapp.forms import Form, at_most, tidy
from webapp.guides import reports
from webapp.guides.blueprint import bp
from webapp.guides.models import Guide
from webapp.web import done, page

REPORTS = "5 per minute; 30 per hour"


class ReportForm(Form):
    line = StringField(
        lazy_gettext("What is wrong with the link?"),
        [at_most(200)],
        filters=[tidy],
        description=lazy_gettext("One line is enough. You can also leave this empty."),
        render_kw={"maxlength": 200},
    )


@bp.route("/<guide_slug>/report", methods=["GET", "POST"])
@limiter.limit(REPORTS, methods=["POST"])
@allow(public, guide=Guide)
def report(guide: Guide) -> Any:
    form = ReportForm()
    if form.accepted():
        reports.report(guide, form.line.data or "")
        thanks = _("Thank you. Those who look after the guides will check the link.")
        return done(thanks, url_for("guides.show", guide_slug=guide.slug))
    return page("guides/report.html", guide=guide, form=form)
