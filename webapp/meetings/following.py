"""Secret addresses by which a calendar follows meetings that are not for all to see."""

from dataclasses import dataclass

from flask import url_for

from webapp import audit, passes
from webapp.accounts.models import Organisation, User
from webapp.circles.models import Circle
from webapp.db import unit_of_work
from webapp.passes import Pass, Purpose
from webapp.web import absolute

ENDPOINTS = {
    Purpose.CIRCLE_CALENDAR: "calendars.of_circle",
    Purpose.LEADER_CALENDAR: "calendars.of_leader",
    Purpose.ORGANISATION_CALENDAR: "calendars.of_organisation",
}


@dataclass(frozen=True)
class Feed:
    """Where a calendar finds its meetings."""

    address: str
    is_secret: bool = True

    @property
    def webcal(self) -> str:
        """The same, so that a phone opens it in its calendar."""
        return f"webcal://{self.address.partition('://')[2]}"


def feed_of_circle(circle: Circle) -> Feed:
    """For those who take part: open to all if the circle is, else by a secret address."""
    if circle.is_findable:
        return Feed(absolute(f"{circle.public_address}/calendar.ics"), is_secret=False)
    return _feed(Purpose.CIRCLE_CALENDAR, circle.id, circle.organisation_id)


def feed_of_leader(user: User, organisation: Organisation) -> Feed:
    """All that someone leads, in any organisation."""
    return _feed(Purpose.LEADER_CALENDAR, user.id, organisation.id)


def feed_of_organisation(organisation: Organisation) -> Feed:
    """Everything, for the organisation's own people."""
    return _feed(Purpose.ORGANISATION_CALENDAR, organisation.id, organisation.id)


def renew(purpose: Purpose, target_id: int) -> None:
    """Whoever has the old address reads nothing by it any more."""
    if given := passes.of(purpose, target_id):
        passes.renew(given)
        audit.record("calendar.renewed", given, organisation_id=given.organisation_id)


def _feed(purpose: Purpose, target_id: int, organisation_id: int) -> Feed:
    """The address is made when it is first shown, on a page which is only read."""
    given = passes.of(purpose, target_id)
    if given is None or not given.is_open:
        with unit_of_work():
            given = _open(purpose, target_id, organisation_id)
    return Feed(absolute(url_for(ENDPOINTS[purpose], token=given.token)))


def _open(purpose: Purpose, target_id: int, organisation_id: int) -> Pass:
    given = passes.issue(purpose, target_id, organisation_id)
    if not given.is_open:
        passes.renew(given)
    return given
