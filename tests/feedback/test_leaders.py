"""Leaders are asked too: how leading goes, once in half a year and without names."""

from datetime import UTC, datetime
from secrets import token_urlsafe

import pytest

from tests.feedback.conftest import words_of
from webapp.db import unit_of_work
from webapp.feedback import editing, leaders, operations, queries

SPRING, SUMMER = datetime(2027, 6, 30, 12, tzinfo=UTC), datetime(2027, 7, 1, 12, tzinfo=UTC)


@pytest.fixture
def fanni(browser, town):
    browser.sign_in(town.fanni)
    return browser


def answered(town, *all_said):
    """Each of these comes from another leader."""
    ask = leaders.ask_of_now(town.ours)
    by_key = {question.key: question.id for question in ask.form.questions}
    for said in all_said:
        with unit_of_work():
            told = {by_key[key]: what for key, what in said.items()}
            operations.answer(ask, token_urlsafe(16), told)


def results(town):
    return {"look_back_id": leaders.look_backs(town.ours)[0].id}


def test_fanni_finds_the_questions_on_todays_page_and_after_a_closing_talk(fanni, town):
    way = fanni.open("home.today").select_one("a[href$='/leaders/look-back']")
    assert way.text.strip() == "How is leading going? Answer without your name"
    fanni.send("agendas.closing", {"how": "4"}, meeting_id=town.meeting.id)
    assert fanni.follow().select_one("[role=status] a")["href"] == way["href"]
    fanni.get(way["href"], status=303)
    page = fanni.follow()
    assert page.h1.text == "How are you doing as a leader?"
    assert "Mielen ry" in page.main.text and "quoted" not in page.main.text
    form = {tag["name"]: tag["value"] for tag in page.select("[type=hidden]")}
    fanni.post(page.select_one("form")["action"], {**form, "q1": "7"})
    assert "The coordinators see answers only when" in fanni.follow().main.text
    assert queries.answers(leaders.ask_of_now(town.ours)) == 1


def test_who_leads_nothing_is_not_asked(browser, town):
    browser.sign_in(town.kaisa)
    assert not browser.open("home.today").select("a[href$='/leaders/look-back']")
    browser.open("feedback.look_back", status=403)


def test_kaisa_reads_what_leaders_said_when_enough_have_answered(browser, town):
    browser.sign_in(town.kaisa)
    assert "No leader has opened the questions yet." in browser.open("feedback.forms").text
    said = {"leader-strength": 3, "leader-well": "The new room is good"}
    answered(town, *[said] * 4)
    page = browser.open("feedback.leaders_results", **results(town))
    assert "4 answers so far" in words_of(page) and "new room" not in page.text
    answered(town, said)
    (way,) = browser.open("feedback.forms").select("a[href*='/leaders/']")
    page = browser.get(way["href"])
    assert "Mean 3 on a scale from 1 to 10." in words_of(page)
    assert len(page.select("blockquote")) == 5
    assert "The new room is good" in browser.open("feedback.leaders_sheet", **results(town)).text
    file = browser.get(f"{way['href']}.csv?table=words")
    assert file.text.count("The new room is good") == 5
    browser.post(page.select_one("form[action*=hide]")["action"])
    assert len(browser.follow().select("blockquote")) == 4


def test_nobody_else_reads_it_and_no_other_figure_counts_it(browser, town):
    answered(town, *[{"leader-strength": 3}] * 5)
    browser.sign_in(town.fanni)
    browser.open("feedback.leaders_results", **results(town), status=403)
    assert not browser.open("feedback.forms").select("a[href*='/leaders/']")
    assert queries.figures_of_the_year(town.group) == []
    browser.sign_in(town.olli)
    browser.open("feedback.leaders_results", **results(town), status=404)


def test_a_new_half_year_asks_anew(browser, town, clock):
    clock(SPRING)
    first = leaders.ask_of_now(town.ours)
    address = f"/p/{operations.address_of(first).token}/en"
    assert leaders.ask_of_now(town.ours) is first and first.is_open
    clock(SUMMER)
    assert not first.is_open and leaders.ask_of_now(town.ours) is not first
    page = browser.get(address, status=410)
    assert "Answers were taken until Wed 30 Jun." in words_of(page)
    assert "Tell the group's leader" not in page.text
    names = [each.name for each in leaders.look_backs(town.ours)]
    assert names == ["July to December 2027", "January to June 2027"]


def test_an_organisation_asks_its_leaders_in_its_own_words(town):
    with unit_of_work():
        operations.load_forms()
        own = editing.copy(queries.form("leaders-own-look-back"), town.ours)
        editing.publish(own)
    assert leaders.ask_of_now(town.ours).form == own
    assert leaders.ask_of_now(town.theirs).form.organisation_id is None
