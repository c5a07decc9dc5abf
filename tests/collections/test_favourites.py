import pytest

from tests.guides import shelf
from webapp.db import db, unit_of_work
from webapp.guides.models import Guide


@pytest.fixture
def fanni(town, browser):
    shelf.fill()
    return browser.sign_in(town.fanni)


def starred(browser):
    return [a.text for a in browser.open("collections.favourites").select(".list h2 a")]


def test_a_leader_keeps_a_guide_at_hand_and_lets_it_go(fanni):
    star = fanni.open("guides.show", guide_slug="sururyhma").select_one(".star form")
    fanni.post(star["action"], {"wanted": "1"})
    fanni.post(star["action"], {"wanted": "1"})
    assert starred(fanni) == ["Sururyhmän ohjaajan opas"]
    fanni.post(star["action"], {"wanted": "0"})
    assert starred(fanni) == []


def test_with_htmx_only_the_star_changes(fanni):
    page = fanni.open("guides.show", guide_slug="sururyhma")
    target = page.select_one(".star")["id"]
    answer = fanni.send(
        "collections.keep", {"wanted": "1"}, guide_slug="sururyhma", target=target, status=200
    )
    assert answer.html is None and "In my guides" in answer.text


def test_nobody_sees_the_favourites_of_another(fanni, town):
    fanni.send("collections.keep", {"wanted": "1"}, guide_slug="sururyhma")
    assert starred(fanni.sign_in(town.leo)) == []


def test_a_stranger_has_no_star(browser):
    shelf.fill()
    page = browser.sign_in(None).open("guides.show", guide_slug="sururyhma")
    assert page.select(".star") == []
    assert "/g/" not in page.text


def test_a_leader_keeps_a_guide_of_her_own_organisation_until_it_is_hers_no_more(fanni, town):
    with unit_of_work():
        guide = db.session.scalars(db.select(Guide).where(Guide.slug == "sururyhma")).one()
        guide.organisation_id = town.ours.id
    star = fanni.open("guides.show", guide_slug="sururyhma").select_one(".star form")
    fanni.post(star["action"], {"wanted": "1"})
    assert starred(fanni) == ["Sururyhmän ohjaajan opas"]
    with unit_of_work():
        guide.organisation_id = town.theirs.id
    assert starred(fanni) == []
