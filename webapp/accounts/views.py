from typing import Any

from flask import Blueprint, abort, current_app, g, request, session

from webapp.access import allow, everyone
from webapp.accounts import queries
from webapp.web import page

bp = Blueprint("accounts", __name__)


@bp.before_app_request
def know_the_user() -> None:
    """Who is asking, and in which organisation. Files and pass pages never ask."""
    g.user = g.organisation = None
    if request.endpoint == "static" or request.path.startswith("/p/"):
        return
    found = queries.open_session(session["key"]) if "key" in session else None
    if found:
        g.session, g.user = found, found.user
        mine = {m.organisation_id: m for m in g.user.memberships}
        g.user.membership = mine.get(found.organisation_id) or next(iter(mine.values()), None)
        g.organisation = g.user.membership and g.user.membership.organisation
    if request.view_args and "organisation" in request.view_args:
        g.organisation = queries.organisation_by_slug(request.view_args.pop("organisation"))
        _act_in_that_organisation()


def _act_in_that_organisation() -> None:
    """On a public address the organisation is the address's, and so is the reader's role."""
    if g.organisation is None:
        abort(404)
    if g.user:
        here = [m for m in g.user.memberships if m.organisation_id == g.organisation.id]
        g.user.membership = here[0] if here else None


@bp.app_url_defaults
def keep_the_organisation(endpoint: str, values: dict[str, Any]) -> None:
    if g.get("organisation") and current_app.url_map.is_endpoint_expecting(
        endpoint, "organisation"
    ):
        values.setdefault("organisation", g.organisation.slug)


@bp.get("/sign-in")
@allow(everyone)
def sign_in() -> Any:
    return page("accounts/sign_in.html")
