"""What people add to a report: how a figure is known, notes, and words from year to year."""

import pytest

from webapp.db import db, unit_of_work
from webapp.i18n import today
from webapp.reports import operations, queries
from webapp.reports.models import Basis, Block, Figure, Report
from webapp.reports.periods import Period
from webapp.reports.scope import Scope
from webapp.texts import Text


@pytest.fixture
def year(demo):
    return Scope(demo, Period.year(today().year))


def mark_of(page, name):
    row = next(row for row in page.select("#report tr") if name in row.th.text)
    return row.select_one(".basis").get_text(" ", strip=True)


def test_a_figure_says_how_it_is_known_as_stea_asks(kaisa):
    page = kaisa.open("reports.show")
    assert mark_of(page, "Held").startswith("Collected")
    assert mark_of(page, "Hours of volunteers").startswith("Estimate")
    assert "Sample" in page.select_one("#report").text  # feedback
    assert mark_of(page, "Held").endswith("part of the year")
    last = kaisa.open("reports.show", period=str(today().year - 1))
    assert mark_of(last, "Held") == "Collected : Held"
    half = kaisa.open("reports.show", period=f"{today().year}-2")
    assert mark_of(half, "Held").endswith("part of the time")


def test_a_coordinator_changes_the_mark_and_writes_a_note_for_this_report_only(kaisa, year):
    said = {"basis": "estimate", "note": "  Counted  by eye "}
    for _twice in range(2):
        kaisa.send("reports.remark", said, figure="visits")
    page = kaisa.follow()
    assert mark_of(page, "Visits").startswith("Estimate") and "Counted by eye" in page.text
    remark = queries.remarks(year)[Figure.VISITS]
    assert (remark.basis, remark.note) == (Basis.ESTIMATE, "Counted by eye")
    assert queries.remarks(year.year_before) == {}
    of_a_grant = kaisa.open("reports.show", grant=queries.grants_of(year.organisation)[0].id)
    assert "Counted by eye" not in of_a_grant.text


def test_feedback_can_be_marked_too_and_nonsense_can_not(kaisa):
    kaisa.send("reports.remark", {"basis": "collected"}, figure="feedback")
    kaisa.send("reports.remark", {"basis": "true"}, figure="visits", status=422)
    kaisa.send("reports.remark", {"basis": "sample"}, figure="nothing", status=404)
    kaisa.send("reports.remark", {"basis": "sample", "note": "x" * 201}, figure="held", status=422)


def test_the_words_of_last_year_are_offered_and_stay_as_they_were(kaisa, year):
    block = queries.blocks(year.organisation)[0]
    before = queries.passage(year.year_before, block).wording("body").body
    page = kaisa.open("reports.words", block_id=block.id)
    assert page.textarea.text.strip() == "" and before in page.text
    again = kaisa.get(page.select_one("section .button")["href"])
    assert again.textarea.text.strip() == before
    kaisa.send("reports.words", {"body": "A new year.\nOf two lines."}, block_id=block.id)
    shown = kaisa.follow().select_one("#report .lines").text
    assert shown == "A new year.\nOf two lines."
    assert queries.passage(year.year_before, block).wording("body").body == before
    assert "A new year." in kaisa.open("reports.sheet").text


def test_headings_are_added_worded_moved_and_removed(kaisa, year):
    def headings():
        return [row.text for row in kaisa.open("reports.headings").select(".rows .title")]

    first, second = headings()
    kaisa.send("reports.headings", {"heading": "Money"})
    added = db.session.scalars(db.select(Block).order_by(Block.id.desc())).first()
    kaisa.send("reports.raise_heading", block_id=added.id)
    assert headings() == [first, "Money", second]
    kaisa.send("reports.heading", {"heading": "Euros"}, block_id=added.id)
    assert headings() == [first, "Euros", second]
    kaisa.send("reports.words", {"body": "None."}, block_id=added.id)
    kaisa.send("reports.remove_heading", block_id=added.id)
    assert headings() == [first, second]
    left = db.session.scalars(db.select(Text.body)).all()
    assert "Euros" not in left and "None." not in left


def test_reports_of_others_are_their_own(kaisa, demo):
    theirs = operations_of_another(demo.id + 1)
    for endpoint in ("reports.heading", "reports.words"):
        kaisa.open(endpoint, block_id=theirs, status=404)
    kaisa.send("reports.remove_heading", block_id=theirs, status=404)
    assert "Their secret" not in kaisa.open("reports.show").text


def operations_of_another(organisation_id):
    from webapp.accounts.models import Organisation

    with unit_of_work():
        other = db.session.get(Organisation, organisation_id)
        block = operations.add_block(other, "en", "Their secret")
        scope = Scope(other, Period.year(today().year))
        operations.write_passage(scope, block, "en", "Their secret words")
        return block.id


def test_a_removed_grant_takes_its_words_along(demo, year):
    with unit_of_work():
        grant = operations.add_grant(demo, "Arki", "STEA")
        block = queries.blocks(demo)[0]
        operations.write_passage(Scope(demo, year.period, grant), block, "en", "Gone soon")
        operations.remark(Scope(demo, year.period, grant), Figure.HELD, Basis.SAMPLE, "")
    with unit_of_work():
        operations.remove_grant(grant)
    assert "Gone soon" not in db.session.scalars(db.select(Text.body)).all()
    assert not db.session.scalars(db.select(Report).where(Report.grant_id.is_not(None))).all()
