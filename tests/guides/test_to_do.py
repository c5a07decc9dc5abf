"""The curators' list of what there is to mend; each thing is done from it."""

from datetime import timedelta

import pytest

from tests.guides import shelf
from tests.the_web import open_web
from webapp.db import db, now, unit_of_work
from webapp.guides import curation, operations, reports, to_do
from webapp.guides.link_labels import LINK_STATES, TO_DO
from webapp.guides.link_models import LinkCheck, LinkHost, LinkReport, LinkState
from webapp.guides.models import Guide
from webapp.guides.states import GuideState
from webapp.guides.versions import versions_of
from webapp.i18n import today


@pytest.fixture(autouse=True)
def library(town):
    shelf.fill()


@pytest.fixture
def pia(town, browser):
    return browser.sign_in(town.pia)


def guide(slug):
    return db.session.scalars(db.select(Guide).where(Guide.slug == slug)).one()


def found(slug, state, **more):
    """A machine found the guide's link in this state."""
    url = guide(slug).url
    check = LinkCheck(guide_id=guide(slug).id, url=url, host="x", state=state, checked_at=now())
    for name, value in more.items():
        setattr(check, name, value)
    with unit_of_work():
        db.session.merge(check)


def listed(browser, kind, **query):
    page = browser.open("guides.to_do_list", kind=kind, **query)
    section = page.find(id=kind)
    return [a.text for a in section.select(".title a")] if section else []


def press(browser, kind, words):
    """The first button with these words in one part of the list."""
    page = browser.open("guides.to_do_list", kind=kind)
    button = next(b for b in page.find(id=kind).select("button") if words in b.text)
    form = button.find_parent("form")
    values = {field["name"]: field["value"] for field in form.select("input")}
    browser.post(form["action"], values)
    return browser.follow()


def test_the_list_is_grouped_by_kind_with_counts_the_most_pressing_first(pia):
    reports_one = guide("sururyhma")
    with unit_of_work():
        reports.report(reports_one, "Leads to a casino")
    found("sorg", LinkState.GONE)
    page = pia.open("guides.to_do_list")
    heads = [" ".join(head.text.split()) for head in page.select("main h2")]
    assert heads == [
        "Readers say the link is broken or wrong 1",
        "The link does not work 1",
        "The address is missing 1",
        "The link leads to a copy 1",
        "The summary is missing in some language 6",
    ]
    assert "Leads to a casino" in page.main.text
    whole = page.find(id="languages").select_one("a[href*=kind]")
    assert len(pia.get(whole["href"]).select("li .title a")) == 6


@pytest.mark.parametrize(
    ("state", "kinds"),
    [
        (LinkState.GONE, ["broken"]),
        (LinkState.UNREACHABLE, ["broken"]),
        (LinkState.CERTIFICATE, ["broken"]),
        (LinkState.MOVED, ["moved"]),
        (LinkState.WORKS, []),
        (LinkState.FORBIDDEN, []),
        (LinkState.NEVER_CHECKED, []),
    ],
)
def test_a_link_is_listed_by_its_state(pia, state, kinds):
    found("sorg", state, proposed_url="https://svenska.example/new")
    assert [kind for kind in ("broken", "moved") if listed(pia, kind)] == kinds


def test_what_was_found_at_an_earlier_address_is_not_listed(pia):
    found("sorg", LinkState.GONE)
    with unit_of_work():
        guide("sorg").url = "https://svenska.example/other"
    assert listed(pia, "broken") == []


def test_a_new_address_is_taken_into_use_by_one_tap(pia):
    found("sorg", LinkState.MOVED, proposed_url="https://svenska.example/new")
    page = press(pia, "moved", "Take the new address")
    assert "has its new address" in page.main.text
    assert guide("sorg").url == "https://svenska.example/new"
    assert listed(pia, "moved") == []


def test_on_the_guides_own_page_too_but_only_for_those_who_look_after_it(pia, town):
    found("sorg", LinkState.MOVED, proposed_url="https://svenska.example/new")
    assert pia.open("guides.show", guide_slug="sorg").find("form", action=lambda a: "accept" in a)
    page = pia.sign_in(town.ulla).open("guides.show", guide_slug="sorg")
    assert not page.find("form", action=lambda action: "accept" in action)


def test_another_address_than_the_one_that_was_seen_is_not_accepted(pia):
    found("sorg", LinkState.MOVED, proposed_url="https://svenska.example/new")
    for url in ("https://evil.example/", ""):
        page = pia.send("guides.accept_address", {"url": url}, guide_slug="sorg", status=409)
        assert "Look at the list again" in page.text
    assert guide("sorg").url == "https://svenska.example/sorg"


def test_what_is_let_be_is_off_the_list_until_it_becomes_something_else(pia):
    found("sorg", LinkState.CERTIFICATE)
    assert "is fine as it is" in press(pia, "broken", "It is fine").main.text
    assert listed(pia, "broken") == []
    found("sorg", LinkState.GONE)
    assert listed(pia, "broken") == ["Att leda en sorggrupp"]

    press(pia, "copy", "It is fine")
    assert listed(pia, "copy") == []
    with unit_of_work():
        guide("kopio").url = "https://www.slideshare.net/other"
    assert listed(pia, "copy") == ["Vertaistoiminta kannattaa"]


def test_the_old_address_may_be_kept(pia):
    found("sorg", LinkState.MOVED, proposed_url="https://svenska.example/")
    press(pia, "moved", "Keep the old one")
    assert listed(pia, "moved") == [] and guide("sorg").url == "https://svenska.example/sorg"


def test_a_report_is_dealt_with(pia):
    with unit_of_work():
        reports.report(guide("sorg"), "<b>Broken</b>")
    page = pia.open("guides.to_do_list", kind="report")
    assert page.q.text == "<b>Broken</b>"
    press(pia, "report", "Dealt with")
    assert listed(pia, "report") == []
    assert db.session.scalars(db.select(LinkReport)).one().closed_at


def test_a_translation_that_is_behind_is_listed_until_it_is_right_again(pia):
    with unit_of_work():
        curation.word(guide("sorg"), "fi", "Uusi kuvaus.")
    page = pia.open("guides.to_do_list", kind="behind")
    assert "English" in page.find(id="behind").text
    with unit_of_work():
        operations.confirm_wording(guide("sorg"), "en")
    assert listed(pia, "behind") == []


def test_missing_languages_are_named_and_lead_to_where_they_are_written(pia):
    page = pia.open("guides.to_do_list", kind="languages")
    row = page.find(id="languages").li
    assert "Missing: Easy Finnish, Swedish" in " ".join(row.text.split())
    with unit_of_work():
        for tag in ("fi-simple", "sv"):
            curation.word(guide("sorg"), tag, "Text")
    assert len(listed(pia, "languages")) == 5
    press(pia, "languages", "These languages are enough")
    assert len(listed(pia, "languages")) == 4


def test_a_long_list_has_pages_and_comes_back_to_its_own_kind(pia):
    shelf.fill_guides("".join(f"g{n:02},Guide {n:02},,,fi,,guide,,,,,\n" for n in range(25)))
    assert len(listed(pia, "blank")) == 20
    assert len(listed(pia, "blank", page=2)) == 6
    page = press(pia, "blank", "It is fine")
    assert page.select("main h2") == [] and page.find(id="blank")


def test_the_number_of_statements_does_not_grow_with_the_list(pia, statements):
    def count():
        with statements() as seen:
            pia.open("guides.to_do_list")
        return len(seen)

    for slug in ("sorg", "selko"):
        found(slug, LinkState.GONE)
        with unit_of_work():
            curation.word(guide(slug), "fi", "Toinen.")
            reports.report(guide(slug), "x")
    few = count()
    shelf.fill_guides("".join(f"g{n:02},Guide {n:02},,,fi,,guide,,,,,\n" for n in range(25)))
    for number in range(25):
        found(f"g{number:02}", LinkState.GONE)
        with unit_of_work():
            for tag, text in (("fi", "Eka."), ("en", "One."), ("fi", "Toka.")):
                curation.word(guide(f"g{number:02}"), tag, text)
            reports.report(guide(f"g{number:02}"), "x")
    assert count() == few <= 20


def test_each_sees_what_is_hers_to_look_after(town, browser):
    for slug in ("sorg", "selko"):
        found(slug, LinkState.GONE)
    with unit_of_work():
        guide("selko").organisation_id = town.ours.id
    assert listed(browser.sign_in(town.ulla), "broken") == ["Vertaisryhmäopas selkokielellä"]
    page = browser.sign_in(town.olli).open("guides.to_do_list")
    assert "Nothing to do" in page.main.text
    assert listed(browser.sign_in(town.pia), "broken") == ["Att leda en sorggrupp"]
    browser.sign_in(town.fanni).open("guides.to_do_list", status=403)


def test_a_curator_mends_her_organisations_guide_and_no_others(town, browser):
    with unit_of_work():
        guide("kopio").organisation_id = town.ours.id
        reports.report(guide("kopio"), "Broken")
    report = db.session.scalars(db.select(LinkReport)).one().id
    browser.sign_in(town.olli)
    browser.send("guides.let_be", guide_slug="kopio", what="copy", status=404)
    browser.send("guides.close_report", report_id=report, status=404)
    browser.sign_in(town.ulla)
    assert "fine as it is" in press(browser, "copy", "It is fine").main.text
    browser.send("guides.let_be", guide_slug="sorg", what="copy", status=403)


def test_a_dead_link_gets_its_new_address_in_the_row(pia, town):
    found("sorg", LinkState.GONE)
    row = pia.open("guides.to_do_list", kind="broken").find(id="broken").li
    form = row.select_one("details form")
    field = form.select_one("input[type=url]")["name"]
    assert "quiet" in row.find("button", string="It is fine as it is")["class"]
    page = pia.post(form["action"], {field: "not an address", "back": "broken"}, status=422)
    assert page.find("input", attrs={"name": field})["value"] == "not an address"
    pia.post(form["action"], {field: "svenska.example/ny", "back": "broken"})
    assert "has its new address" in pia.follow().main.text
    assert guide("sorg").url == "https://svenska.example/ny"
    assert listed(pia, "broken") == [] == listed(pia, "attention")
    last = db.session.scalar(versions_of(guide("sorg")).limit(1))
    assert (last.note, last.user_id) == ("address", town.pia.id)


def test_a_dead_link_is_looked_at_again_at_once(pia, app):
    app.config.update(LINK_PAUSE=0)
    with open_web() as web:
        app.config.update(FETCH_PORTS=[web.port], FETCH_PRIVATE=["127.0.0.1/32", "::1/128"])
        guide("sorg").url = web.url("ok")
        db.session.commit()
        found("sorg", LinkState.GONE)
        assert press(pia, "broken", "Check again").find(string="The link works.")
        assert listed(pia, "broken") == []
        found("sorg", LinkState.GONE)
        web.plays["ok"] = "500"
        assert "does not answer" in press(pia, "broken", "Check again").text
        found("sorg", LinkState.GONE)
        with unit_of_work():
            db.session.execute(db.update(LinkHost).values(free_at=now() + timedelta(hours=1)))
        assert (
            "must not be asked" in pia.send("guides.check_link", guide_slug="sorg", status=409).text
        )


@pytest.mark.parametrize("act", ["edit", "retire", "publish", "write", "still_right"])
def test_what_was_begun_from_the_list_ends_there(pia, act):
    with unit_of_work():
        curation.word(guide("sorg"), "fi", "Uusi kuvaus.")
    more = {"tag": "en"} if act in ("write", "still_right") else {}
    said = {"reason": "Old", "summary": "New"}
    if act == "edit":
        page = pia.open("guides.edit", guide_slug="sorg", back="behind")
        form = page.select_one("form.form")
        assert "back=behind" in form["action"]
        said = {"title": "T", "language": "sv", "kind": "guide", "seen": guide("sorg").version}
    pia.send(f"guides.{act}", said, guide_slug="sorg", back="behind", **more)
    assert pia.answer.location.startswith("/en/guides/to-do")


def test_languages_are_enough_for_all_the_guides_that_are_ticked(pia, town):
    page = pia.open("guides.to_do_list", kind="languages")
    form = page.find(id="languages").select_one("form")
    with unit_of_work():
        guide("selko").organisation_id = town.ours.id
    pia.post(form["action"], {"back": "languages"}, status=409)
    said = {"guide": ["sorg", "sanoja", "selko", "xyzzy"], "back": "languages"}
    pia.post(form["action"], said)
    assert "enough for 2 guides" in pia.follow().main.text
    left = listed(pia, "languages")
    assert len(left) == 3 and "Sanoja surusta" not in left


def test_a_review_that_is_due_is_put_off_by_a_year(pia):
    with unit_of_work():
        guide("sorg").review_on = today()
        guide("selko").review_on = today() + timedelta(days=1)
    assert listed(pia, "review") == ["Att leda en sorggrupp"]
    assert "good for another year" in press(pia, "review", "Good for").main.text
    assert listed(pia, "review") == []
    assert guide("sorg").review_on == today() + timedelta(days=365)


def test_what_a_person_has_marked_is_listed_once(pia):
    with unit_of_work():
        for slug in ("sorg", "selko"):
            guide(slug).state = GuideState.NEEDS_ATTENTION
    found("selko", LinkState.GONE)
    assert listed(pia, "attention") == ["Att leda en sorggrupp"]


def test_retired_guides_want_nothing(pia):
    found("sorg", LinkState.GONE)
    with unit_of_work():
        guide("sorg").state = GuideState.RETIRED
    assert listed(pia, "broken") == []


def test_odd_kinds_in_the_address_show_the_whole_list(pia):
    assert pia.open("guides.to_do_list", kind="xyzzy").select("main h2")
    pia.send("guides.let_be", guide_slug="sorg", what="xyzzy", status=404)


@pytest.mark.parametrize("state", [LinkState.GONE, LinkState.UNREACHABLE])
def test_a_reader_of_a_broken_guide_is_led_to_the_web_archive(browser, state):
    found("sorg", state, checked_at=now() - timedelta(days=2))
    page = browser.open("guides.show", guide_slug="sorg")
    way = page.find("a", string="Look for a copy in the web archive")
    assert way["href"] == "https://web.archive.org/web/2021/https://svenska.example/sorg"
    assert "Checked" in page.main.text


def test_a_link_that_works_is_said_so_quietly(browser):
    found("sorg", LinkState.WORKS)
    page = browser.open("guides.show", guide_slug="sorg")
    assert "The link works. Checked" in page.main.text and not page.select("main .panel")
    assert "has not checked" in browser.open("guides.show", guide_slug="sururyhma").main.text


def test_every_kind_has_words_and_a_query():
    assert {*LINK_STATES} == {*LinkState} and {*TO_DO} == {*to_do.ToDo} == {*to_do._QUERIES}
