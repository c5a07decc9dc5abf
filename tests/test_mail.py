"""Mail over real SMTP: what arrives, what waits, and what is forgotten."""

import re
import socket
import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest

from tests.browser import Browser
from webapp import create_app, mail
from webapp.accounts.models import Membership, Organisation, Role, User
from webapp.db import db, now, unit_of_work
from webapp.mail import Mail


@pytest.fixture
def site(tmp_path, post_office):
    """A site with its data in a file and its mail going to the post office."""
    app = create_app(
        DATA=str(tmp_path),
        PUBLIC_URL="http://localhost",
        RATELIMIT_ENABLED=False,
        MAIL_SERVER="127.0.0.1",
        MAIL_PORT=post_office.port,
        MAIL_STARTTLS=False,
    )
    with app.test_request_context("/fi/"):
        db.create_all()
        yield app
        db.session.remove()
        db.engine.dispose()


def post(name="Fanni", organisation="Mielen ry"):
    with unit_of_work():
        return mail.post("fanni@example.org", "invitation", name=name, organisation=organisation)


def the_mail():
    db.session.rollback()
    return db.session.scalars(db.select(Mail)).one()


def test_the_mailed_link_signs_in(site, post_office):
    with unit_of_work():
        db.session.add(User(name="Fanni", email="fanni@example.org"))
    phone = Browser(site.test_client())
    phone.send("accounts.sign_in", {"email": "fanni@example.org"}, lang="fi-simple")
    assert mail.send_due() == 1

    letter = post_office.letters[0]
    assert letter["To"] == "fanni@example.org"
    assert letter["Content-Language"] == "fi-simple"
    link = re.search(r"http://localhost(\S+)", letter.get_content())[1]
    phone.post(link)
    assert phone.client.get("/fi-simple/today").status_code == 200
    assert the_mail().body == "", "the link is not kept"


def test_the_database_is_free_while_the_post_office_takes_its_time(site, post_office):
    def someone_else_saves():
        with closing(sqlite3.connect(f"{site.config['DATA']}/rinki.db", timeout=0)) as other:
            other.execute("BEGIN IMMEDIATE")

    post_office.meanwhile = someone_else_saves
    post()
    assert mail.send_due() == 1


def test_a_second_sweep_leaves_alone_what_the_first_has_in_hand(site, post_office):
    swept = []

    def another_sweep():
        with site.test_request_context("/fi/"):
            swept.append(mail.send_due())
            db.session.remove()

    post_office.meanwhile = another_sweep
    post()
    assert mail.send_due() == 1
    assert swept == [0]
    assert len(post_office.letters) == 1


def test_a_refused_mail_is_tried_later_and_in_the_end_given_up(site, post_office, clock):
    post_office.answer = "451 Not now"
    began = now()
    post()
    assert mail.send_due() == 0
    assert the_mail().due_at > began + timedelta(minutes=1)
    assert mail.send_due() == 0
    assert the_mail().tries == 1, "not before it is due"

    for hours in range(1, 80):
        clock(began + timedelta(hours=hours))
        mail.send_due()
        if hours == 48:
            assert the_mail().due_at, "two days without a mail server lose nothing"
    assert (the_mail().tries, the_mail().due_at) == (mail.GIVE_UP_AFTER, None)
    assert the_mail().body, "it is kept till someone says what to do with it"


def test_an_admin_sees_what_was_given_up_and_tries_it_again(site, post_office, clock):
    began = now()
    is_given_up(post_office, clock)
    assert mail.trouble() == mail.Trouble(0, 1, the_mail().created_at, "SMTPDataError")
    aino = an_admin(site)
    page = aino.open("home.today")
    assert "1 viesti ei lähtenyt kolmessa päivässä." in page.text
    assert "fanni@example.org" not in page.text, "whose it is is nobody's business"
    post_office.answer = "250 OK"
    clock(began + timedelta(hours=161))
    aino.send("messages.refused", {"deed": "again"})
    assert mail.send_due() == 1
    assert (the_mail().body, mail.trouble()) == ("", None)


def test_an_admin_lets_what_was_given_up_be(site, post_office, clock):
    is_given_up(post_office, clock)
    an_admin(site).send("messages.refused", {"deed": "forget"})
    assert mail.trouble() is None
    assert db.session.scalars(db.select(Mail)).all() == []


def is_given_up(post_office, clock):
    """A mail that the post office refuses for days."""
    post_office.answer, began = "451 Not now", now()
    post()
    for hours in range(0, 160, 2):
        clock(began + timedelta(hours=hours))
        mail.send_due()


def an_admin(site):
    with unit_of_work():
        ours = Organisation(name="Mielen ry", slug="mielen", municipality="Oulu")
        aino = User(name="Aino", email="aino@example.org")
        db.session.add(Membership(user=aino, organisation=ours, role=Role.ADMIN))
    return Browser(site.test_client()).sign_in(aino)


def test_a_server_that_is_away_delays_the_mail_only(site, post_office):
    with socket.create_server(("127.0.0.1", 0)) as door:
        nobody_there = door.getsockname()[1]
    post()
    site.config["MAIL_PORT"] = nobody_there
    assert mail.send_due() == 0
    site.config["MAIL_PORT"] = post_office.port
    with unit_of_work():
        the_mail().due_at = now()
    assert mail.send_due() == 1


@pytest.mark.parametrize("odd", ["Oma\r\nBcc: all@example.org", "Oma\rBcc: x", "Ä" * 190])
def test_an_odd_name_makes_a_plain_subject(site, post_office, odd):
    post(organisation=odd)
    assert mail.send_due() == 1
    letter = post_office.letters[0]
    assert letter["Bcc"] is None
    assert len(letter["Subject"]) <= 200
    assert letter["Subject"].startswith("Tervetuloa")


def test_old_mails_are_forgotten(site, clock):
    post()
    clock(now() + mail.KEPT + timedelta(days=1))
    with unit_of_work():
        mail.purge()
    assert db.session.scalars(db.select(Mail)).all() == []
