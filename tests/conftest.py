import gc
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from sqlite3 import Connection

import pytest
from flask import Flask, g
from flask_babel import refresh
from sqlalchemy import event

from tests import town as town_plan
from tests.browser import Browser
from tests.post_office import open_office
from tests.serving import dictionaries
from webapp import catalogues, create_app
from webapp.access import limiter
from webapp.db import db
from webapp.easy_finnish import frequency
from webapp.search import words


def pytest_configure(config):
    gc.set_threshold(100_000, 20, 100)  # a sixth of the time went into looking for garbage
    if not hasattr(config, "workerinput"):  # once, not again in each of several workers
        catalogues.compile_all()
        words.build(dictionaries())
        frequency.build(dictionaries())


@cache
def the_site() -> tuple[Flask, Connection]:
    """One a worker, with an empty database to begin each test from: both take long to make."""
    app = create_app(
        TESTING=True, DEMO=True, SQLALCHEMY_DATABASE_URI="sqlite://", PUBLIC_URL="http://localhost"
    )
    app.before_request(refresh)  # requests share the test's context, and each has its language
    empty = sqlite3.connect(":memory:")
    with app.app_context():
        db.create_all()
        in_memory().backup(empty)
    return app, empty


def in_memory() -> Connection:
    return db.engine.raw_connection().driver_connection


@pytest.fixture
def app() -> Iterator[Flask]:
    app, empty = the_site()
    config, extensions = dict(app.config), dict(app.extensions)
    limiter.enabled = False
    with app.test_request_context("/en/"):
        g.language = "en"
        g.user = g.organisation = None
        empty.backup(in_memory())
        yield app
        db.session.remove()
    app.config.update(config)
    app.extensions.clear()
    app.extensions.update(extensions)


@pytest.fixture
def limits(app):
    """The tests do without limits, but for those that ask."""
    limiter.reset()
    limiter.enabled = True
    yield
    limiter.enabled = False


@pytest.fixture
def town(app):
    return town_plan.build()


@pytest.fixture
def browser(app) -> Browser:
    return Browser(app.test_client())


@pytest.fixture
def statements():
    """Count SQL: `with statements() as seen: …`, then `len(seen)`."""

    @contextmanager
    def watching():
        seen = []

        def note(_connection, _cursor, statement, *_rest):
            seen.append(statement)

        db.session.expire_all()
        event.listen(db.engine, "before_cursor_execute", note)
        try:
            yield seen
        finally:
            event.remove(db.engine, "before_cursor_execute", note)

    return watching


@pytest.fixture
def post_office():
    with open_office() as office:
        yield office


@pytest.fixture
def clock(monkeypatch):
    """Move time: `clock(a_moment)`. The one thing that tests fake."""

    def set_to(moment):
        for name in _modules_that_ask_the_time():
            monkeypatch.setattr(f"{name}.now", lambda: moment)

    return set_to


def _modules_that_ask_the_time() -> list[str]:
    import sys

    modules = {name: m for name, m in sys.modules.items() if name.startswith("webapp")}
    return [name for name, module in modules.items() if hasattr(module, "now")]
