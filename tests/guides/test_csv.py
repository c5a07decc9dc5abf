"""Guides go out into a file and come in from one, looked at before anything is written."""

import pytest

from tests.guides import shelf
from webapp.db import db, unit_of_work
from webapp.guides.models import Guide

HEAD = ",".join(shelf.catalogue.GUIDE_COLUMNS)
NEW = "uusi,A new guide,Uusi ry,2024,fi,https://uusi.example/,guide,leaders,grief,Uusi.,New.,\n"


@pytest.fixture
def pia(town, browser):
    shelf.fill()
    return browser.sign_in(town.pia)


def sent(browser, content, status=303, **form):
    """Send a file as a browser does; the page that comes, or the one it leads to."""
    from io import BytesIO

    data = {"file": (BytesIO(content), "guides.csv"), "whose": "shared", **form}
    page = browser.send("guides.send_file", data, status=status)
    return browser.follow() if status == 303 else page


def confirm(browser, page):
    return browser.post(page.select("main form")[-1]["action"])


def guide(slug):
    db.session.expire_all()
    return db.session.scalar(db.select(Guide).where(Guide.slug == slug))


def test_what_would_be_new_changed_and_refused_is_seen_before_anything_is_written(pia):
    changed = shelf.GUIDES.replace("Suru ry,2019", "Surun talo ry,2020").lstrip()
    page = sent(pia, f"{HEAD}\n{changed}{NEW}bad id,No,,,fi,,guide,,,,,\n".encode())
    told = page.main.text
    assert "1 new" in told and "A new guide" in told
    assert "1 changed" in told and page.main.find("del", string="2019")
    assert "1 refused" in told and "bad id" in told
    assert guide("uusi") is None and guide("sururyhma").publisher == "Suru ry"
    confirm(pia, page)
    assert guide("uusi").title == "A new guide" and guide("sururyhma").year == 2020


def test_what_may_be_in_the_library_already_is_shown_beside_what_is_new(pia):
    page = sent(pia, f"{HEAD}\n{NEW.replace('A new guide', 'Sururyhmän ohjaajan oppaat')}".encode())
    assert "There is a guide like this already" in page.main.text
    assert page.find("a", string="Sururyhmän ohjaajan opas")


def test_what_changes_is_told_by_names(pia):
    changed = shelf.GUIDES.replace("grief;leading", "grief;migrants").replace("2019,fi", "2019,sv")
    told = sent(pia, f"{HEAD}\n{changed.lstrip()}".encode()).main.text
    assert "Grief, Migrants" in told and "Finnish Swedish" in " ".join(told.split())


def test_what_goes_out_comes_in_without_a_change(pia):
    with unit_of_work():
        guide("sururyhma").title = "=HYPERLINK(1), ”a;b”"
    answer = pia.client.get(pia.url("guides.export", "en", {}))
    assert "'=HYPERLINK" in answer.data.decode("utf-8-sig"), "no formula for a spreadsheet to run"
    page = sent(pia, answer.data)
    assert "The file changes nothing" in page.main.text and "6 as they were" in page.main.text


def test_a_title_that_is_a_formula_is_only_a_title(pia):
    page = sent(pia, f"{HEAD}\n{NEW.replace('A new guide', '=1+1')}".encode())
    confirm(pia, page)
    assert guide("uusi").title == "=1+1"


def test_a_finnish_excels_semicolons_are_understood(pia):
    row = 'uusi;Uusi opas;;2024;fi;;guide;"leaders;trainers";grief;Uusi.;;\n'
    page = sent(pia, f"{HEAD.replace(',', ';')}\n{row}".encode("utf-8-sig"))
    assert "1 new" in page.main.text
    confirm(pia, page)
    assert guide("uusi").audiences == {"leaders", "trainers"}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Choose a file"),
        (b"id;title\n", "The first line must be this"),
        (f"{HEAD}\n".encode("utf-16"), "not in UTF-8"),
        (f"{HEAD}\nx,Käsikirja".encode("latin-1"), "not in UTF-8"),
        (b"\x00\x01\x02", "not in UTF-8"),
    ],
)
def test_a_file_that_can_not_be_read_is_refused_in_a_sentence(pia, content, said):
    status = 422 if not content else 409
    assert said in sent(pia, content, status=status).text


def test_a_curators_file_brings_the_organisations_own_guides(pia, town):
    page = sent(pia.sign_in(town.ulla), f"{HEAD}\n{NEW}".encode(), whose="own")
    confirm(pia, page)
    assert guide("uusi").organisation_id == town.ours.id


def test_a_curators_file_does_not_touch_what_all_share(pia, town):
    changed = shelf.GUIDES.replace("Suru ry,2019", "Surun talo ry,2020").lstrip()
    page = sent(pia.sign_in(town.ulla), f"{HEAD}\n{changed}".encode(), whose="shared")
    assert "belongs to another guide" in page.main.text
    assert "The file changes nothing" in page.main.text


def test_only_the_sender_confirms_and_only_once(pia, town):
    page = sent(pia, f"{HEAD}\n{NEW}".encode())
    address = page.select("main form")[-1]["action"]
    pia.sign_in(town.ulla).post(address, status=404)
    pia.sign_in(town.pia).post(address)
    pia.post(address, status=404)


def test_too_big_a_file_is_refused_in_a_sentence(pia):
    page = sent(pia, b"x" * 3_000_000, status=413)
    assert "Choose a smaller file" in page.text


def test_setting_up_again_lets_be_what_a_person_has_edited(pia, town):
    from webapp.cli.library import load_library
    from webapp.guides import curation

    with unit_of_work():
        load_library()
    with unit_of_work():
        mended = db.session.scalars(db.select(Guide).where(Guide.url != "")).first()
        curation.edit(mended, {"title": "Mended by Pia"}, "en", "")
        from webapp.guides.versions import versions_of

        for version in db.session.scalars(versions_of(mended)):
            version.user_id = town.pia.id
    with unit_of_work():
        load_library()
    assert guide(mended.slug).title == "Mended by Pia"
