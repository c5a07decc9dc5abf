"""The participant's pages: no account, no cookie, no script needed."""

from typing import Any

from flask import Response, g, request, url_for

from webapp.access import allow, by_pass, everyone, limiter
from webapp.accounts.queries import hashed
from webapp.addresses import in_every_language
from webapp.feedback import by_one, operations, slips
from webapp.feedback.blueprint import bare
from webapp.feedback.forms import AnswerForm, answer_form
from webapp.feedback.models import Ask
from webapp.feedback.noticing import Noticed, notice
from webapp.feedback.slip_models import Slip
from webapp.passes import Purpose
from webapp.web import go, page


@bare.after_request
def tell_caches(response: Response) -> Response:
    """Without a language in the address, the answer is in the phone's."""
    if not g.language:
        response.vary.update(["Accept-Language", "Cookie"])
    return response


def this_pass() -> str:
    """What posting is limited by: the pass, for a whole room sits behind one address."""
    return hashed((request.view_args or {})["token"])


@bare.route("/<pass(f):token>", methods=["GET", "POST"])
@bare.route("/<pass(f):token>/<lang:lang>", methods=["GET", "POST"])
@in_every_language
@limiter.limit("120 per minute", key_func=this_pass, methods=["POST"])
@allow(by_pass(Purpose.FEEDBACK), ask=Ask)
def give(ask: Ask) -> Any:
    if ask.by_slips:
        return page("feedback/by_slips.html", ask=ask, written=_written(ask), status=403)
    return _give(ask, url_for(".thanks", **request.view_args or {}))


@bare.route("/<pass(q):token>", methods=["GET", "POST"])
@bare.route("/<pass(q):token>/<lang:lang>", methods=["GET", "POST"])
@in_every_language
@limiter.limit("30 per minute", key_func=this_pass, methods=["POST"])
@allow(by_pass(Purpose.SLIP), slip=Slip)
def give_by_slip(slip: Slip) -> Any:
    if slip.is_used:
        written = _written(slip.ask)
        return page("feedback/slip_used.html", ask=slip.ask, written=written, status=410)
    return _give(slip.ask, url_for(".slip_thanks", **request.view_args or {}), slip)


def _written(ask: Ask) -> str:
    """What came along, for the writer to copy."""
    return answer_form(ask.form).written


def _give(ask: Ask, thanks: str, slip: Slip | None = None) -> Any:
    form = answer_form(ask.form)
    if not ask.is_open:
        return page("feedback/closed.html", ask=ask, written=form.written, status=410)
    if by_one.is_asked():
        at = by_one.step(form)
        if at < len(form.asked):
            return page(
                "feedback/give_by_one.html", ask=ask, form=form, at=at, **by_one.of(form, at)
            )
    if form.accepted():
        noticed = notice(form.written)
        if noticed and "sure" not in request.form:
            return _noticed(ask, form, noticed)
        if slip:
            slips.use(slip)
        operations.answer(ask, form.key.data, form.said, form.quotable)
        return go(thanks)
    return page("feedback/give.html", ask=ask, form=form)


def _noticed(ask: Ask, form: AnswerForm, noticed: Noticed) -> Any:
    """The words once more, and nothing else to look at."""
    return page(
        "feedback/noticed.html",
        ask=ask,
        form=form,
        noticed=noticed,
        shown=form.worded,
        carried=by_one.carried(form, form.worded),
        one=int(by_one.is_asked()),
        last=len(form.asked) - 1,
        status=422,
    )


@bare.get("/<pass(f):token>/<lang:lang>/thanks")
@in_every_language
@allow(by_pass(Purpose.FEEDBACK), ask=Ask)
def thanks(ask: Ask) -> Any:
    return page("feedback/thanks.html", ask=ask)


@bare.get("/<pass(q):token>/<lang:lang>/thanks")
@in_every_language
@allow(by_pass(Purpose.SLIP), slip=Slip)
def slip_thanks(slip: Slip) -> Any:
    return page("feedback/thanks.html", ask=slip.ask)


@bare.get("/<typed>")
@bare.get("/<typed>/<lang:lang>")
@in_every_language
@allow(everyone)
def unknown(typed: str) -> Any:
    """An address that can't be a pass at all, as one mistyped from a poster."""
    return page("passes/unknown.html", status=404)
