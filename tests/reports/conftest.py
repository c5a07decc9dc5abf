import sqlite3
from functools import cache

import pytest
from sqlalchemy import select

from tests.conftest import in_memory
from webapp.accounts.models import Organisation, User
from webapp.db import db, unit_of_work
from webapp.demo import load


@cache
def the_demo() -> sqlite3.Connection:
    """Loaded once a worker, for it takes long, and copied to each test."""
    with unit_of_work():
        load()
    db.session.remove()
    loaded = sqlite3.connect(":memory:")
    in_memory().backup(loaded)
    return loaded


@pytest.fixture
def demo(app):
    """The demo town: Vertaistupa, whose year is counted."""
    the_demo().backup(in_memory())
    return db.session.scalars(select(Organisation).where(Organisation.slug == "vertaistupa")).one()


@pytest.fixture
def kaisa(demo, browser):
    """Its coordinator, signed in."""
    wanted = select(User).where(User.email.startswith("kaisa"))
    return browser.sign_in(db.session.scalars(wanted).one())
