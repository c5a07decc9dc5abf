"""The pages on which an admin looks after people, and reads what was done."""

from typing import Any

from flask import g, request, url_for
from flask_babel import gettext as _
from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import Select

from webapp import audit
from webapp.access import allow
from webapp.accounts import operations, queries
from webapp.accounts.blueprint import bp
from webapp.accounts.forms import InviteForm, PeopleForm, RoleForm
from webapp.accounts.labels import ACTIONS, ROLES, in_words
from webapp.accounts.models import Membership, Role
from webapp.accounts.rules import administers, invites
from webapp.db import db
from webapp.web import done, own_page, page, page_number

PER_PAGE = 30


@bp.get("/people")
@allow(administers)
def people() -> Any:
    search = PeopleForm()
    members = _pages(queries.memberships(g.organisation, search.words.data))
    return page(
        "accounts/people.html", fragment="results", members=members, roles=ROLES, search=search
    )


@bp.route("/people/invite", methods=["GET", "POST"])
@allow(invites)
def invite() -> Any:
    """An admin gives any role; a coordinator invites leaders, and goes back to the group."""
    back = own_page(request.args.get("next")) or url_for(
        ".people" if administers(g.user) else "groups.index"
    )
    form = InviteForm(any_role=administers(g.user))
    if form.accepted():
        operations.invite(g.organisation, form.email.data, form.chosen, form.name.data)
        return done(_("%(name)s has been invited.", name=form.name.data), to=back)
    return page("accounts/invite.html", form=form, back=back)


@bp.route("/people/<int:membership_id>", methods=["GET", "POST"])
@allow(administers, membership=Membership)
def change_role(membership: Membership) -> Any:
    form = RoleForm(membership)
    if form.accepted():
        operations.change_role(membership, Role(form.role.data))
        return done(_("The role is changed."), to=url_for(".people"))
    return page("accounts/change_role.html", form=form, membership=membership)


@bp.route("/people/<int:membership_id>/remove", methods=["GET"])
@allow(administers, membership=Membership)
def confirm_removal(membership: Membership) -> Any:
    return page("accounts/confirm_removal.html", membership=membership)


@bp.post("/people/<int:membership_id>/remove")
@allow(administers, membership=Membership)
def remove(membership: Membership) -> Any:
    name = membership.user.name
    operations.remove(membership)
    return done(_("%(name)s no longer belongs here.", name=name), to=url_for(".people"))


@bp.get("/audit")
@allow(administers)
def audit_log() -> Any:
    entries = _pages(audit.entries(g.organisation.id))
    names = queries.names_of({id for e in entries for id in (e.actor_id, e.person_id)})
    return page(
        "accounts/audit.html", entries=entries, names=names, actions=ACTIONS, in_words=in_words
    )


def _pages(rows: Select[Any]) -> Pagination:
    return db.paginate(rows, page=page_number(), per_page=PER_PAGE, error_out=False)
