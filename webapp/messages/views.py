from typing import Any

from flask import Blueprint, g, request, url_for
from flask_babel import gettext as _

from webapp import mail
from webapp.access import allow, by_pass, from_elsewhere, limiter, signed_in
from webapp.accounts.models import Membership
from webapp.addresses import in_every_language
from webapp.circles.models import Member
from webapp.messages import news, operations
from webapp.messages.forms import WishesForm
from webapp.messages.rules import minds_mail
from webapp.passes import Purpose
from webapp.web import done, page

__all__ = ["bare", "bp", "news"]  # news listens to what meetings say

bp = Blueprint("messages", __name__)
bare = Blueprint("letters", __name__, url_prefix="/p")

STOPS = "30 per minute"


@bp.route("/me/messages", methods=["GET", "POST"])
@allow(signed_in)
def wishes() -> Any:
    form = WishesForm(g.user)
    if form.accepted():
        digest = form.wants_digest.data if "wants_digest" in form else g.user.wants_digest
        operations.choose(g.user, form.wants_reminders.data, digest)
        return done(_("Saved."), url_for("accounts.account"))
    return page("messages/wishes.html", form=form)


@bp.post("/mail/refused")
@allow(minds_mail)
def refused() -> Any:
    """What the mail server did not take in three days is tried again, or let be."""
    if request.form.get("deed") == "again":
        mail.try_again()
        return done(_("The mails are tried again."), url_for("home.today"))
    mail.let_be()
    return done(_("The mails are forgotten."), url_for("home.today"))


@bare.route("/<pass(x):token>", methods=["GET", "POST"])
@bare.route("/<pass(x):token>/<lang:lang>", methods=["GET", "POST"])
@limiter.limit(STOPS)
@from_elsewhere  # a mail program sends it for its reader, by RFC 8058
@in_every_language
@allow(by_pass(Purpose.STOP), member=Member)
def stop(member: Member) -> Any:
    if request.method == "POST":
        operations.stop(member)
    stopped = not (member.wants_reminders or member.wants_news)
    return page("messages/stop.html", stopped=stopped)


@bare.route("/<pass(y):token>", methods=["GET", "POST"])
@bare.route("/<pass(y):token>/<lang:lang>", methods=["GET", "POST"])
@limiter.limit(STOPS)
@from_elsewhere
@allow(by_pass(Purpose.STOP_WORK), membership=Membership)
def stop_work(membership: Membership) -> Any:
    if request.method == "POST":
        operations.choose(membership.user, reminders=False, digest=False)
    stopped = not (membership.user.wants_reminders or membership.user.wants_digest)
    return page("messages/stop.html", stopped=stopped)
