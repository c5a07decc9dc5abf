"""The report as a coordinator reads it, and the grants that she tells of."""

from datetime import date, timedelta

import pytest

from tests.reports.test_figures import a_grant, groups
from webapp.db import db, unit_of_work
from webapp.i18n import today
from webapp.reports.figures import Figures
from webapp.reports.models import Figure, Grant, GrantCircle
from webapp.reports.periods import Period
from webapp.reports.scope import Scope


def rows(page):
    """Every row of the page's tables: its name and its cells."""
    return {
        next(row.th.stripped_strings): [cell.get_text(" ", strip=True) for cell in row.select("td")]
        for row in page.select("#report tbody tr")
    }


def test_the_page_shows_the_figures(kaisa, demo):
    told = Figures(Scope(demo, Period.year(today().year))).numbers
    shown = rows(kaisa.open("reports.show"))
    for name, figure in {
        "Held": Figure.HELD,
        "Visits": Figure.VISITS,
        "New people": Figure.NEW,
    }.items():
        assert shown[name][0] == f"{told[figure]:,}"
    assert shown["Volunteers"][0] == "2 STEA’s band: 1–9"
    assert shown["Paid leaders"][0] == "1"


def test_a_time_that_is_not_over_is_said_to_be_a_part(kaisa):
    year = today().year
    assert "part of the time" in kaisa.open("reports.show").select_one("#report").text
    last = kaisa.open("reports.show", period=f"{year - 1}").select_one("#report").text
    assert "part of the time" not in last
    ending_today = f"{today() - timedelta(days=9)}_{today()}"
    assert "part of the time" in kaisa.open("reports.show", period=ending_today).text


def test_the_figures_of_a_grant_are_those_of_its_groups(kaisa, demo):
    grant = a_grant(demo, *groups(demo, "selva-suunta"))
    shown = rows(kaisa.open("reports.show", grant=grant.id))
    assert shown["Groups that met"][0] == "1"
    assert shown["Different people"][0] == shown["New people"][0] == "Not known"


@pytest.mark.parametrize(
    "odd", ["", "x", "2026-3", "1999", "0000-01-01_2026-01-01", "2026-05-01_2026-04-01",
            "2026-13-01_2026-14-01", "2020-01-01_2026-01-01", "2026_2027_2028", "_", "9" * 500]
)  # fmt: skip
def test_an_odd_address_means_this_year(kaisa, odd):
    page = kaisa.open("reports.show", period=odd, grant="x" + odd)
    assert page.select_one("option[selected]")["value"] == str(today().year)


def test_grants_of_others_are_not_there(kaisa, demo):
    with unit_of_work():
        theirs = Grant(organisation_id=demo.id + 1, name="Secret", funder="")
        db.session.add(theirs)
    assert "Secret" not in kaisa.open("reports.show", grant=theirs.id).text
    assert "Secret" not in kaisa.open("reports.grant_list").text
    for endpoint in ("reports.edit_grant", "reports.groups_of_grant"):
        kaisa.open(endpoint, grant_id=theirs.id, status=404)
    ours, theirs_too = groups(demo, "nour", "sorggrupp")
    kaisa.send("reports.include", grant_id=theirs.id, circle_id=ours.id, status=404)
    mine = a_grant(demo)
    kaisa.send("reports.include", grant_id=mine.id, circle_id=theirs_too.id, status=404)


def test_a_coordinator_adds_a_grant_and_its_groups(kaisa, demo):
    kaisa.send("reports.add_grant", {"name": "  Elo  ja arki ", "funder": "STEA"})
    page = kaisa.follow()
    assert page.select_one(".lead").text == "Elo ja arki, STEA"
    grant = db.session.scalars(db.select(Grant).where(Grant.name == "Elo ja arki")).one()
    (nour,) = groups(demo, "nour")
    for _twice in range(2):
        kaisa.send("reports.include", grant_id=grant.id, circle_id=nour.id)
    assert "now belongs" in kaisa.follow().text
    days = {"first": "2026-03-01", "last": "31.5.2026"}
    kaisa.send("reports.belonging", days, grant_id=grant.id, circle_id=nour.id)
    row = db.session.scalars(db.select(GrantCircle).where(GrantCircle.grant_id == grant.id)).one()
    assert (row.first_day, row.last_day) == (date(2026, 3, 1), date(2026, 5, 31))
    kaisa.send("reports.leave_out", grant_id=grant.id, circle_id=nour.id)
    assert "No groups yet" in kaisa.follow().text
    kaisa.send("reports.remove_grant", grant_id=grant.id)
    assert "Elo ja arki" not in kaisa.follow().select_one("main").text


def test_days_that_make_no_sense_are_said(kaisa, demo):
    backwards = {"first": "2026-05-01", "last": "2026-04-01"}
    page = kaisa.send("reports.days", backwards, status=422)
    assert "follow each other" in page.select_one(".error").text
    grant = a_grant(demo, *groups(demo, "nour"))
    where = {"grant_id": grant.id, "circle_id": grant.circles[0].circle_id}
    page = kaisa.send("reports.belonging", backwards, status=422, **where)
    assert "before the first" in page.select_one(".error").text
    kaisa.send("reports.days", {"first": "2026-03-01", "last": "2026-04-01"}, grant=grant.id)
    page = kaisa.follow()
    assert [option["value"] for option in page.select("option[selected]")] == [
        "2026-03-01_2026-04-01",
        str(grant.id),
    ]


def test_a_group_to_add_is_found_by_words(kaisa, demo):
    grant = a_grant(demo)
    page = kaisa.open("reports.groups_of_grant", grant_id=grant.id, words="nour")
    assert [row.select_one("[translate=no]").text for row in page.select("#results li")] == [
        "Nour, an Arabic-speaking women's group"
    ]


def test_the_number_of_statements_does_not_grow_with_the_groups(kaisa, demo, statements):
    few = a_grant(demo, *groups(demo, "nour"))
    many = a_grant(demo, *groups(demo, "nour", "aallonpohja", "selva-suunta", "sohvalta-sohvalle"))
    counts = []
    for grant in (few, many):
        with statements() as seen:
            kaisa.open("reports.show", grant=grant.id)
        counts.append(len(seen))
    assert counts[0] == counts[1] < 30
