"""Pages on which a coordinator tells of grants, and which groups belong to them."""

from typing import Any

from flask import g, url_for
from flask_babel import gettext as _

from webapp import texts
from webapp.access import allow
from webapp.accounts.rules import coordinates
from webapp.circles.models import Circle
from webapp.db import db
from webapp.reports import operations, queries
from webapp.reports.blueprint import bp
from webapp.reports.forms import BelongingForm, GrantForm, GroupSearch
from webapp.reports.models import Grant
from webapp.reports.rules import reports
from webapp.web import done, go, page, page_number

ON_A_PAGE = 20


@bp.get("/grants")
@allow(coordinates)
def grant_list() -> Any:
    ours = g.organisation
    return page("reports/grants.html", grants=queries.grants_of(ours), sizes=queries.sizes(ours))


@bp.route("/grants/new", methods=["GET", "POST"])
@allow(coordinates)
def add_grant() -> Any:
    form = GrantForm()
    if form.accepted():
        grant = operations.add_grant(g.organisation, form.name.data or "", form.funder.data or "")
        return go(_groups_of(grant))
    return page("reports/grant.html", form=form, grant=None)


@bp.route("/grants/<int:grant_id>", methods=["GET", "POST"])
@allow(reports, grant=Grant)
def edit_grant(grant: Grant) -> Any:
    form = GrantForm(grant)
    if form.accepted():
        operations.name_grant(grant, form.name.data or "", form.funder.data or "")
        return done(_("The grant is saved."), _groups_of(grant))
    return page("reports/grant.html", form=form, grant=grant)


@bp.post("/grants/<int:grant_id>/remove")
@allow(reports, grant=Grant)
def remove_grant(grant: Grant) -> Any:
    operations.remove_grant(grant)
    return done(_("The grant is removed. Its groups are as they were."), url_for(".grant_list"))


@bp.get("/grants/<int:grant_id>/groups")
@allow(reports, grant=Grant)
def groups_of_grant(grant: Grant) -> Any:
    search = GroupSearch()
    outside = queries.groups_outside(grant, search.words.data or "")
    groups = db.paginate(outside, page=page_number(), per_page=ON_A_PAGE, error_out=False)
    inside = list(db.session.scalars(queries.circles_of(grant)))
    texts.load([*groups.items, *(row.circle for row in inside)])
    return page(
        "reports/grant_groups.html",
        fragment="results",
        grant=grant,
        search=search,
        groups=groups,
        inside=inside,
    )


@bp.post("/grants/<int:grant_id>/groups/<int:circle_id>/add")
@allow(reports, grant=Grant, circle=Circle)
def include(grant: Grant, circle: Circle) -> Any:
    operations.include(grant, circle)
    said = _("%(group)s now belongs to the grant.", group=str(circle.title))
    return done(said, _groups_of(grant))


@bp.route("/grants/<int:grant_id>/groups/<int:circle_id>", methods=["GET", "POST"])
@allow(reports, grant=Grant, circle=Circle)
def belonging(grant: Grant, circle: Circle) -> Any:
    """From when to when the group belongs to the grant."""
    form = BelongingForm(queries.belonging(grant, circle))
    if form.accepted():
        operations.set_days(grant, circle, form.first.data, form.last.data)
        return done(_("The days are saved."), _groups_of(grant))
    return page("reports/belonging.html", form=form, grant=grant, circle=circle)


@bp.post("/grants/<int:grant_id>/groups/<int:circle_id>/remove")
@allow(reports, grant=Grant, circle=Circle)
def leave_out(grant: Grant, circle: Circle) -> Any:
    operations.leave_out(grant, circle)
    said = _("%(group)s no longer belongs to the grant.", group=str(circle.title))
    return done(said, _groups_of(grant))


def _groups_of(grant: Grant) -> str:
    return url_for(".groups_of_grant", grant_id=grant.id)
