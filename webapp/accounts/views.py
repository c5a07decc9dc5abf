from typing import Any

from flask import abort, current_app, g, request, session, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from webapp import mail
from webapp.access import allow, everyone, limiter, signed_in
from webapp.accounts import people, queries, signing_in
from webapp.accounts.blueprint import bp
from webapp.accounts.forms import CodeForm, SignInForm
from webapp.accounts.labels import ROLES
from webapp.accounts.models import Membership, User
from webapp.db import db
from webapp.web import done, go, own_page, page

__all__ = ["bp", "people"]  # the pages of both are on the one blueprint

ASKS = "5 per minute; 30 per hour"  # from one place
MAILS = "10 per hour"  # to one address, from anywhere: no flood, and few codes to guess at
CODES = "20 per minute"


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
        g.organisation = queries.organisation_by_slug(request.view_args["organisation"])
        _act_in_that_organisation()
        del request.view_args["organisation"]


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


def _typed_address() -> str:
    """What a limit counts by; hashed, for it may be kept in Redis for the hour."""
    return queries.hashed(request.form.get("email", "").strip().lower())


@bp.route("/sign-in", methods=["GET", "POST"])
@allow(everyone)
@limiter.limit(ASKS, methods=["POST"])
@limiter.limit(MAILS, key_func=_typed_address, methods=["POST"])
def sign_in() -> Any:
    form = SignInForm()
    if form.accepted():
        to = own_page(request.args.get("next"))
        session["asked"], session["next"] = signing_in.ask(form.email.data, to), to
        return go(url_for(".enter_code"))
    demo = queries.demo_people() if current_app.config["DEMO"] else []
    return page("accounts/sign_in.html", form=form, people=demo, roles=ROLES)


@bp.route("/sign-in/code", methods=["GET", "POST"])
@allow(everyone)
@limiter.limit(CODES, methods=["POST"])
def enter_code() -> Any:
    if "asked" not in session:
        return go(url_for(".sign_in"))
    form = CodeForm()
    if form.accepted():
        user = signing_in.use_code(session["asked"], form.code.data)
        if user:
            return _come_in(user, session.get("next"))
        form.code.errors = [_("The code is wrong or too old. Check it, or ask for a new one.")]
    return page("accounts/enter_code.html", form=form)


@bp.route("/sign-in/link/<token>", methods=["GET", "POST"])
@allow(everyone)
@limiter.limit(CODES, methods=["POST"])
def open_link(token: str) -> Any:
    """A mailed link. Opening it only shows a button: mail scanners open links too."""
    if request.method == "POST" and (user := signing_in.use_link(token)):
        return _come_in(user, request.args.get("next"))
    if not signing_in.is_open(token):
        return page("accounts/link_is_old.html", status=410)
    return page("accounts/open_link.html")


@bp.post("/sign-in/demo/<int:user_id>")
@allow(everyone)
def demo_sign_in(user_id: int) -> Any:
    user = db.session.get(User, user_id) if current_app.config["DEMO"] else None
    if user is None or not user.is_demo:
        abort(404)
    return _come_in(user, request.args.get("next"))


@bp.post("/sign-out")
@allow(signed_in)
def sign_out() -> Any:
    signing_in.sign_out(g.session)
    session.clear()
    return _leave_nothing(done(_("You have signed out."), to=url_for("home.front")))


@bp.get("/me")
@allow(signed_in)
def account() -> Any:
    return page("accounts/account.html", roles=ROLES, sessions=queries.open_sessions(g.user))


@bp.post("/me/sign-out-everywhere")
@allow(signed_in)
def sign_out_everywhere() -> Any:
    signing_in.sign_out_everywhere(g.user)
    session.clear()
    return _leave_nothing(done(_("You have signed out on every device."), to=url_for(".sign_in")))


@bp.post("/me/organisation/<int:membership_id>")
@allow(signed_in)
def switch(membership_id: int) -> Any:
    membership = db.get_or_404(Membership, membership_id)
    if membership.user_id != g.user.id:
        abort(404)
    signing_in.act_in(g.session, membership.organisation_id)
    message = _("You now act in %(name)s.", name=membership.organisation.name)
    return done(message, to=url_for("home.today"))


@bp.get("/outbox")
@allow(everyone)
def outbox() -> Any:
    """Mails of the demo, which has no mail server."""
    if not current_app.config["DEMO"]:
        abort(404)
    return page("accounts/outbox.html", mails=db.session.scalars(mail.latest()).all())


def _come_in(user: User, to: str | None) -> Response:
    """Begin a new session: nothing of what the browser held before goes on."""
    key = signing_in.open_session(user)
    session.clear()
    session["key"] = key
    session.permanent = True
    return go(own_page(to) or url_for("home.today"))


def _leave_nothing(answer: Response) -> Response:
    """What the browser has kept of our pages goes with the one who signs out."""
    answer.headers["Clear-Site-Data"] = '"storage"'
    return answer
