"""A participant's own page: whoever holds its address may change what it tells."""

from typing import Any

from flask import request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from webapp.access import allow, by_pass, limiter
from webapp.addresses import in_every_language
from webapp.circles.models import Member, MemberStatus
from webapp.db import db, now
from webapp.feedback import changes
from webapp.joining import absences, operations, queries
from webapp.joining.blueprint import bare
from webapp.joining.forms import AwayForm, OwnForm
from webapp.meetings import following
from webapp.meetings import queries as meetings
from webapp.passes import Purpose
from webapp.qr import qr_code
from webapp.web import done, go, page

SHOWN = 10  # meetings
CHANGES = "60 per minute"
DEEDS = {"yes": operations.say_yes, "leave": operations.leave}


@bare.get("/<pass(m):token>")
@bare.get("/<pass(m):token>/<lang:lang>")
@in_every_language
@allow(by_pass(Purpose.OWN_PAGE), member=Member)
def show(member: Member) -> Any:
    active = member.status == MemberStatus.ACTIVE
    coming = meetings.coming(member.circle).limit(SHOWN) if active else None
    address = operations.own_page(member)
    return page(
        "joining/own.html",
        member=member,
        circle=member.circle,
        place=queries.place_in_queue(member) if member.status == MemberStatus.WAITING else 0,
        changes=changes.told(member.circle) if active else [],
        coming=db.session.scalars(coming).all() if coming is not None else [],
        away=queries.absences(member, now()),
        address=address,
        is_new="new" in request.args,
        feed=following.feed_of_circle(member.circle) if active else None,
        code=qr_code(address, _("Your own page")),
    )


@bare.route("/<pass(m):token>/<lang:lang>/details", methods=["GET", "POST"])
@in_every_language
@limiter.limit(CHANGES, methods=["POST"])
@allow(by_pass(Purpose.OWN_PAGE), member=Member)
def details(member: Member) -> Any:
    form = OwnForm(member)
    if form.accepted():
        operations.tell_anew(member, form.said)
        return done(_("Saved."), _own(member))
    return page("joining/details.html", form=form, member=member)


@bare.post("/<pass(m):token>/<lang:lang>/do")
@in_every_language
@limiter.limit(CHANGES)
@allow(by_pass(Purpose.OWN_PAGE), member=Member)
def do(member: Member) -> Any:
    deed = DEEDS.get(request.form.get("deed", ""))
    if deed:
        deed(member)
    return go(_own(member))


@bare.post("/<pass(m):token>/<lang:lang>/away")
@in_every_language
@limiter.limit(CHANGES)
@allow(by_pass(Purpose.OWN_PAGE), member=Member)
def away(member: Member) -> Any:
    asked = request.form.get("meeting", "")
    number = int(asked) if asked.isdecimal() and len(asked) < 12 else 0
    meeting = db.session.scalar(meetings.one_of(member.circle, number))
    if meeting is None:
        return go(_own(member))
    wanted = request.form.get("away") == "1"
    absences.cannot_come(member, meeting, wanted)
    said = _("The leaders know that you can't come.") if wanted else _("See you there!")
    return done(said, _own(member))


@bare.route("/<pass(m):token>/<lang:lang>/away-for-a-while", methods=["GET", "POST"])
@in_every_language
@limiter.limit(CHANGES, methods=["POST"])
@allow(by_pass(Purpose.OWN_PAGE), member=Member)
def away_for_a_while(member: Member) -> Any:
    form = AwayForm()
    if form.accepted():
        number = absences.away_between(member, form.first_day.data, form.last_day.data)
        told = ngettext(
            "The leaders know that you can't come to %(num)s meeting.",
            "The leaders know that you can't come to %(num)s meetings.",
            number,
        )
        return done(told if number else _("There are no meetings on these days."), _own(member))
    return page("joining/away.html", form=form)


@bare.route("/<pass(m):token>/<lang:lang>/forget", methods=["GET", "POST"])
@in_every_language
@limiter.limit(CHANGES, methods=["POST"])
@allow(by_pass(Purpose.OWN_PAGE), member=Member)
def forget(member: Member) -> Any:
    if request.method == "POST":
        operations.forget(member)
        return page("joining/forgotten.html")
    return page("joining/forget.html", member=member)


def _own(member: Member) -> str:
    return url_for("own.show", token=operations.token_of(member))
