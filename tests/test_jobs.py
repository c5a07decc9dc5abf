"""Mail goes out by itself: a real consumer, killed and begun again, and a real post office."""

import os
import socket
import subprocess
import time
from datetime import timedelta
from importlib import import_module

import pytest
from sqlalchemy import select

from tests.serving import BIN, ROOT
from webapp import create_app, mail
from webapp.accounts.models import Session, User
from webapp.db import db, now, unit_of_work
from webapp.mail import Mail


@pytest.fixture
def site(tmp_path):
    """A site with data of its own and one mail to send."""
    app = create_app(DATA=str(tmp_path))
    with app.test_request_context("/fi/"):
        db.create_all()
        with unit_of_work():
            mail.post("fanni@example.org", "invitation", name="Fanni", organisation="Mielen ry")
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def silent_post_office():
    """One that lets in and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        yield door.getsockname()[1]


@pytest.fixture
def begin(site):
    """Start the consumer as `./dev up` does, with its mail going to a port of this machine."""
    begun = []

    def start(port):
        environment = {
            "RINKI_DATA": site.config["DATA"],
            "RINKI_MAIL_SERVER": "127.0.0.1",
            "RINKI_MAIL_PORT": str(port),
            "RINKI_MAIL_STARTTLS": "false",
        }
        words = [BIN / "huey_consumer", "webapp.jobs.huey", "--workers", "1", "--quiet"]
        begun.append(subprocess.Popen(words, cwd=ROOT, env={**os.environ, **environment}))
        return begun[-1]

    yield start
    for consumer in begun:
        consumer.kill()
        consumer.wait()


def test_mail_goes_out_by_itself_within_moments(site, begin, post_office):
    begin(post_office.port)
    assert soon(lambda: the_mail().sent_at)
    assert the_mail().body == ""
    with unit_of_work():
        mail.post("leo@example.org", "invitation", name="Leo", organisation="Mielen ry")
    assert soon(lambda: len(post_office.recipients) == 2, seconds=25)
    assert post_office.recipients == ["fanni@example.org", "leo@example.org"]


def test_however_often_mail_is_swept_each_goes_once(site, post_office):
    site.config.update(MAIL_SERVER="127.0.0.1", MAIL_PORT=post_office.port, MAIL_STARTTLS=False)
    assert [mail.send_due(), mail.send_due()] == [1, 0]
    assert post_office.recipients == ["fanni@example.org"]


def test_a_mail_in_hand_when_the_power_went_is_sent_afterwards(
    site, begin, post_office, silent_post_office
):
    consumer = begin(silent_post_office)
    assert soon(lambda: the_mail().tries == 1), "nobody took the mail in hand"
    consumer.kill()
    consumer.wait()
    assert the_mail().sent_at is None
    assert now() < the_mail().due_at <= now() + mail.LEASE, "it is lent, not lost"

    let_the_lease_run_out()
    begin(post_office.port)
    assert soon(lambda: the_mail().sent_at)
    assert post_office.recipients == ["fanni@example.org"]


def test_at_night_what_opens_nothing_any_more_is_forgotten(site, monkeypatch):
    fanni = User(name="Fanni", email="fanni@example.org")
    with unit_of_work():
        for ends in (now() + timedelta(days=1), now() - timedelta(days=2)):
            db.session.add(Session(user=fanni, key_hash=str(ends), expires_at=ends))
    monkeypatch.setenv("RINKI_DATA", site.config["DATA"])
    import_module("webapp.jobs").purge.call_local()
    assert [session.expires_at > now() for session in db.session.scalars(select(Session))] == [True]


def the_mail():
    db.session.rollback()
    db.session.expire_all()
    return db.session.scalars(select(Mail).order_by(Mail.id)).first()


def let_the_lease_run_out():
    with unit_of_work():
        the_mail().due_at = now() - timedelta(seconds=1)


def soon(happens, seconds=60):
    until = time.monotonic() + seconds
    while not (happened := happens()) and time.monotonic() < until:
        time.sleep(0.1)
    return happened
