"""What participants open is said in each of their ten languages: nothing is left in English."""

import shutil
from datetime import timedelta
from pathlib import Path

import flask_babel
import pytest
from flask import current_app, g

from webapp import catalogues, errors, passes, texts
from webapp.circles.models import Joining, MemberStatus
from webapp.db import db, now, unit_of_work
from webapp.feedback import operations as feedback
from webapp.feedback import queries, slips
from webapp.feedback.models import Ask
from webapp.i18n import today
from webapp.joining import operations as joining
from webapp.languages import LANGUAGES, NAMES, PARTICIPANTS
from webapp.meetings.operations import Span, add
from webapp.passes import Purpose

OTHERS = [tag for tag in PARTICIPANTS if tag not in LANGUAGES]


@pytest.fixture
def ask(town):
    with unit_of_work():
        feedback.load_forms()
        return feedback.start_asking(town.meeting)


@pytest.fixture
def unsaid(monkeypatch):
    """What was asked of a catalogue that does not have it."""
    missing = set()
    catalogue = flask_babel.Domain.get_translations

    def watched(domain):
        found = catalogue(domain)

        class Watching:
            def ugettext(self, string):
                missing.update({string} - found._catalog.keys())
                return found.ugettext(string)

            def ungettext(self, one, many, number):
                plurals = {key[0] for key in found._catalog if isinstance(key, tuple)}
                missing.update({one} - plurals)
                return found.ungettext(one, many, number)

        return Watching()

    monkeypatch.setattr(flask_babel.Domain, "get_translations", watched)
    return missing


@pytest.fixture
def member(town):
    """Antti, and a meeting to come."""
    with unit_of_work():
        joining.open_to(town.group, Joining.OPEN, 4)
        start = now() + timedelta(days=1)
        add(town.group, Span(start, start + timedelta(hours=1)))
    return town.group.participants[-1]


@pytest.mark.parametrize("tag", OTHERS)
def test_nothing_that_a_participant_opens_lacks_words(browser, town, ask, member, unsaid, tag):
    at = {"organisation": "mielen", "lang": tag}
    browser.open("groups.public", group_slug=town.group.slug, **at)
    browser.open("joining.sign_up", circle_slug=town.group.slug, **at)
    browser.send("joining.sign_up", {"contact": "x"}, circle_slug=town.group.slug, status=422, **at)
    form = f"/p/{feedback.address_of(ask).token}/{tag}"
    browser.get(form)
    browser.post(form, {}, status=422)
    browser.get(f"{form}/thanks")
    browser.get(f"{form}?one=1")
    at_the_end = {"one": "1", "at": "3", "deed": "next", "q4": "x@y.fi"}
    browser.post(form, at_the_end, status=422)
    browser.post(form, {"q4": "x" * 3000}, status=422)
    browser.post(form, {"q4": "ä" * 1_000_000}, status=413)
    stop = passes.issue(Purpose.STOP, member.id, 1).token
    own = passes.issue(Purpose.OWN_PAGE, member.id, 1).token
    db.session.commit()
    for status in MemberStatus:
        member.status, member.offered_until = status, now()
        db.session.commit()
        browser.get(f"/p/{own}/{tag}?new=1")
    member.status = MemberStatus.ACTIVE
    db.session.commit()
    for page in "details", "away-for-a-while", "forget":
        browser.get(f"/p/{own}/{tag}/{page}")
    days = {"first_day": today(), "last_day": today() - timedelta(days=1)}
    browser.post(f"/p/{own}/{tag}/away-for-a-while", days, status=422)
    browser.post(f"/p/{stop}/{tag}", status=200)
    browser.get(f"/p/xyz/{tag}", status=404)
    browser.get(f"/{tag}/nowhere", status=404)
    browser.post(f"/p/{own}/{tag}/forget", status=200)
    ask.closes_at = now()
    db.session.commit()
    browser.get(form, status=410)
    assert unsaid == set()


@pytest.mark.parametrize("tag", OTHERS)
def test_every_kind_of_question_and_every_slip_speaks_the_same_language(
    browser, ask, unsaid, monkeypatch, tag
):
    with unit_of_work():
        feedback.load_forms(Path("tests/feedback"))
        ask.form = queries.form("every-kind")
        slips.make(ask, 2)
    shared = f"/p/{feedback.address_of(ask).token}/{tag}"
    one, other = (f"/p/{given.token}/{tag}" for given in slips.unused(ask))
    browser.get(shared, status=403)
    said = {"q1": "5", "q2": "1", "q3": "1", "q4": "1", "q5": "."}
    browser.get(one)
    browser.post(one, {"q1": "x", "q2": "9", "q3": "9"}, status=422)
    for at in range(5):
        browser.post(one, said | {"one": "1", "at": str(at), "deed": "back"}, status=200)
    browser.post(one, said)
    browser.get(f"{one}/thanks")
    browser.get(one, status=410)
    monkeypatch.setattr(Ask, "is_open", property(lambda _ask: False))
    page = browser.post(other, said | {"q5": "!"}, status=410)
    assert page.blockquote.text == "!"
    with current_app.test_request_context(f"/{tag}/"):
        g.language = tag
        for status in (400, 403, 404, 409, 413, 429, 500):
            assert all(errors._describe(status))
    assert unsaid == set()


def test_arabic_runs_from_right_to_left(browser, town):
    page = browser.open(
        "groups.public", group_slug=town.group.slug, organisation="mielen", lang="ar"
    )
    assert page.html["dir"] == "rtl" and page.html["lang"] == "ar"
    assert "مرة" not in NAMES["ar"] and NAMES["ar"] in page.text


def test_a_text_in_another_language_says_which_one_it_is(browser, town):
    with unit_of_work():
        texts.write(town.group, "description", "fi", "Suremme yhdessä.")
    at = {"group_slug": town.group.slug, "organisation": "mielen"}
    page = browser.open("groups.public", lang="ar", **at)
    assert "بهذه اللغة: الفنلندية" in page.text
    assert "Suremme yhdessä." in [text.text for text in page.select("main span[lang=fi]")]
    assert "Tällä kielellä" not in browser.open("groups.public", lang="fi", **at).text


def test_a_page_of_the_site_is_given_in_the_nearest_language(browser, town):
    browser.open("groups.find", lang="ar", status=302)
    assert browser.answer.headers["Location"].startswith("/en/")
    page = browser.open(
        "groups.public", lang="et", group_slug=town.group.slug, organisation="mielen"
    )
    assert page.select_one("footer a[href$='/languages']")["href"] == "/fi-simple/languages"


def test_translations_that_no_native_reader_has_seen_are_listed(browser, town):
    page = browser.open("home.languages")
    rows = {row.select_one(".title").text: row.text for row in page.select("main li")}
    assert set(rows) == set(NAMES.values())
    assert "Not read by a native yet" in rows["العربية"]
    assert "Written here" in rows["Suomi"]


@pytest.fixture
def signed_off(monkeypatch, tmp_path):
    """A native reads all that is said in a language, and signs it off."""

    def sign(language, reader):
        own = tmp_path / "translations"
        shutil.copytree(catalogues.TRANSLATIONS, own)
        file = own / language / "LC_MESSAGES" / "messages.po"
        unsigned = file.read_text(encoding="utf-8")
        signed = unsigned.replace("# Native reader:", f"# Native reader: {reader}", 1)
        file.write_text(signed, encoding="utf-8")
        monkeypatch.setattr(catalogues, "TRANSLATIONS", own)
        catalogues.native_reader.cache_clear()

    yield sign
    catalogues.native_reader.cache_clear()


def test_a_translation_that_a_native_reader_has_signed_off_is_marked_no_more(
    browser, town, signed_off
):
    at = {"group_slug": town.group.slug, "organisation": "mielen", "lang": "ar"}
    note = "لم يراجع"  # "has not been looked at"
    assert note in browser.open("groups.public", **at).text
    signed_off("ar", "Salma Haddad, 2026-11-20")
    assert note not in browser.open("groups.public", **at).text
    rows = {
        li.select_one(".title").text: li.text
        for li in browser.open("home.languages").select("main li")
    }
    assert "Read by a native: Salma Haddad, 2026-11-20" in rows["العربية"]
    assert "Not read by a native yet" in rows["Soomaali"]
