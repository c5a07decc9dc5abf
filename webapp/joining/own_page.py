"""A participant's own page: whoever holds its address may change what it tells."""

from typing import Any

from flask import abort, request, url_for
from flask_babel import gettext as _

from webapp.access import allow, by_pass, limiter
from webapp.addresses import in_every_language
from webapp.circles.models import Member, MemberStatus
from webapp.db import db
from webapp.feedback import changes
from webapp.joining import absences, operations, queries
from webapp.joining.blueprint import bare
from webapp.joining.forms import AwayForm, OwnForm
from webapp.meetings import calendars, following
from webapp.meetings import queries as meetings
from webapp.meetings.calendars import Dates, Reader
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
    active = member.status == MemberStatus.ACTIVE and not member.circle.ended_at
    coming = db.session.scalars(meetings.coming(member.circle).limit(SHOWN)).all() if active else []
    away = absences.to_come(member)
    address = operations.own_page(member)
    return page(
        "joining/own.html",
        member=member,
        circle=member.circle,
        place=queries.place_in_queue(member) if member.status == MemberStatus.WAITING else 0,
        coming=coming,
        absences=[each for each in away if each.first_day != each.last_day],
        missed=absences.missed(coming, away),
        takes_sign_ups=queries.takes_sign_ups(member.circle),
        changes=changes.told(member.circle) if active else [],
        address=address,
        is_new="new" in request.args,
        feed=following.feed_of_circle(member.circle) if active else None,
        code=qr_code(address, _("Your own page")),
    )


@bare.get("/<pass(m):token>/<lang:lang>/meetings/<int:meeting_id>.ics")
@in_every_language
@allow(by_pass(Purpose.OWN_PAGE), member=Member)
def file(member: Member, meeting_id: int) -> Any:
    """One meeting of the group, for the participant's own calendar."""
    wanted = meetings.one_of(member.circle, meeting_id)
    found = db.first_or_404(wanted) if member.status == MemberStatus.ACTIVE else abort(404)
    return calendars.answer(Dates("Rinki", [found], Reader.MEMBER), file="meeting")


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
        absences.away_between(member, form.first_day.data, form.last_day.data)
        return done(_("The leaders know that you can't come."), _own(member))
    return page("joining/away.html", form=form)


@bare.post("/<pass(m):token>/<lang:lang>/there-after-all")
@in_every_language
@limiter.limit(CHANGES)
@allow(by_pass(Purpose.OWN_PAGE), member=Member)
def there_after_all(member: Member) -> Any:
    """Take back a while that was said: what is sent are its days."""
    form = AwayForm()
    if form.accepted():
        absences.comes_between(member, form.first_day.data, form.last_day.data)
    return done(_("See you there!"), _own(member))


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
