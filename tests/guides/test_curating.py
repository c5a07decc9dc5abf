"""Curators keep the library good: they add, mend, take out and put back."""

import pytest

from tests.guides import shelf
from webapp import texts
from webapp.db import db, unit_of_work
from webapp.guides import curation, duplicates, operations, queries
from webapp.guides.models import Guide
from webapp.guides.states import GuideState
from webapp.guides.versions import versions_of


@pytest.fixture(autouse=True)
def library(town):
    shelf.fill()


@pytest.fixture
def ulla(town, browser):
    return browser.sign_in(town.ulla)


@pytest.fixture
def pia(town, browser):
    return browser.sign_in(town.pia)


@pytest.fixture
def own(town):
    """A guide of Mielen's own, published."""
    facts = {"title": "Our evenings", "kind": "guide", "language": "en", "url": "https://our.fi/a"}
    with unit_of_work():
        guide = curation.add(town.ours, facts, "en", "How we do it.")
        curation.publish(guide)
    return guide


def guide(slug="sururyhma"):
    db.session.expire_all()
    return queries.guides_by_slug([slug])[slug]


def filled(page):
    """A guide's form as the browser would send it."""
    form = page.select_one("main form.form")
    data = {}
    for tag in form.select("input[name], textarea[name], select[name]"):
        if tag.get("type") in ("checkbox", "radio") and not tag.has_attr("checked"):
            continue
        if tag.name == "select":
            value = tag.select_one("option[selected]")["value"]
        else:
            value = tag.text.lstrip("\n") if tag.name == "textarea" else tag.get("value", "")
        data.setdefault(tag["name"], []).append(value)
    return data


def listed(browser):
    return {a.text for a in browser.open("guides.index").select("#results h2 a")}


def test_a_guide_without_an_address_is_added_as_a_draft_and_published(ulla):
    form = {**filled(ulla.open("guides.new")), "title": "Evening by evening", "summary": "A plan."}
    ulla.send("guides.new", form)
    draft = ulla.follow()
    assert "This is a draft" in draft.main.text
    assert "Evening by evening" not in listed(ulla)
    ulla.post(draft.select_one(".card form")["action"])
    assert "Evening by evening" in listed(ulla)


def test_a_curators_guide_is_the_organisations_own(ulla, town, own):
    assert "Our evenings" in listed(ulla.sign_in(town.leo)), "our own people see it"
    for other in (None, town.olli):
        assert "Our evenings" not in listed(ulla.sign_in(other))
        ulla.open("guides.show", guide_slug=own.slug, status=404)


def test_a_draft_is_there_only_for_those_who_look_after_it(ulla, town):
    with unit_of_work():
        curation.add(None, {"title": "Unready", "kind": "guide", "language": "en"}, "en", "")
    for other, status in ((None, 404), (town.leo, 404), (town.ulla, 404), (town.pia, 200)):
        ulla.sign_in(other).open("guides.show", guide_slug="unready", status=status)


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("title", " ", "Enter the title"),
        ("url", "javascript:alert(1)", "Enter a web address"),
        ("url", "https://me:secret@site.fi/", "Enter a web address"),
        ("year", "1066", "Enter a year between"),
        ("year", "soon", "Enter a whole number"),
        ("kind", "poem", "Choose the kind"),
    ],
)
def test_what_can_not_be_is_said_and_what_was_typed_is_kept(ulla, field, typed, said):
    form = {**filled(ulla.open("guides.new")), "title": "A guide", "summary": "Kept words"}
    page = ulla.send("guides.new", {**form, field: typed}, status=422)
    assert said in page.main.text and "Kept words" in page.textarea.text


def test_html_in_a_title_is_only_letters(ulla, own):
    page = ulla.open("guides.edit", guide_slug=own.slug)
    ulla.send("guides.edit", {**filled(page), "title": "<b>Bold</b>"}, guide_slug=own.slug)
    page = ulla.follow()
    assert page.h1.text == "<b>Bold</b>" and not page.h1.b


@pytest.mark.parametrize(
    "form",
    [
        {"url": "http://www.suru.example/opas/?utm_source=news#top", "title": "Another name"},
        {"url": "https://elsewhere.example/x", "title": "Sururyhmän ohjaajan  OPAS"},
    ],
    ids=["same address", "near-same title"],
)
def test_a_guide_that_is_there_already_is_shown_before_saving(ulla, form):
    blank = filled(ulla.open("guides.new"))
    page = ulla.send("guides.new", {**blank, **form}, status=409)
    assert "Sururyhmän ohjaajan opas" in page.select_one(".panel").text
    assert db.session.scalar(db.select(db.func.count(Guide.id))) == 6
    ulla.send("guides.new", {**filled(page), "anyway": "y"})
    assert ulla.follow().h1.text == form["title"].replace("  ", " ")


def test_every_save_leaves_a_version_with_who_and_when(ulla, own, town):
    page = ulla.open("guides.edit", guide_slug=own.slug)
    ulla.send("guides.edit", {**filled(page), "publisher": "Mielen ry"}, guide_slug=own.slug)
    page = ulla.open("guides.history", guide_slug=own.slug)
    newest = page.select_one(".card")
    assert "Ulla" in newest.text and "edited" in newest.text
    assert newest.ins.text == "Mielen ry"


def test_versions_tell_what_changed_by_names(browser, town):
    def one(slug):
        return db.session.scalars(db.select(Guide).where(Guide.slug == slug)).one()

    with unit_of_work():
        curation.retire(one("sururyhma"), "Old", one("sorg"))
        guide = one("selko")
        names = "title publisher year kind evidence url audiences contents topics".split()
        facts = {name: getattr(guide, name) for name in names}
        curation.edit(guide, facts | {"language": "sv", "topics": guide.topics[:1]}, "en", "New.")
    browser.sign_in(town.pia)
    page = browser.open("guides.history", guide_slug="sururyhma")
    assert "Att leda en sorggrupp" in page.main.text
    told = " ".join(browser.open("guides.history", guide_slug="selko").main.text.split())
    assert "Easy Finnish Swedish" in told and "Group facilitation" in told


def test_a_platform_admin_opens_what_another_organisation_offers(browser, town):
    with unit_of_work():
        guide = db.session.scalars(db.select(Guide).where(Guide.slug == "sorg")).one()
        guide.organisation_id = town.theirs.id
    browser.sign_in(town.pia).open("guides.show", guide_slug="sorg", status=404)
    with unit_of_work():
        curation.offer(guide, True)
    link = browser.open("guides.offered").select_one(".list h2 a")
    assert browser.get(link["href"]).h1.text == "Att leda en sorggrupp"


def test_saving_without_a_change_leaves_none(ulla, own):
    before = db.session.scalars(versions_of(own)).all()
    ulla.send(
        "guides.edit", filled(ulla.open("guides.edit", guide_slug=own.slug)), guide_slug=own.slug
    )
    assert len(db.session.scalars(versions_of(own)).all()) == len(before)


def test_an_earlier_version_is_put_back_and_what_came_between_is_kept(pia):
    page = pia.open("guides.edit", guide_slug="sururyhma")
    changed = {**filled(page), "title": "Worse", "topics": [], "summary": ""}
    pia.send("guides.edit", changed, guide_slug="sururyhma")
    assert guide().title == "Worse"
    pia.send("guides.put_back", guide_slug="sururyhma", number=1)
    back = guide()
    assert back.title == "Sururyhmän ohjaajan opas" and back.publisher == "Suru ry"
    assert {topic.slug for topic in back.topics} == {"grief", "leading"}
    assert back.texts["summary", "en"].body == "How to lead a grief group."
    titles = [version.told["title"] for version in db.session.scalars(versions_of(back))]
    assert titles == ["Sururyhmän ohjaajan opas", "Worse", "Sururyhmän ohjaajan opas"]
    assert "Sururyhmän" in pia.open("guides.index", words="sururyhmän").select_one("#results").text


def test_the_second_of_two_curators_sees_both_versions_and_chooses(pia):
    first = filled(pia.open("guides.edit", guide_slug="sururyhma"))
    second = {**first, "title": "Second title", "publisher": "Second ry"}
    pia.send(
        "guides.edit", {**first, "title": "First title", "year": "2020"}, guide_slug="sururyhma"
    )

    page = pia.send("guides.edit", second, guide_slug="sururyhma", status=409)
    told = page.select_one(".panel").text
    assert "First title" in told and "2020" in told, "what the first saved is shown"
    assert page.find(id="title")["value"] == "Second title", "what the second typed is kept"
    assert guide().title == "First title", "nothing is written over yet"

    chosen = {**filled(page), "theirs": ["year"]}
    pia.send("guides.edit", chosen, guide_slug="sururyhma")
    now = guide()
    assert (now.title, now.year, now.publisher) == ("Second title", 2020, "Second ry")


def test_two_who_changed_different_things_are_not_troubled_about_the_same(pia):
    first = filled(pia.open("guides.edit", guide_slug="sururyhma"))
    pia.send("guides.edit", {**first, "year": "2020"}, guide_slug="sururyhma")
    page = pia.send(
        "guides.edit", {**first, "year": "2020", "title": "New"}, guide_slug="sururyhma"
    )
    assert page is not None and guide().title == "New"


def test_a_retired_guide_leaves_the_library_and_its_page_says_why(pia):
    address = "https://rinki.example/fi/guides/selko?words=x"
    form = {"reason": "A newer edition is out", "instead": address}
    pia.send("guides.retire", form, guide_slug="sururyhma")
    pia.sign_in(None)
    assert "Sururyhmän ohjaajan opas" not in listed(pia)
    page = pia.open("guides.show", guide_slug="sururyhma")
    assert "A newer edition is out" in page.main.text
    assert page.select_one(".panel a")["href"].endswith("/guides/selko")


def test_a_retired_guide_needs_a_reason_and_a_true_replacement(pia):
    page = pia.send(
        "guides.retire", {"reason": "", "instead": "x"}, guide_slug="sururyhma", status=422
    )
    assert "Say why" in page.main.text and "There is no guide" in page.main.text
    form = {"reason": "Old", "instead": "sururyhma"}
    page = pia.send("guides.retire", form, guide_slug="sururyhma", status=409)
    assert "can't replace itself" in page.text


def test_a_retired_guide_comes_back(pia):
    pia.send("guides.retire", {"reason": "Old"}, guide_slug="sururyhma")
    pia.send("guides.publish", guide_slug="sururyhma")
    assert "Sururyhmän ohjaajan opas" in listed(pia)
    assert guide().reason == ""


def test_a_guide_that_needs_attention_is_still_read(pia):
    pia.send("guides.flag", guide_slug="sururyhma")
    assert guide().state == GuideState.NEEDS_ATTENTION
    assert "Sururyhmän ohjaajan opas" in listed(pia.sign_in(None))


def test_an_own_guide_is_offered_to_all_and_accepted(ulla, town, own):
    ulla.send("guides.offer", {"wanted": "1"}, guide_slug=own.slug)
    ulla.sign_in(town.pia)
    assert "Mielen ry" in ulla.open("guides.offered").select_one(".card").text
    ulla.send("guides.answer_offer", {"accepted": "1"}, guide_slug=own.slug)
    assert "Our evenings" in listed(ulla.sign_in(None))
    ulla.sign_in(town.ulla).open("guides.edit", guide_slug=own.slug, status=403)


def test_an_offer_that_is_left_stays_the_organisations_own(ulla, town, own):
    ulla.send("guides.offer", {"wanted": "1"}, guide_slug=own.slug)
    ulla.sign_in(town.pia).send("guides.answer_offer", {"accepted": "0"}, guide_slug=own.slug)
    assert "Our evenings" not in listed(ulla.sign_in(None))
    page = ulla.sign_in(town.pia).send(
        "guides.answer_offer", {"accepted": "1"}, guide_slug=own.slug, status=409
    )
    assert "no longer offered" in page.text


@pytest.mark.parametrize("who", ["leo", "fanni", "kaisa", "olli"])
def test_others_write_no_guides(ulla, town, own, who):
    ulla.sign_in(getattr(town, who))
    status = 404 if who == "olli" else 403
    ulla.open("guides.edit", guide_slug=own.slug, status=status)
    ulla.send("guides.retire", {"reason": "x"}, guide_slug=own.slug, status=status)
    assert guide(own.slug).state == GuideState.PUBLISHED


def test_a_file_that_changes_a_guide_leaves_versions_of_both(pia):
    row = "sururyhma,New name,Suru ry,2019,fi,https://suru.example/opas,guide,leaders,grief,,,\n"
    with unit_of_work():
        operations.import_guides(shelf.as_file(row))
    titles = [version.told["title"] for version in db.session.scalars(versions_of(guide()))]
    assert titles == ["New name", "Sururyhmän ohjaajan opas"]


def test_an_offer_can_be_taken_back_whatever_has_become_of_the_guide(ulla, own):
    with unit_of_work():
        curation.offer(own, True)
        curation.flag(own)
    ulla.send("guides.offer", {"wanted": "0"}, guide_slug=own.slug)
    assert guide(own.slug).offered_at is None


def test_a_guide_that_is_taken_out_is_no_longer_offered(ulla, own):
    with unit_of_work():
        curation.offer(own, True)
        curation.retire(own, "Old", None)
    assert db.session.scalars(queries.offered()).all() == []


def test_drafts_of_the_shared_library_are_not_named_to_others(ulla, town):
    with unit_of_work():
        guide().state = GuideState.DRAFT
    assert duplicates.like(guide().url, guide().title, town.ours.id) == []
    assert duplicates.like(guide().url, guide().title, None) == [guide()]


def test_mending_the_year_leaves_marked_what_had_fallen_behind(pia):
    with unit_of_work():
        curation.word(guide(), "fi", "Aivan uusi kuvaus ryhmästä.")
    page = pia.open("guides.edit", guide_slug="sururyhma")
    pia.send("guides.edit", filled(page) | {"year": "2024"}, guide_slug="sururyhma")
    assert guide().texts["summary", "en"].source_digest != digest_of("fi")


def digest_of(tag):
    return texts.digest(guide().texts["summary", tag].body)
