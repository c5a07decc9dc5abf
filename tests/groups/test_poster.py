"""A group's poster on the wall of a library: it says what, where and when, and leads on."""

from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from webapp import pdf, texts
from webapp.db import now, unit_of_work
from webapp.groups.models import Visibility, Welcome
from webapp.meetings import operations as meetings


@pytest.fixture
def wall(town, browser):
    """The grief group, and next week's meeting called off."""
    group = town.group
    start = now() + timedelta(days=7)
    with unit_of_work():
        group.welcomes = {"step-free", "free"}
        texts.write(group, "name", "fi", "Sururyhmä")
        off = meetings.add(group, meetings.Span(start, start + timedelta(hours=1)))
        meetings.cancel(off, "ill")
    return browser


AT = {"organisation": "mielen", "group_slug": "grief-group"}


def test_a_poster_says_what_where_and_when(wall):
    page = wall.open("groups.poster", lang="fi", **AT)
    for told in ("Sururyhmä", "Kirjasto, Oulu", "Mielen ry", "Maksuton", "Esteetön sisäänkäynti"):
        assert told in page.main.text
    assert page.main.select(".symbols svg"), "each symbol stands beside its word"
    assert not page.select("script[src*=htmx]")


def test_a_meeting_that_is_called_off_is_said_to_be_so(wall):
    page = wall.open("groups.poster", lang="fi", **AT)
    row = next(li for li in page.select(".dates li") if "PERUTTU" in li.text)
    assert row.find("del"), "its day is struck through"


def test_the_short_address_leads_to_the_groups_page(wall):
    page = wall.open("groups.poster", **AT)
    short = page.select_one(".short").text.strip()
    assert len(short) <= len("localhost/r/") + 3
    wall.get("/" + short.partition("/")[2], status=302)
    assert wall.follow().h1.text.strip() == "Sururyhmä"


def test_two_languages_stand_side_by_side_each_in_its_own_direction(wall):
    page = wall.open("groups.poster", language=["sv", "fi", "en"], **AT)
    columns = page.select(".columns > section")
    assert [(c["lang"], c["dir"]) for c in columns] == [("sv", "ltr"), ("fi", "ltr")]
    assert "Avgiftsfri" in columns[0].text and "Maksuton" in columns[1].text


@pytest.mark.parametrize("odd", ["xx", "", "<b>"])
def test_an_odd_language_is_the_readers_own(wall, odd):
    page = wall.open("groups.poster", lang="sv", language=odd, **AT)
    assert [c["lang"] for c in page.select(".columns > section")] == ["sv"]


def test_a_group_that_is_not_public_has_no_poster_and_no_short_address(wall, town):
    with unit_of_work():
        town.group.visibility = Visibility.INTERNAL
    wall.open("groups.poster", status=404, **AT)
    wall.open("group.short", code="1", status=404)


def test_the_poster_is_one_page_of_pdf_where_that_can_be_made(wall):
    page = wall.open("groups.poster", **AT)
    button = page.find("button", attrs={"name": "as"})
    assert bool(button) == pdf.is_possible(), "it is offered only if it can be made"
    if button:
        answer = wall.client.get(wall.url("groups.poster", "fi", {**AT, "as": "pdf"}))
        read = PdfReader(BytesIO(answer.data))
        assert len(read.pages) == 1
        assert "Sururyhmä" in read.pages[0].extract_text()
        width, height = read.pages[0].mediabox[2:]
        assert (round(width), round(height)) == (595, 842), "it is of A4"


@pytest.mark.skipif(not pdf.is_possible(), reason="WeasyPrint is an extra")
def test_two_languages_and_a_long_story_fit_on_one_sheet(wall, town):
    with unit_of_work():
        town.group.welcomes = set(Welcome)
        for tag in ("fi", "sv"):
            texts.write(town.group, "description", tag, "Tulemme yhteen ja juttelemme. " * 60)
        for week in range(2, 9):
            start = now() + timedelta(weeks=week)
            meetings.add(town.group, meetings.Span(start, start + timedelta(hours=1)))
    at = {**AT, "language": ["fi", "sv"], "as": "pdf"}
    read = PdfReader(BytesIO(wall.client.get(wall.url("groups.poster", "fi", at)).data))
    assert len(read.pages) == 1
    assert "/r/" in read.pages[0].extract_text(), "the short address is there too"
