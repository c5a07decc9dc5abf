import pytest
from sqlalchemy import select

from webapp.accounts.models import Organisation, User
from webapp.db import db, unit_of_work
from webapp.demo import load


@pytest.fixture
def demo(app):
    """The demo town: Vertaistupa, whose year is counted."""
    with unit_of_work():
        load()
    return db.session.scalars(select(Organisation).where(Organisation.slug == "vertaistupa")).one()


@pytest.fixture
def kaisa(demo, browser):
    """Its coordinator, signed in."""
    wanted = select(User).where(User.email.startswith("kaisa"))
    return browser.sign_in(db.session.scalars(wanted).one())
