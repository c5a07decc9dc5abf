"""How leading goes: each half-year the leaders of an organisation are asked, without names."""

from datetime import date, time, timedelta

from sqlalchemy import select

from webapp.accounts.models import Organisation
from webapp.db import db, now, unit_of_work
from webapp.feedback import operations, plans, shelf
from webapp.feedback.leader_models import JULY, LookBack
from webapp.feedback.models import Ask, FeedbackForm
from webapp.feedback.occasions import Occasion
from webapp.feedback.plan_models import OF_LEADERS
from webapp.i18n import at_helsinki, local


def look_backs(organisation: Organisation) -> list[LookBack]:
    """What the leaders have been asked, the newest first."""
    ours = select(LookBack).where(LookBack.organisation_id == organisation.id)
    return list(db.session.scalars(ours.order_by(LookBack.half_year.desc())))


def ask_of_now(organisation: Organisation) -> Ask:
    """The ask of this half-year, made when the first leader opens it."""
    if found := _of_now(organisation):
        return found
    with unit_of_work():
        return _of_now(organisation) or start(organisation)


def _of_now(organisation: Organisation) -> Ask | None:
    now_on = LookBack.organisation_id == organisation.id, LookBack.half_year == _half_year()[0]
    return db.session.scalar(select(Ask).join(LookBack).where(*now_on))


def start(organisation: Organisation) -> Ask:
    first, last = _half_year()
    ask = Ask(
        organisation_id=organisation.id,
        form=_form(organisation),
        threshold=plans.manners(organisation.id).threshold,
        opens_at=at_helsinki(first, time.min),
        closes_at=at_helsinki(last, time.max),
    )
    db.session.add(LookBack(organisation_id=organisation.id, half_year=first, ask=ask))
    db.session.flush()
    operations.address_of(ask)
    return ask


def _half_year() -> tuple[date, date]:
    """The first day of the half-year that is on, and the last."""
    year, month = local(now()).year, local(now()).month
    if month < JULY:
        return date(year, 1, 1), date(year, JULY, 1) - timedelta(days=1)
    return date(year, JULY, 1), date(year, 12, 31)


def _form(organisation: Organisation) -> FeedbackForm:
    """The organisation's own, if it has one; else that of the library."""
    fitting = (f for f in shelf.in_use(organisation.id) if f.occasion == Occasion.LEADER)
    return next(fitting, None) or operations.first_form(OF_LEADERS)
