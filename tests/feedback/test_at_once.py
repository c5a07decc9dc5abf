"""Many phones at the same moment, on both databases."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests import town as town_plan
from tests.postgres import postgres
from webapp import create_app
from webapp.db import db, unit_of_work
from webapp.feedback import operations, queries
from webapp.meetings.models import Meeting

__all__ = ["postgres"]

PHONES = 12
HERE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture(params=["sqlite", "postgresql"])
def site(request, tmp_path):
    server = request.param == "postgresql"
    address = request.getfixturevalue("postgres") if server else ""
    app = create_app(
        DATA=str(tmp_path), SQLALCHEMY_DATABASE_URI=address, RATELIMIT_ENABLED=False, TESTING=True
    )
    with app.app_context():
        db.create_all()
        yield app
        db.session.remove()
        db.drop_all()
        db.engine.dispose()


def test_a_whole_room_taps_twice_at_once_and_each_counts_once(site):
    town_plan.build()
    with unit_of_work():
        meeting = db.session.scalars(db.select(Meeting)).one()
        ask = operations.start_asking(meeting)
        address = f"/p/{operations.address_of(ask).token}"

    def tap(number):
        form = {"key": f"shown on phone {number}", "q1": "5", "q4": "Hello"}
        return site.test_client().post(address, data=form, headers=HERE).status_code

    with ThreadPoolExecutor(8) as room:
        statuses = list(room.map(tap, [n // 2 for n in range(PHONES * 2)]))
    assert set(statuses) == {303}
    assert queries.answers(ask) == PHONES
    good, *_rest, words = queries.figures(ask)
    assert good.chosen == len(words.words) == 10, "two batches of five; two still wait"
