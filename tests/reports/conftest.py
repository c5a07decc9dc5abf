import pytest
from sqlalchemy import select

from webapp.accounts.models import Organisation
from webapp.db import db, unit_of_work
from webapp.demo import load


@pytest.fixture
def demo(app):
    """The demo town: Vertaistupa, whose year is counted."""
    with unit_of_work():
        load()
    return db.session.scalars(select(Organisation).where(Organisation.slug == "vertaistupa")).one()
