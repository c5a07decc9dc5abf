from typing import Any

from flask import abort, request, url_for
from flask_babel import gettext as _

from webapp.access import allow, by_pass, limiter, public
from webapp.accounts.queries import hashed
from webapp.addresses import in_every_language
from webapp.circles.models import Circle, Member
from webapp.circles.rules import leads
from webapp.joining import absences, invitations, keeping_page, operations, own_page, queries
from webapp.joining.blueprint import bare, bp
from webapp.joining.forms import AwayForm, OpenForm, SignUpForm
from webapp.passes import Purpose
from webapp.web import done, go, page

__all__ = ["bare", "bp", "keeping_page", "own_page"]

SIGN_UPS = "10 per minute; 60 per hour"
LETTERS = "5 per hour"  # to one contact: nobody's mail is filled by somebody else's sign-ups


def _typed_contact() -> str:
    """What a limit counts by; hashed, for it may be kept in Redis for the hour."""
    return hashed(request.form.get("contact", "").strip().lower())


def _no_contact() -> bool:
    return not request.form.get("contact")


@bp.route("/o/<organisation>/groups/<circle_slug>/sign-up", methods=["GET", "POST"])
@in_every_language
@limiter.limit(SIGN_UPS, methods=["POST"])
@limiter.limit(LETTERS, key_func=_typed_contact, methods=["POST"], exempt_when=_no_contact)
@allow(public, circle=Circle)
def sign_up(circle: Circle) -> Any:
    return _sign_up(circle) if queries.takes_sign_ups(circle) else abort(404)


@bare.route("/<pass(i):token>", methods=["GET", "POST"])
@bare.route("/<pass(i):token>/<lang:lang>", methods=["GET", "POST"])
@in_every_language
@limiter.limit(SIGN_UPS, methods=["POST"])
@limiter.limit(LETTERS, key_func=_typed_contact, methods=["POST"], exempt_when=_no_contact)
@allow(by_pass(Purpose.INVITATION), circle=Circle)
def invited(circle: Circle) -> Any:
    if not queries.invites(circle):
        return page("passes/unknown.html", status=404)
    return _sign_up(circle)


def _sign_up(circle: Circle) -> Any:
    form = SignUpForm(circle)
    if form.accepted():
        member = operations.sign_up(circle, form.key.data, form.said)
        return go(url_for("own.show", token=operations.token_of(member), new=1))
    return page(
        "joining/sign_up.html",
        form=form,
        circle=circle,
        free=queries.free_places(circle),
        waiting=len(queries.queue(circle)),
    )


@bp.route("/circles/<int:circle_id>/joining", methods=["GET", "POST"])
@allow(leads, circle=Circle)
def places(circle: Circle) -> Any:
    """How people join, and who waits for what."""
    form = OpenForm(circle)
    if form.accepted():
        operations.open_to(circle, form.joining.data, form.capacity.data)
        return done(_("Saved."), _places(circle))
    return page(
        "joining/places.html",
        form=form,
        circle=circle,
        free=queries.free_places(circle),
        taken=queries.taken_places(circle),
        asked=queries.asked(circle),
        offered=queries.offered(circle),
        queue=queries.queue(circle),
        invitation=invitations.address_of(circle),
    )


@bp.post("/circles/<int:circle_id>/joining/renew")
@allow(leads, circle=Circle)
def renew(circle: Circle) -> Any:
    invitations.renew(circle)
    return done(_("There is a new address. The old one opens nothing."), _places(circle))


@bp.post("/circles/<int:circle_id>/joining/<int:member_id>/accept")
@allow(leads, circle=Circle, member=Member)
def accept(circle: Circle, member: Member) -> Any:
    operations.accept(member)
    return done(_("%(name)s has been told.", name=member.name), _places(circle))


@bp.post("/circles/<int:circle_id>/joining/<int:member_id>/decline")
@allow(leads, circle=Circle, member=Member)
def decline(circle: Circle, member: Member) -> Any:
    name = member.name
    operations.leave(member)
    return done(_("%(name)s is off the list.", name=name), _places(circle))


@bp.route("/circles/<int:circle_id>/joining/<int:member_id>/away", methods=["GET", "POST"])
@allow(leads, circle=Circle, member=Member)
def away(circle: Circle, member: Member) -> Any:
    """A leader enters what a participant has told: the days without him or her."""
    form = AwayForm()
    here = url_for("joining.away", circle_id=circle.id, member_id=member.id)
    if form.accepted():
        there = "there" in request.form
        say = absences.comes_between if there else absences.away_between
        say(member, form.first_day.data, form.last_day.data)
        return done(_("Saved."), here)
    return page(
        "joining/away_of.html",
        form=form,
        circle=circle,
        member=member,
        absences=absences.to_come(member),
    )


def _places(circle: Circle) -> str:
    return url_for("joining.places", circle_id=circle.id)
