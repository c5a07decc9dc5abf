import json

import pytest

from tests.guides import shelf
from webapp import short
from webapp.circles.models import CircleRole, Member
from webapp.collections import operations, queries
from webapp.collections.models import Collection
from webapp.db import db, unit_of_work
from webapp.guides.models import Guide
from webapp.guides.states import GuideState


@pytest.fixture(autouse=True)
def library(town):
    shelf.fill()


@pytest.fixture
def ulla(town, browser):
    return browser.sign_in(town.ulla)


@pytest.fixture
def collection(town):
    """A published one with three guides, in the order of their ids."""
    with unit_of_work():
        made = operations.begin(town.ours, "en", {"title": "For new leaders", "intro": "Begin."})
        for guide in db.session.scalars(db.select(Guide).order_by(Guide.id).limit(3)):
            operations.add(made, guide)
        operations.publish(made)
    return made


def titles(page, selector="ol h2"):
    return [tag.text.strip() for tag in page.select(selector)]


def test_a_curator_makes_a_collection_from_its_name_to_its_address(ulla):
    ulla.send("collections.begin", {"title": "For new leaders", "intro": "Start from the top."})
    draft = ulla.answer.location
    found = ulla.get(f"{draft}?words=sururyhmä").select("#offered form")
    assert found, "guides are found by their words"
    ulla.post(found[0]["action"])
    ulla.post(f"{draft}/publish", {"wanted": "1"})
    ulla.sign_in(None)
    page = ulla.open("collections.show", organisation="mielen", collection_slug="for-new-leaders")
    assert titles(page) == ["Sururyhmän ohjaajan opas"]
    assert "Start from the top." in page.main.text


def test_a_draft_is_not_there_for_strangers(ulla):
    ulla.send("collections.begin", {"title": "Unready", "intro": ""})
    ulla.sign_in(None)
    ulla.open("collections.show", organisation="mielen", collection_slug="unready", status=404)


def test_an_empty_collection_is_not_published(ulla):
    ulla.send("collections.begin", {"title": "Empty", "intro": ""})
    page = ulla.post(f"{ulla.answer.location}/publish", {"wanted": "1"}, status=409)
    assert "Add a guide first." in page.text


def test_a_collection_needs_a_name_and_what_was_typed_is_kept(ulla):
    page = ulla.send("collections.begin", {"title": " ", "intro": "For all"}, status=422)
    assert "Enter a name for the collection" in page.main.text
    assert page.textarea.text.strip() == "For all"


def test_two_collections_of_one_name_have_addresses_of_their_own(ulla):
    for _each in range(2):
        ulla.send("collections.begin", {"title": "Selkokieli", "intro": ""})
    slugs = db.session.scalars(db.select(Collection.slug).order_by(Collection.id)).all()
    assert slugs == ["selkokieli", "selkokieli-2"]


def test_a_guide_is_moved_up_and_the_others_make_room(ulla, collection):
    last = collection.items[-1]
    ids = {"collection_id": collection.id, "item_id": last.id}
    before = [item.guide.title for item in collection.items]
    ulla.send("collections.place", {"position": "1"}, **ids)
    page = ulla.open("collections.edit", collection_id=collection.id)
    assert titles(page, "ol .title") == [before[2], before[0], before[1]]


def test_an_odd_place_changes_nothing(ulla, collection):
    ids = {"collection_id": collection.id, "item_id": collection.items[0].id}
    before = [item.guide_id for item in collection.items]
    for odd in ("", "first", "99999999999", "-1"):
        ulla.send("collections.place", {"position": odd}, **ids)
    db.session.expire_all()
    assert [item.guide_id for item in collection.items] == before


def test_a_line_says_why_a_guide_is_there(ulla, collection):
    item = collection.items[0]
    ids = {"collection_id": collection.id, "item_id": item.id}
    ulla.send("collections.line", {"line": "Read this <b>first</b>"}, **ids)
    ulla.sign_in(None)
    page = ulla.open("collections.show", organisation="mielen", collection_slug=collection.slug)
    assert page.select_one("ol strong").text == "Read this <b>first</b>"


def test_a_guide_is_put_in_a_collection_from_its_own_page(ulla, collection):
    page = ulla.open("guides.show", guide_slug="sanoja")
    way = next(a["href"] for a in page.select(".buttons a") if "collection" in a.text)
    ulla.post(ulla.get(way).select_one(".rows form")["action"])
    assert "Sanoja surusta" in ulla.follow().select("ol .title")[-1].text


def test_the_same_guide_twice_is_there_once(collection):
    with unit_of_work():
        operations.add(collection, collection.items[0].guide)
    assert len(collection.items) == 3


def test_leaders_of_a_group_see_what_they_were_given(ulla, town, collection):
    form = {"circles": [str(town.group.id)]}
    ulla.send("collections.hand", form, collection_id=collection.id)
    page = ulla.sign_in(town.fanni).open("groups.show", group_id=town.group.id)
    assert "For new leaders" in page.main.text
    ulla.sign_in(None)
    page = ulla.open("groups.public", organisation="mielen", group_slug=town.group.slug)
    assert "For new leaders" not in page.text, "it is for the leaders"
    ulla.sign_in(town.ulla).send("collections.hand", {}, collection_id=collection.id)
    page = ulla.sign_in(town.fanni).open("groups.show", group_id=town.group.id)
    assert "For new leaders" not in page.main.text


def test_another_organisations_group_can_not_be_chosen(ulla, town, collection):
    with unit_of_work():
        theirs = type(town.group)(organisation=town.theirs, name="Theirs", slug="theirs")
        theirs.members = [Member(organisation_id=2, name="Olli", role=CircleRole.PARTICIPANT)]
        db.session.add(theirs)
    form = {"circles": [str(theirs.id), "nonsense"]}
    ulla.send("collections.hand", form, collection_id=collection.id, status=422)
    ulla.send("collections.hand", {"circles": [str(theirs.id)]}, collection_id=collection.id)
    assert queries.circles_with(collection) == set()


def test_on_paper_each_guide_has_a_code_and_an_address_short_enough_to_type(browser, collection):
    page = browser.open("collections.sheet", organisation="mielen", collection_slug=collection.slug)
    rows = page.select("ol.codes > li")
    assert len(rows) == 3 and all(row.svg for row in rows)
    printed = rows[1].select(".meta")[-1].text.strip()
    assert len(printed) <= len("localhost/g/") + 2
    browser.get("/" + printed.partition("/")[2], status=302)
    page = browser.follow()
    assert page.h1.text == collection.items[1].guide.title


@pytest.mark.parametrize("code", ["zzzzzzz", "u", "%20", "0", "aaaaaaaaaaaaaaaaaaaaaaaa", "ä"])
def test_a_mistyped_short_address_is_not_found(browser, code):
    browser.get(f"/g/{code}", status=404)


def test_machines_are_told_the_guides_in_their_order(browser, collection):
    page = browser.open("collections.show", organisation="mielen", collection_slug=collection.slug)
    told = json.loads(page.find("script", type="application/ld+json").text)
    assert told["@type"] == "ItemList"
    assert [row["name"] for row in told["itemListElement"]] == titles(page)
    browser.get(told["itemListElement"][0]["url"].removeprefix("http://localhost"))


def test_codes_lead_back_to_their_numbers():
    for number in (1, 31, 32, 313, 100_000):
        assert short.number_of(short.code_of(number)) == number
    assert short.number_of("1O") == short.number_of("il") - 1 == 32


def test_a_collections_page_takes_as_many_statements_however_long_it_is(
    browser, collection, statements
):
    def counted():
        at = {"organisation": "mielen", "collection_slug": collection.slug}
        browser.open("collections.show", **at)
        with statements() as seen:
            browser.open("collections.show", **at)
        return len(seen)

    before = counted()
    with unit_of_work():
        for guide in db.session.scalars(db.select(Guide)):
            operations.add(collection, guide)
    assert counted() == before


@pytest.fixture
def hidden(town):
    """Other ry's own guide, which it shows to its own people only."""
    with unit_of_work():
        guide = db.session.scalars(db.select(Guide).where(Guide.slug == "sorg")).one()
        guide.organisation_id = town.theirs.id
    return guide


def test_nothing_is_told_of_another_organisations_own_guide(ulla, town, collection, hidden):
    ids = {"collection_id": collection.id, "guide_slug": hidden.slug}
    ulla.send("collections.add", **ids, status=404)
    assert hidden.title not in ulla.open("collections.index", guide=hidden.slug).text
    ulla.send("collections.keep", {"wanted": "1"}, guide_slug=hidden.slug, status=404)
    code = f"/g/{short.code_of(hidden.id)}"
    ulla.get(code, status=404)
    ulla.sign_in(None).get(code, status=404)
    ulla.sign_in(town.olli).get(code, status=302)


def test_a_guide_that_is_no_longer_public_is_not_on_the_public_page(
    browser, town, ulla, collection
):
    gone = collection.items[1]
    with unit_of_work():
        gone.guide.organisation_id = town.theirs.id
    for reader in (None, town.ulla):
        for endpoint in ("show", "sheet"):
            at = {"organisation": "mielen", "collection_slug": collection.slug}
            page = browser.sign_in(reader).open(f"collections.{endpoint}", **at)
            assert gone.guide.title not in page.text, (reader, endpoint)
    page = browser.open("collections.edit", collection_id=collection.id)
    assert gone.guide.title not in page.text
    ids = {"collection_id": collection.id, "item_id": gone.id}
    browser.open("collections.line", **ids, status=404)


def test_our_own_guide_is_in_the_collection_for_our_own_people_only(ulla, town, collection):
    with unit_of_work():
        own = collection.items[0].guide
        own.organisation_id = town.ours.id
    address = ulla.url("collections.edit", "en", {"collection_id": collection.id})
    assert own.title in ulla.get(f"{address}?words=sururyhmä").select_one("#offered").text
    assert "Strangers do not see" in ulla.get(address).main.text
    at = {"organisation": "mielen", "collection_slug": collection.slug}
    page = ulla.sign_in(town.fanni).open("collections.show", **at)
    assert own.title in titles(page) and "Only in our organisation" in page.main.text
    told = json.loads(page.find("script", type="application/ld+json").text)
    assert own.title not in [row["name"] for row in told["itemListElement"]]
    assert own.title not in ulla.open("collections.sheet", **at).text
    assert own.title not in ulla.sign_in(None).open("collections.show", **at).text


def test_a_retired_guide_says_so_and_is_not_printed(browser, collection):
    old, new = collection.items[0].guide, collection.items[1].guide
    with unit_of_work():
        old.state, old.replaced_by = GuideState.RETIRED, new
    at = {"organisation": "mielen", "collection_slug": collection.slug}
    page = browser.open("collections.show", **at)
    first = page.select_one("ol.list > li")
    assert "Taken out of the library" in first.text
    assert first.select_one(f"a[href$={new.slug}]").text == new.title
    assert old.title not in browser.open("collections.sheet", **at).text


def test_a_deleted_collection_takes_its_words_along_and_leaves_the_guides(ulla, collection):
    ulla.send("collections.discard", collection_id=collection.id)
    assert db.session.scalars(db.select(Collection)).all() == []
    assert db.session.scalar(db.select(db.func.count(Guide.id))) == 6
