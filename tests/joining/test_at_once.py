"""Two people at the same moment, and one place; on both databases."""

from concurrent.futures import ThreadPoolExecutor
from itertools import repeat
from threading import Barrier
from uuid import uuid4

import pytest

from tests import town as town_plan
from tests.feedback.test_at_once import HERE, postgres, site
from webapp.circles.models import Circle, Joining, Member, MemberStatus
from webapp.db import db, unit_of_work
from webapp.joining import operations
from webapp.joining.operations import SignUp

__all__ = ["postgres", "site"]

FORM = "/en/o/mielen/groups/grief-group/sign-up"


@pytest.fixture
def opened(site):
    """The grief group takes sign-ups: `opened(free)` makes room for so many more."""
    town_plan.build()

    def make_room(free):
        with unit_of_work():
            group = db.session.scalars(db.select(Circle)).one()
            operations.open_to(group, Joining.OPEN, 3 + free)
        return group

    return make_room


def people(status):
    db.session.rollback()
    wanted = db.select(Member).where(Member.status == status, Member.sign_up_key.is_not(None))
    return db.session.scalars(wanted.order_by(Member.id)).all()


def sign_up(group, name):
    with unit_of_work():
        return operations.own_page(operations.sign_up(group, uuid4().hex, SignUp(name)))


def at_once(site, *posts):
    """Send each (address, form) by a phone of its own, all at the same moment."""
    ready = Barrier(len(posts))

    def send(post):
        ready.wait()
        return site.test_client().post(post[0], data=post[1], headers=HERE).status_code

    with ThreadPoolExecutor(len(posts)) as phones:
        return list(phones.map(send, posts))


def address(page):
    return "/p/" + page.rpartition("/p/")[2] + "/en/do"


@pytest.mark.parametrize("_again", range(3))
def test_of_many_who_sign_up_at_once_one_gets_the_last_place(site, opened, _again):
    opened(1)
    forms = [(FORM, {"name": f"No {n}", "key": uuid4().hex}) for n in range(6)]
    assert set(at_once(site, *forms)) == {303}
    assert len(people(MemberStatus.ACTIVE)) == 1
    assert len(people(MemberStatus.WAITING)) == 5


@pytest.mark.parametrize("_again", range(3))
def test_two_who_leave_at_once_give_two_places_to_the_first_two(site, opened, _again):
    group = opened(2)
    with site.test_request_context():
        first, second, *_queue = [sign_up(group, name) for name in "ABCDE"]
    assert set(
        at_once(site, *zip(map(address, (first, second)), repeat({"deed": "leave"}), strict=False))
    ) == {303}
    assert [m.name for m in people(MemberStatus.OFFERED)] == ["C", "D"]
    assert [m.name for m in people(MemberStatus.WAITING)] == ["E"]


@pytest.mark.parametrize("_again", range(3))
def test_a_place_is_taken_and_withdrawn_at_once_and_goes_to_one_only(site, opened, _again):
    group = opened(1)
    with site.test_request_context():
        first, second, _third = [sign_up(group, name) for name in "ABC"]
    at_once(site, (address(first), {"deed": "leave"}))
    yes_and_no = [(address(second), {"deed": deed}) for deed in ("yes", "leave", "leave")]
    assert set(at_once(site, *yes_and_no)) <= {303, 409}
    holding = len(people(MemberStatus.ACTIVE)) + len(people(MemberStatus.OFFERED))
    assert holding == 1, "one place, one holder"
