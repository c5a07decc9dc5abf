"""A real site on a real port, a real mail server and a real Chromium at the size of a phone."""

import threading
from contextlib import contextmanager
from datetime import time, timedelta
from functools import cache
from itertools import count
from types import SimpleNamespace

import pytest
from playwright.sync_api import expect, sync_playwright
from werkzeug.serving import make_server

from tests.demo_places import Demo
from tests.pages.chromium import ARGUMENTS, PATIENCE, executable
from tests.post_office import open_office
from tests.serving import lend_dictionaries
from webapp import create_app, kit, mail
from webapp.accounts.models import User
from webapp.circles.models import CircleRole, Member
from webapp.cli.library import load_library
from webapp.db import db, now, unit_of_work
from webapp.demo import load as load_demo
from webapp.groups.models import Group, Visibility
from webapp.i18n import at_helsinki, today
from webapp.joining import operations as joining
from webapp.meetings.models import Meeting

expect.set_options(timeout=PATIENCE * 1000)
NUMBERS = count(1)
MEETS_FOR = timedelta(hours=1)


@pytest.fixture(scope="session")
def letterbox():
    with open_office() as office:
        yield office


@pytest.fixture(scope="session")
def site(tmp_path_factory, letterbox):
    """The demo town with the whole catalogue, served on a free port."""
    folder = tmp_path_factory.mktemp("site")
    lend_dictionaries(folder)
    app = create_app(
        DATA=str(folder),
        DEMO=True,
        MAIL_SERVER="127.0.0.1",
        MAIL_PORT=letterbox.port,
        MAIL_STARTTLS=False,
        RATELIMIT_ENABLED=False,
    )
    kit.compress_static()  # what was packed from older files is not served
    server = make_server("127.0.0.1", 0, app, threaded=True)
    address = f"http://127.0.0.1:{server.server_port}"
    app.config["PUBLIC_URL"] = address
    with app.app_context():
        db.create_all()
        with unit_of_work():
            load_library()
            load_demo()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield SimpleNamespace(app=app, address=address, sweep_mail=lambda: _sweep(app))
    server.shutdown()


@pytest.fixture(scope="session")
def demo(site):
    return Demo(site.app.config["DATA"])


@pytest.fixture
def circle(site):
    """A group for one story alone: Leena leads it, Hilkka and Antti come. It meets right now and in
    the four weeks to come."""
    with site.app.test_request_context("/en/"), unit_of_work():
        leena = db.session.scalars(db.select(User).where(User.email.startswith("leena"))).one()
        ours = leena.memberships[0].organisation
        people = [
            Member(organisation_id=ours.id, role=CircleRole.PARTICIPANT, name=name)
            for name in ("Hilkka", "Antti")
        ]
        leader = Member(organisation_id=ours.id, role=CircleRole.LEADER, name="Leena", user=leena)
        number = next(NUMBERS)
        group = Group(
            organisation=ours,
            name=f"Quiet circle {number}",
            slug=f"quiet-circle-{number}",
            place="Kirjasto",
            visibility=Visibility.PUBLIC,
            published_at=now(),
            members=[leader, *people],
        )
        starts = [now() - timedelta(minutes=5)]
        starts += [at_helsinki(today() + timedelta(weeks=n), time(17)) for n in range(1, 5)]
        meetings = [
            Meeting(organisation_id=ours.id, circle=group, starts_at=at, ends_at=at + MEETS_FOR)
            for at in starts
        ]
        db.session.add_all([group, *meetings])
        db.session.flush()
        return SimpleNamespace(
            id=group.id,
            name=group.name,
            address=f"/o/{ours.slug}/groups/{group.slug}",
            now_id=meetings[0].id,
            hilkka_id=people[0].id,
            own_page=f"/p/{joining.token_of(people[0])}",
        )


@pytest.fixture
def phone_of(phone, site, demo):
    """The phone of a demo person who has signed in: `phone_of("ulla", javascript=False)`."""

    return lambda who, **how: _signed_in(phone(**how), who, site, demo)


def _sweep(app):
    with app.app_context():
        mail.send_due()


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def phone(chromium, site):
    """Make a phone: `phone(javascript=False, locale="ar")`; each has its own cookies."""
    with _phones(chromium, site) as make:
        yield make


@pytest.fixture(scope="session")
def lasting_phone(chromium, site, demo):
    """The phone of someone who goes through many pages, or of a visitor (None): made once, as a
    phone for each page would take longer than the pages."""
    with _phones(chromium, site) as make:

        @cache
        def of(who, **how):
            return _signed_in(make(**how), who, site, demo)

        yield of


@contextmanager
def _phones(chromium, site):
    made = []

    def make(*, javascript=True, locale="fi-FI", width=390, scheme="light"):
        context = chromium.new_context(
            viewport={"width": width, "height": 844},
            java_script_enabled=javascript,
            locale=locale,
            color_scheme=scheme,
            reduced_motion="reduce",  # else each page takes a third of a second to come in
            base_url=site.address,
        )
        context.set_default_timeout(PATIENCE * 1000)
        made.append(context)
        return context.new_page()

    yield make
    for context in made:
        context.close()


def _signed_in(page, who, site, demo):
    if who:
        cookie = {"name": "rinki", "value": demo.cookie(who), "url": site.address}
        page.context.add_cookies([cookie])
    return page
