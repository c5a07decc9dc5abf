from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from sqlalchemy import select

from tests.postgres import postgres
from webapp import create_app
from webapp.db import db
from webapp.search import Field, Index, synonyms
from webapp.search.models import Meaning, documents, known_terms, postings

TABLES = [documents, postings, known_terms, Meaning.__table__]
STORIES = Index("story", {"title": Field(3.0, usual=4), "summary": Field(1.0, usual=10)})


__all__ = ["postgres"]


@pytest.fixture(params=["sqlite", "postgresql"])
def app(request) -> Iterator[Flask]:
    """The site on either database."""
    postgresql = request.param == "postgresql"
    address = request.getfixturevalue("postgres") if postgresql else "sqlite://"
    app = create_app(TESTING=True, SQLALCHEMY_DATABASE_URI=address)
    with app.test_request_context("/en/"):
        db.metadata.create_all(db.engine, TABLES)
        synonyms.load()
        yield app
        db.session.remove()
        db.metadata.drop_all(db.engine, TABLES)
        db.engine.dispose()


@pytest.fixture
def shelf(app) -> Callable[..., None]:
    """Put titles on a shelf, numbered from 1; Finnish ones if nothing else is said."""

    def put(*titles: str, language: str = "fi") -> None:
        for number, title in enumerate(titles, 1):
            STORIES.put({number: {"title": {language: title}}})

    return put


@pytest.fixture
def found(app) -> Callable[[str], list[int]]:
    """The numbers of what is found, best first."""

    def look_for(words: str) -> list[int]:
        looked = STORIES.find(words)
        assert looked is not None
        hits = looked.hits
        return list(db.session.scalars(select(hits.c.id).order_by(hits.c.score.desc(), hits.c.id)))

    return look_for
