from typing import Any

from flask import g, url_for

from webapp.access import allow
from webapp.accounts.rules import coordinates
from webapp.reports import grants, opening, paper, writing  # noqa: F401
from webapp.reports.blueprint import bp as bp
from webapp.reports.forms import DaysForm, ScopeForm, asked_scope
from webapp.reports.showing import shown
from webapp.web import go, page


@bp.get("/reports")
@allow(coordinates)
def show() -> Any:
    form = ScopeForm(g.organisation)
    return page(
        "reports/show.html",
        fragment="report",
        search=form,
        **shown(form.scope),
    )


@bp.route("/reports/days", methods=["GET", "POST"])
@allow(coordinates)
def days() -> Any:
    """A report from any day to another."""
    form, scope = DaysForm(), asked_scope(g.organisation)
    if form.accepted():
        return go(url_for(".show", **scope.address | {"period": form.chosen.key}))
    return page("reports/days.html", form=form, scope=scope)
