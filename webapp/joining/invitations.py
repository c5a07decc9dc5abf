"""The address of the sign-up of a circle that is joined by invitation."""

from flask import url_for

from webapp import passes
from webapp.circles.models import Circle
from webapp.db import unit_of_work
from webapp.joining import queries
from webapp.passes import Purpose
from webapp.web import absolute


def address_of(circle: Circle) -> str:
    """The address to give to those who may sign up; empty: the circle is not joined so."""
    if not queries.invites(circle):
        return ""
    given = passes.of(Purpose.INVITATION, circle.id)
    if given is None:  # made when it is first shown, on a page which is only read
        with unit_of_work():
            given = passes.issue(Purpose.INVITATION, circle.id, circle.organisation_id)
    return absolute(url_for("own.invited", token=given.token, lang=None))


def renew(circle: Circle) -> None:
    """The old address stops working: it has come to someone it was not meant for."""
    passes.renew(passes.issue(Purpose.INVITATION, circle.id, circle.organisation_id))
