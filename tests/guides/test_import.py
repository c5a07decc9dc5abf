"""The catalogue comes in from CSV files, as often as one likes."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from webapp import texts
from webapp.db import db, unit_of_work
from webapp.guides import catalogue, operations, queries, vocabulary
from webapp.guides.models import Guide, Topic
from webapp.web import Refused

RESOURCES = Path("resources")
HEADER = ",".join(catalogue.GUIDE_COLUMNS)
GOOD = "good,Good guide,Own ry,2020,fi,https://example.org/,guide,leaders,grief,Hyvä.,Good.,"


def import_guides(*rows, header=HEADER, encoding="utf-8"):
    with unit_of_work():
        return operations.import_guides("\r\n".join([header, *rows, ""]).encode(encoding))


def import_topics(*rows):
    header = ",".join(catalogue.TOPIC_COLUMNS)
    with unit_of_work():
        return operations.import_topics("\n".join([header, *rows]).encode())


@pytest.fixture
def grief(app):
    import_topics("grief,suru,sorg,grief,Suru,,sureva;sururyhmä")


def reasons(report):
    return {problem.line: problem.reason for problem in report.problems}


def test_the_whole_catalogue_goes_in_and_a_second_time_changes_nothing(app):
    topics, guides = ((RESOURCES / f"{name}.csv").read_bytes() for name in ("topics", "guides"))
    with unit_of_work():
        first = operations.import_topics(topics), operations.import_guides(guides)
    assert [(report.new, report.problems) for report in first] == [(35, []), (313, [])]

    with unit_of_work():
        again = operations.import_topics(topics), operations.import_guides(guides)
    assert all(report.changes_nothing and not report.problems for report in again)
    assert [report.unchanged for report in again] == [35, 313]
    assert db.session.scalar(select(func.count()).select_from(Guide)) == 313


def test_a_changed_row_changes_its_guide_and_no_other(grief):
    import_guides(GOOD, GOOD.replace("good", "other", 1))
    report = import_guides(GOOD.replace("2020", "2021").replace("Hyvä.", "Parempi."))
    assert (report.new, report.changed, report.unchanged) == (0, 1, 0)
    known = queries.guides_by_slug(["good", "other"])
    assert (known["good"].year, known["other"].year) == (2021, 2020)
    assert known["good"].wording("summary", "fi").body == "Parempi."


def test_a_guide_that_loses_an_audience_and_a_topic_loses_just_them(grief):
    import_guides(GOOD.replace("leaders", "leaders;trainers"))
    report = import_guides(GOOD.replace(",grief,", ",,"))
    guide = queries.guides_by_slug(["good"])["good"]
    assert report.changed == 1
    assert guide.audiences == {"leaders"} and guide.topics == []


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (GOOD.replace("Good guide", ""), "The title is missing."),
        (GOOD.replace("good", "Good Guide!", 1), "may hold only"),
        (GOOD.replace("2020", "20"), "not between 1900 and"),
        (GOOD.replace(",fi,", ",finnish!,"), "not a tag"),
        (GOOD.replace("https://example.org/", "javascript:alert(1)"), "not a web address"),
        (GOOD.replace("https://example.org/", "http://[half"), "not a web address"),
        (GOOD.replace("https://", "https://me:secret@"), "not a web address"),
        (GOOD.replace(",guide,", ",poem,"), "“poem” is not known"),
        (GOOD.replace("leaders", "leaders;cats"), "“cats” is not known"),
        (GOOD.replace(",grief,", ",joy,"), "“joy” is not known"),
        (GOOD.replace("Good guide", "G" * 201), "“title” is longer than 200"),
        (GOOD + ",more", "12 columns are needed"),
        ("", "12 columns are needed"),
        (GOOD.replace("fine", "fine", 1).replace("good", "fine", 1), "already on an earlier line"),
    ],
)
def test_a_bad_row_is_reported_with_its_line_and_the_rest_go_in(grief, row, reason):
    fine = GOOD.replace("good", "fine", 1)
    report = import_guides(fine, row, GOOD)
    assert report.new == 2
    assert [problem.line for problem in report.problems] == [3]
    assert reason in reasons(report)[3]


def test_all_that_is_wrong_with_a_row_is_told_at_once(grief):
    report = import_guides(
        GOOD.replace("Good guide", "").replace("2020", "20").replace("fi,h", "!,h")
    )
    told = reasons(report)[2]
    assert "The title is missing." in told and "not between 1900" in told and "not a tag" in told


def test_a_working_model_is_not_made_by_a_file(grief):
    report = import_guides(GOOD.replace(",guide,", ",practice,"))
    assert queries.guides_by_slug(["good"]) == {} and "Working models" in reasons(report)[2]


def test_a_newer_file_tells_all_summaries_the_state_and_the_day_of_review(grief):
    header = ",".join([HEADER, *catalogue.NEWER_COLUMNS])
    report = import_guides(f"{GOOD},forms,Helppo.,Bra.,draft,2027-01-31", header=header)
    assert not report.problems
    guide = queries.guides_by_slug(["good"])["good"]
    assert [guide.wording("summary", tag).body for tag in ("fi-simple", "sv")] == [
        "Helppo.",
        "Bra.",
    ]
    assert guide.state == "draft" and guide.review_on.isoformat() == "2027-01-31"
    assert guide.published_at is None
    report = import_guides(GOOD)
    assert report.unchanged == 1, "an older file says nothing of these"
    report = import_guides(f"{GOOD},forms,Helppo.,Bra.,lost,31.1.2027", header=header)
    assert "“lost” is not known" in reasons(report)[2] and "“31.1.2027”" in reasons(report)[2]


def test_lines_are_counted_as_an_editor_counts_them(grief):
    two_lines = GOOD.replace("Hyvä.", '"Hyvä.\nToinen rivi."')
    report = import_guides(two_lines, "bad")
    assert list(reasons(report)) == [4]


def test_a_quotation_mark_left_open_is_reported_where_it_opens(grief):
    report = import_guides(
        GOOD, GOOD.replace("Good guide", '"Good guide').replace("good", "open", 1)
    )
    assert report.new == 1 and list(reasons(report)) == [3]


@pytest.mark.parametrize("header", ["", "id,title", HEADER.replace(",", "|"), HEADER + ",price"])
def test_a_wrong_header_says_what_the_first_line_must_be(app, header):
    with pytest.raises(Refused, match="The first line must be this, with the commas: id,title"):
        import_guides(GOOD, header=header)


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-16-le"])
def test_a_file_in_another_encoding_says_how_to_save_it(app, encoding):
    with pytest.raises(Refused, match="Save it as “CSV UTF-8”"):
        import_guides(GOOD, encoding=encoding)


def test_a_spreadsheets_mark_at_the_start_of_the_file_does_no_harm(grief):
    assert import_guides(GOOD, encoding="utf-8-sig").new == 1


def test_a_topic_may_come_before_its_broader_topic(app):
    report = import_topics("child,lapsi,,,,parent,", "parent,vanhempi,,,,,")
    assert report.new == 2 and not report.problems
    assert vocabulary.topics_by_slug()["child"].broader.slug == "parent"


def test_a_topic_with_an_unknown_broader_topic_goes_in_without_it(app):
    for _ in range(2):
        report = import_topics("child,lapsi,,,,ghost,")
        assert "“ghost” is not known" in reasons(report)[2]
    assert report.changes_nothing
    assert db.session.scalar(select(Topic)).broader is None


def test_the_command_tells_what_it_did_and_what_it_could_not_do(app, tmp_path):
    file = tmp_path / "guides.csv"
    file.write_text(f"{HEADER}\n{GOOD.replace('grief', '')}\nbad\n")
    first = app.test_cli_runner().invoke(args=["rinki", "import-guides", str(file)])
    assert first.exit_code == 0 and "1 new" in first.output and "line 3" in first.output
    again = app.test_cli_runner().invoke(args=["rinki", "import-guides", str(file)])
    assert "nothing to do" in again.output

    file.write_text("not a catalogue")
    refused = app.test_cli_runner().invoke(args=["rinki", "import-guides", str(file)])
    assert refused.exit_code == 1 and refused.output.startswith("Error: The first line must be")


def test_a_file_that_changes_the_source_alone_leaves_the_translation_behind(grief):
    import_guides(GOOD)
    import_guides(GOOD.replace("Hyvä.", "Parempi."))
    assert behind() == [("good", "en")]
    import_guides(GOOD.replace("Hyvä.", "Parempi.").replace("Good.", "Better."))
    assert behind() == []


def behind():
    found = db.session.scalars(texts.behind(Guide)).all()
    return [(db.session.get_one(Guide, text.thing_id).slug, text.language) for text in found]


def test_a_guide_is_not_taken_out_by_a_file_that_gives_no_reason(grief):
    header = ",".join([HEADER, *catalogue.NEWER_COLUMNS])
    report = import_guides(f"{GOOD},forms,Helppo.,Bra.,retired,", header=header)
    assert "with a reason" in reasons(report)[2]


def test_what_is_left_unread_is_told(grief, monkeypatch):
    monkeypatch.setattr(catalogue, "MOST_ROWS", 2)
    report = import_guides(*(GOOD.replace("good", f"g{number}", 1) for number in range(3)))
    assert (report.new, report.read_to) == (2, 4)


def test_a_summary_of_several_lines_comes_back_as_it_was(grief):
    row = GOOD.replace("Hyvä.", '"Ensin tämä.\n\nSitten tuo."')
    import_guides(row)
    guide = queries.guides_by_slug(["good"])["good"]
    assert guide.wording("summary", "fi").body == "Ensin tämä.\n\nSitten tuo."
    assert import_guides(row).changes_nothing
