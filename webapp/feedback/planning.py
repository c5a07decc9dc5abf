"""Which forms a circle is asked with and when, and how its organisation asks."""

from datetime import timedelta
from typing import Any

from webapp import audit
from webapp.accounts.models import Organisation
from webapp.circles.models import Circle
from webapp.db import db, now, unit_of_work
from webapp.feedback import plans, queries
from webapp.feedback.models import Ask
from webapp.feedback.operations import address_of
from webapp.meetings.models import Meeting
from webapp.meetings.operations import added, moved, restored


def plan(circle: Circle, every: int, form_key: str, end_form_key: str) -> None:
    """Asks that are out already stay as they are."""
    planned = plans.plan_of(circle)
    planned.every, planned.form_key, planned.end_form_key = every, form_key, end_form_key
    db.session.add(planned)


def settle(organisation: Organisation, threshold: int, days_open: int) -> None:
    """From now on; asks that are out keep theirs, as nobody who answered knew of another."""
    manners = plans.manners(organisation.id)
    manners.threshold, manners.days_open = threshold, days_open
    db.session.add(manners)
    audit.record(
        "feedback.settled",
        organisation_id=organisation.id,
        detail=f"threshold {threshold}, {days_open} days",
    )


def ask_at_the_end(circle: Circle) -> Ask | None:
    """The ask about the circle's whole time, made when it is first needed; None: not planned."""
    if found := queries.ask_about_all_of(circle):
        return found
    if not plans.plan_of(circle).end_form_key:
        return None
    with unit_of_work():
        return queries.ask_about_all_of(circle) or _start(circle)


def _start(circle: Circle) -> Ask | None:
    """From this moment until the last meeting is as far behind as is usual here."""
    form = queries.form(plans.plan_of(circle).end_form_key)
    if form is None:
        return None
    ask = Ask(
        organisation_id=circle.organisation_id,
        whole_circle=circle,
        form=form,
        threshold=plans.manners(circle.organisation_id).threshold,
        opens_at=now(),
    )
    _keep_time(ask, circle)
    db.session.add(ask)
    db.session.flush()
    address_of(ask)
    return ask


@added.connect
@moved.connect
@restored.connect
def follow(meetings: list[Meeting], **_was: Any) -> None:
    """The end of a circle that goes on for longer is asked about for longer."""
    for circle in {meeting.circle for meeting in meetings}:
        if ask := queries.ask_about_all_of(circle):
            _keep_time(ask, circle)


def _keep_time(ask: Ask, circle: Circle) -> None:
    last = max(filter(None, [ask.opens_at, plans.last_end(circle)]))
    ask.closes_at = last + timedelta(days=plans.manners(circle.organisation_id).days_open)
