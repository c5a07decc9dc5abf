"""A reader looks for a guide: words, filters, pages of results, and what each result tells."""

import pytest

from tests.guides import shelf
from webapp.db import db, unit_of_work
from webapp.guides.models import Guide


@pytest.fixture(autouse=True)
def shelf_of_guides(app):
    shelf.fill()


def titles(page):
    return [a.text for a in page.select("#results h2 a")]


def count(page, facet, value):
    return int(page.find(id=f"{facet}-{value}-count").text or 0)


def test_anyone_may_look_at_all_the_guides(browser):
    page = browser.open("guides.index")
    assert len(titles(page)) == 6
    assert "6 guides" in page.find(id="found").text
    assert browser.answer.cache_control.public and browser.answer.headers["ETag"]


def test_a_page_that_has_not_changed_is_not_sent_again(browser):
    browser.open("guides.index")
    mark = browser.answer.headers["ETag"]
    browser.get("/en/guides", status=304, **{"If-None-Match": mark})


def test_ones_own_language_comes_first(browser):
    assert titles(browser.open("guides.index", lang="sv"))[0] == "Att leda en sorggrupp"
    assert titles(browser.open("guides.index", lang="fi-simple"))[0].endswith("selkokielellä")


@pytest.mark.parametrize("words", ["sururyhmä", "SURURYHMÄN", "sururyhm", "sururyhma"])
def test_a_guide_is_found_by_its_words(browser, words):
    page = browser.open("guides.index", words=words)
    assert titles(page)[0] == "Sururyhmän ohjaajan opas"
    assert page.find(id="words")["value"] == words


def test_a_guide_is_found_by_its_topics_other_names(browser):
    assert "Sanoja surusta" in titles(browser.open("guides.index", words="läheisen kuolema"))
    assert "Vertaisryhmäopas selkokielellä" in titles(
        browser.open("guides.index", words="refugees migrants")
    )


def test_search_as_you_type_gets_the_results_and_the_new_counts(browser):
    page = browser.open("guides.index", words="sururyhmä", target="results")
    assert page.html is None and page.select_one("input") is None
    assert titles(page)[0] == "Sururyhmän ohjaajan opas"
    number = page.find(id="topic-migrants-count")
    assert number["hx-swap-oob"] == "true"


def test_values_of_a_facet_widen_and_facets_narrow(browser):
    page = browser.open("guides.index", kind=["form", "handbook"])
    assert len(titles(page)) == 3
    page = browser.open("guides.index", kind=["form", "handbook"], topic="leading")
    assert sorted(titles(page)) == ["Palautelomakkeet ryhmille", "Vertaistoiminta kannattaa"]


def test_counts_say_what_one_more_choice_would_show(browser):
    page = browser.open("guides.index", topic="grief")
    assert count(page, "topic", "grief") == 3
    assert count(page, "topic", "leading") == 4  # as if no topic were chosen: it would widen
    assert count(page, "language", "sv") == 1
    assert count(page, "kind", "form") == 0
    assert len(titles(browser.open("guides.index", topic="grief", kind="handbook"))) == count(
        page, "kind", "handbook"
    )


def test_a_chosen_filter_can_be_taken_away(browser):
    page = browser.open("guides.index", topic="grief", kind="handbook", words="leda")
    chips = page.select(".chips a")
    assert [next(chip.strings) for chip in chips[:2]] == ["Handbook", "Grief"]
    page = browser.get(chips[0]["href"])
    assert page.find(id="words")["value"] == "leda"
    assert [box["value"] for box in page.select("input[checked]")] == ["grief"]


def test_nothing_found_offers_a_way_on(browser):
    page = browser.open("guides.index", words="xylofoni", kind="form")
    results = page.find(id="results")
    assert "“xylofoni”" in results.text and not titles(page)
    topics = [a for a in results.select("a") if "topic=" in a["href"]]
    assert len(topics) == 3
    wider = next(a for a in results.select("a") if "words=xylofoni" in a["href"])
    assert "kind" not in wider["href"]


def test_a_result_says_what_language_it_is_in(browser):
    page = browser.open("guides.index", lang="sv")
    results = {h2.a.text: h2.find_parent("li") for h2 in page.select("#results h2")}
    easy, swedish = results["Vertaisryhmäopas selkokielellä"], results["Att leda en sorggrupp"]
    assert "På lätt finska" in easy.select_one(".badge").text
    assert easy.h2.a["lang"] == "fi-simple" and easy.h2.a["translate"] == "no"
    assert "lang" not in swedish.h2.a.attrs and not swedish.select_one(".badge")
    assert swedish.select_one("p[lang=fi]").text.startswith("Ruotsinkielinen kirja")
    assert "Beskrivning på finska" in swedish.text


def test_a_result_says_that_it_is_a_copy_or_that_nobody_knows_where_it_is(browser):
    results = {li.h2.a.text: li for li in browser.open("guides.index").select("#results li.card")}
    badges = {title: [b.text for b in li.select(".badge")] for title, li in results.items()}
    assert badges["Vertaistoiminta kannattaa"] == ["A copy"]
    assert badges["Palautelomakkeet ryhmille"] == ["No address"]
    assert badges["Sururyhmän ohjaajan opas"] == []


def test_many_guides_come_a_page_at_a_time(browser):
    with unit_of_work():
        db.session.add_all(
            Guide(slug=f"more-{n}", title=f"More {n}", language="en", kind="video")
            for n in range(40)
        )
    page = browser.open("guides.index", kind="video")
    assert len(titles(page)) == 20
    page = browser.get(page.find("a", string="Next")["href"])
    assert len(titles(page)) == 20
    assert not page.find("a", string="Next")
    assert [box["value"] for box in page.select("input[checked]")] == ["video"]


def test_of_guides_as_good_the_one_in_the_readers_language_comes_first(browser):
    row = "{0}-{1},{2} Kuukunan,Kuukuna ry,2020,{1},,guide,,,,,\n"
    titles_of = {"en": "A long title of a guide by", "sv": "En lång titel på en guide"}
    shelf.fill_guides("".join(row.format("a", tag, title) for tag, title in titles_of.items()))
    for tag in ("sv", "en"):
        page = browser.get(f"/{tag}/guides?words=kuukuna")
        assert page.select_one("#results h2 a")["href"].endswith(f"a-{tag}")


def the_address(page):
    return page.find("link", rel="canonical")["href"].removeprefix("http://localhost")


def test_a_narrowed_page_is_known_by_its_topic_and_its_title_tells_what_is_on_it(browser):
    page = browser.get("/en/guides?topic=grief&utm_source=x")
    assert page.title.text == "Grief – Guides – Rinki" and page.h1.text == "Guides"
    assert the_address(page) == "/en/guides?topic=grief"
    other = page.find("link", hreflang="sv")["href"]
    assert other == "http://localhost/sv/guides?topic=grief"
    page = browser.get("/en/guides?words=suru&kind=guide")
    assert page.title.text == "suru, Guide – Guides – Rinki"
    assert the_address(page) == "/en/guides"
    with unit_of_work():
        db.session.add_all(
            Guide(slug=f"more-{n}", title=f"More {n}", language="en", kind="video")
            for n in range(40)
        )
    page = browser.get("/en/guides?page=2")
    assert page.title.text == "Guides, page 2 – Rinki"
    assert the_address(page) == "/en/guides?page=2"
    assert the_address(browser.get("/en/guides?page=2&kind=video")) == "/en/guides"


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("page=abc", 200),
        ("page=-1", 200),
        ("page=0", 200),
        ("page=²", 200),
        ("page=2", 404),
        ("page=99999999999999999999999", 200),
        ("topic=nonsense&kind=&language=%00&audience=ä", 200),
        ("words=" + "a" * 5000, 200),
        ("words=" + "ryhmä " * 800, 200),
        ("words=%00%ff%ED%A0%80'\"%25_*()-", 200),
        ("words=a&words=b&topic=grief&topic=grief", 200),
        ("words=" + "(" * 300 + "&page=1&page=2", 200),
    ],
)
@pytest.mark.parametrize("lang", ["fi", "en"])
def test_an_odd_address_never_breaks_the_page(browser, lang, query, status):
    browser.get(f"/{lang}/guides?{query}", status=status)


def test_an_unknown_guide_is_not_found(browser):
    browser.open("guides.show", guide_slug="nothing-like-it", status=404)


@pytest.mark.parametrize("asked", [{}, {"words": "ryhmä"}, {"topic": "leading"}])
def test_more_guides_take_no_more_statements(browser, statements, asked):
    browser.open("guides.index", **asked)  # and the thesaurus is read
    with statements() as few:
        browser.open("guides.index", **asked)
    rows = "".join(
        row.replace(slug, f"{slug}-{n}", 1)
        for n in range(3)
        for row in shelf.GUIDES.lstrip().splitlines(keepends=True)
        for slug in [row.split(",")[0]]
    )
    shelf.fill_guides(rows)
    with statements() as many:
        browser.open("guides.index", **asked)
    assert len(many) == len(few)
    assert len(many) <= (13 if "words" in asked else 7)
