"""A figure opened: what its groups and their meetings add up to is the figure."""

import pytest

from tests.reports.by_hand import ByHand
from tests.reports.test_figures import a_grant, groups
from webapp import texts
from webapp.db import db, unit_of_work
from webapp.feedback.models import FeedbackForm, Question
from webapp.feedback.question_types import QuestionType
from webapp.i18n import today
from webapp.meetings.models import MeetingState
from webapp.reports.by_circle import by_circle
from webapp.reports.counting import facts
from webapp.reports.figures import Figures
from webapp.reports.models import Figure
from webapp.reports.periods import Period
from webapp.reports.replies import by_circle as replies_by_circle
from webapp.reports.replies import by_meeting
from webapp.reports.scope import Scope

OF_PEOPLE = {Figure.PEOPLE, Figure.NEW, Figure.VOLUNTEERS, Figure.PAID}  # who come many times
OF_NAMES = {Figure.GROUPS, Figure.LANGUAGES, Figure.PLACES}
SUMS = [figure for figure in Figure if figure not in OF_PEOPLE | OF_NAMES | {Figure.FEEDBACK}]


@pytest.fixture
def year(demo):
    period = Period.year(today().year)
    with unit_of_work():
        for meeting in ByHand(demo, period).meetings[::9]:
            meeting.state = MeetingState.CANCELLED
    return Scope(demo, period)


@pytest.mark.parametrize("figure", SUMS)
def test_groups_and_meetings_add_up_to_the_figure(year, figure):
    total = Figures(year).numbers[figure]
    rows = db.session.execute(facts(year, figure)).all()
    assert sum(by_circle(Figures(year), figure).values()) == pytest.approx(total)
    assert sum(row[2] for row in rows) == pytest.approx(total)
    for circle_id, value in by_circle(Figures(year), figure).items():
        assert value == pytest.approx(sum(row[2] for row in rows if row[1] == circle_id))


def test_people_are_those_of_each_group_and_unknown_where_no_names_are_kept(year):
    told, counted = by_circle(Figures(year), Figure.PEOPLE), ByHand(year.organisation, year.period)
    new = by_circle(Figures(year), Figure.NEW)
    for group in groups(year.organisation, "aallonpohja", "nour", "sohvalta-sohvalle"):
        held = [meeting for meeting in counted.held if meeting.circle == group]
        assert told[group.id] == len({who for m in held for who in counted.came[m.id]})
        assert new[group.id] == len(counted.new() & {member.id for member in group.members})
    (nameless,) = groups(year.organisation, "selva-suunta")
    assert told[nameless.id] is None and new[nameless.id] is None
    assert sum(filter(None, told.values())) == Figures(year).numbers[Figure.PEOPLE]


def test_newcomers_are_at_the_meeting_where_they_first_came(year):
    counted = ByHand(year.organisation, year.period)
    (group,) = groups(year.organisation, "aallonpohja")
    found = {row[0]: row[2] for row in db.session.execute(facts(year.of(group), Figure.NEW))}
    first = min((m for m in counted.held if m.circle == group), key=lambda m: m.starts_at)
    assert found[first.id] == len(counted.came[first.id]) > 0
    assert sum(found.values()) == by_circle(Figures(year), Figure.NEW)[group.id]


def test_answers_add_up_group_by_group_and_meeting_by_meeting(year):
    for said in Figures(year).said:
        groups_of_it = replies_by_circle(year, said.question)
        meetings = by_meeting(year, said.question)
        for parts in (groups_of_it, meetings):
            assert sum(total for total, _ in parts.values()) == said.total
            assert sum(number for _, number in parts.values()) == said.number
        assert min(number for _, number in meetings.values()) >= 5  # the threshold


@pytest.mark.parametrize("figure", [f for f in Figure if f != Figure.FEEDBACK])
def test_every_figure_opens_down_to_its_meetings(kaisa, demo, figure):
    grant = a_grant(demo, *groups(demo, "selva-suunta", "nour"))
    page = kaisa.open("reports.by_group", figure=figure, grant=grant.id)
    assert {a.text for a in page.select(".rows a")} <= {
        "Clear course",
        "Nour, an Arabic-speaking women's group",
    }
    for link in page.select(".rows a"):
        assert kaisa.get(link["href"]).select(".rows li")


def test_a_group_of_headcounts_has_unknown_people(kaisa, demo):
    page = kaisa.open("reports.by_group", figure="people")
    shown = {row.a.text: row.b.text for row in page.select(".rows li")}
    assert shown["Clear course"] == "Not known" and shown["Wave trough, a grief group"] == "9"


def test_long_lists_are_paged(kaisa, demo):
    (group,) = groups(demo, "aallonpohja")
    period = f"{today().year - 1}-01-01_{today().year + 1}-12-31"
    first = kaisa.open("reports.meetings", figure="meetings", circle_id=group.id, period=period)
    second = kaisa.get(first.select_one(".pager a")["href"])
    assert len(first.select(".rows li")) == 30 and second.select(".rows li")


def test_an_unknown_figure_or_group_is_not_found(kaisa, demo):
    kaisa.open("reports.by_group", figure="money", status=404)
    (theirs,) = groups(demo, "sorggrupp")
    kaisa.open("reports.meetings", figure="held", circle_id=theirs.id, status=404)
    kaisa.open("reports.question_of_group", question_id=1, circle_id=theirs.id, status=404)


def test_a_question_that_another_organisation_is_drafting_is_not_found(kaisa, demo):
    with unit_of_work():
        theirs = a_form_of(demo.id + 1, "Was the sauna warm?")
        ours = a_form_of(demo.id, "Was the coffee warm?")
    (group,) = groups(demo, "nour")
    for endpoint, more in (("question", {}), ("question_of_group", {"circle_id": group.id})):
        kaisa.open(f"reports.{endpoint}", question_id=theirs.id, status=404, **more)
        assert "coffee" in kaisa.open(f"reports.{endpoint}", question_id=ours.id, **more).text


def a_form_of(organisation_id, words):
    """The one question of a form that is still a draft."""
    key = f"draft-{organisation_id}"
    form = FeedbackForm(organisation_id=organisation_id, key=key, version=1, digest="x")
    form.questions = [Question(key="warm", position=1, type=QuestionType.FACES5)]
    db.session.add(form)
    db.session.flush()
    texts.write(form.questions[0], "text", "en", words)
    return form.questions[0]
