"""The page on which an organisation says for how long names are kept."""

from typing import Any

from flask import g, url_for
from flask_babel import gettext as _

from webapp import audit
from webapp.access import allow
from webapp.accounts.rules import administers
from webapp.joining import keeping
from webapp.joining.blueprint import bp
from webapp.joining.forms import KeepingForm
from webapp.web import done, page


@bp.route("/organisation/names", methods=["GET", "POST"])
@allow(administers)
def names_kept() -> Any:
    form = KeepingForm(g.organisation)
    if form.accepted():
        keeping.keep_for(g.organisation, form.months_kept.data)
        audit.record("organisation.names", organisation_id=g.organisation.id)
        return done(_("Saved."), url_for("accounts.people"))
    return page("joining/names_kept.html", form=form)
