"""Slips for one use: each opens the form once, so that nobody can fill a ballot box.

A slip is a random number and whether it has been used. Which answer came by it isn't kept.
"""

from secrets import randbits

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import delete, select, update

from webapp import audit, passes
from webapp.db import db
from webapp.feedback.models import Ask
from webapp.feedback.slip_models import Slip
from webapp.passes import Purpose
from webapp.web import Refused, absolute

MOST = 60


def make(ask: Ask, number: int) -> None:
    """A new sheet of slips. Those made earlier and the code that all share open nothing more."""
    stop(ask)
    ask.by_slips = True
    for _slip in range(min(number, MOST)):
        slip = Slip(id=randbits(31), ask_id=ask.id, organisation_id=ask.organisation_id)
        db.session.add(slip)
        db.session.flush()
        passes.issue(Purpose.SLIP, slip.id, ask.organisation_id)
    audit.record("feedback.slips", ask, organisation_id=ask.organisation_id, detail=str(number))


def stop(ask: Ask) -> None:
    """The code that all share is open again."""
    old = select(Slip.id).where(Slip.ask_id == ask.id)
    mine = passes.Pass.purpose == Purpose.SLIP, passes.Pass.target_id.in_(old)
    db.session.execute(delete(passes.Pass).where(*mine))
    db.session.execute(delete(Slip).where(Slip.ask_id == ask.id))
    ask.by_slips = False


def unused(ask: Ask) -> list[passes.Pass]:
    """Of the slips not used yet, in the order of their random numbers."""
    free = select(Slip).where(Slip.ask_id == ask.id, Slip.is_used.is_(False)).order_by(Slip.id)
    return [
        passes.issue(Purpose.SLIP, slip.id, slip.organisation_id)
        for slip in db.session.scalars(free)
    ]


def address_of(given: passes.Pass) -> str:
    return absolute(url_for("answers.give_by_slip", token=given.token, lang=None))


def use(slip: Slip) -> None:
    """Two at once with the same slip: only one of them gets through."""
    free = update(Slip).where(Slip.id == slip.id, Slip.is_used.is_(False)).values(is_used=True)
    if not db.session.execute(free).rowcount:  # type: ignore[attr-defined]
        raise Refused(_("This slip has been used already."))
