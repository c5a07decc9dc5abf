"""The figures of a report are those that one counts by hand from the demo's rows."""

from datetime import date, timedelta

import pytest

from tests.reports.by_hand import ByHand, day_of, town
from webapp.circles import operations as circles
from webapp.circles.models import CircleRole, Member
from webapp.db import db, now, unit_of_work
from webapp.feedback.wordings import same
from webapp.groups.models import Group
from webapp.i18n import today
from webapp.meetings.models import MeetingState
from webapp.reports.figures import Figures
from webapp.reports.models import Figure, Grant, GrantCircle
from webapp.reports.periods import Period
from webapp.reports.scope import Scope


def periods():
    year = today().year
    spring = Period(date(year, 3, 9), date(year, 5, 17))
    over_new_year = Period(date(year - 1, 11, 3), date(year, 2, 8))
    return [
        Period.year(year),
        Period.half(year, 1),
        Period.half(year, 2),
        spring,
        over_new_year,
        Period.year(year - 1),
        Period.year(year + 5),
    ]


@pytest.mark.parametrize("number", range(7))
def test_every_figure_is_what_one_counts_by_hand(demo, number):
    period = periods()[number]
    told, counted = Figures(Scope(demo, period)), ByHand(demo, period)
    assert told.numbers == pytest.approx(counted.numbers())
    assert {row.key: numbers(row) for row in told.breakdown.towns} == counted.by(town)
    languages = {row.key: numbers(row) for row in told.breakdown.languages}
    assert languages == counted.by(lambda meeting: meeting.circle.language)
    said = {same(s.question)[:3]: (s.total, s.number) for s in told.said}  # none has choices
    assert said == counted.replies()
    assert sorted(told.quotes) == counted.quotes()
    assert all(s.mean == s.total / s.number for s in told.said)


def test_the_demo_has_something_to_count(demo):
    """Else the figures above would agree on nothing."""
    numbers = Figures(Scope(demo, Period.year(today().year))).numbers
    few = {Figure.CANCELLED, Figure.PAID, Figure.PAID_HOURS, Figure.UNTOLD, Figure.AHEAD}
    assert all(number for figure, number in numbers.items() if figure not in few)


def test_months_are_those_of_a_clock_in_finland(demo):
    period = Period(date(today().year, 3, 9), date(today().year, 5, 17))
    counted = ByHand(demo, period).by(lambda meeting: day_of(meeting).month)
    months = Figures(Scope(demo, period)).breakdown.months
    assert [day.isoformat()[5:] for day, *_ in months] == ["03-09", "04-01", "05-01"]
    assert {day.month: tuple(sums) for day, *sums in months} == {
        month: sums for month, (_groups, *sums) in counted.items() for sums in [tuple(sums)]
    }


def test_a_grant_counts_its_groups_for_as_long_as_they_belong_to_it(demo):
    year = Period.year(today().year)
    always, for_a_while = groups(demo, "aallonpohja", "selva-suunta")
    first, last = today() - timedelta(days=120), today() - timedelta(days=50)
    grant = a_grant(demo, always, for_a_while)
    with unit_of_work():
        next(row for row in grant.circles if row.circle == for_a_while).belongs(first, last)

    def belongs(group, day):
        return group == always or (group == for_a_while and first <= day <= last)

    told = Figures(Scope(demo, year, grant)).numbers
    assert told == pytest.approx(ByHand(demo, year, belongs).numbers())
    assert told[Figure.GROUPS] == 2 and told[Figure.NEW] < told[Figure.VISITS]


def test_where_only_headcounts_are_kept_the_people_are_not_known(demo):
    grant = a_grant(demo, *groups(demo, "selva-suunta"))
    told = Figures(Scope(demo, Period.year(today().year), grant)).numbers
    assert told[Figure.PEOPLE] is None and told[Figure.NEW] is None
    assert told[Figure.VISITS] == told[Figure.UNNAMED] > 0


def test_someone_who_leads_two_groups_is_one_volunteer_with_the_hours_of_both(demo):
    grant = a_grant(demo, *groups(demo, "aallonpohja", "selva-suunta"))
    told = Figures(Scope(demo, Period.year(today().year), grant))
    assert told.numbers[Figure.VOLUNTEERS] == 1  # Fanni leads both
    assert told.numbers[Figure.PAID] == 1  # Leena, one of them
    assert told.band == "1–9"


def test_the_hours_of_a_leader_who_has_left_end_there(demo):
    (group,) = groups(demo, "nour")
    scope = Scope(demo, Period.year(today().year), a_grant(demo, group))
    before = Figures(scope).numbers
    with unit_of_work():
        group.leaders[0].left_at = now() - timedelta(days=60)
        joined = now() - timedelta(days=30)
        newer = Member(organisation_id=demo.id, role=CircleRole.LEADER, name="", joined_at=joined)
        group.members.append(newer)
    after = Figures(scope).numbers
    assert after == pytest.approx(ByHand(demo, scope.period, lambda g, _: g == group).numbers())
    assert 0 < after[Figure.HOURS] < before[Figure.HOURS]
    assert after[Figure.VOLUNTEERS] == 2


def test_hours_before_someone_was_paid_stay_a_volunteers(demo):
    (group,) = groups(demo, "nour")
    scope = Scope(demo, Period.year(today().year), a_grant(demo, group))
    before = Figures(scope).numbers
    with unit_of_work():
        circles.pay(group.leaders[0], True, today() - timedelta(days=60))
        circles.pay(group.leaders[0], False, today() - timedelta(days=20))
    after = Figures(scope).numbers
    assert after == pytest.approx(ByHand(demo, scope.period, lambda g, _: g == group).numbers())
    assert after[Figure.HOURS] + after[Figure.PAID_HOURS] == before[Figure.HOURS]
    assert after[Figure.HOURS] > after[Figure.PAID_HOURS] > before[Figure.PAID_HOURS] == 0
    assert after[Figure.VOLUNTEERS] == after[Figure.PAID] == 1


def test_a_person_is_new_only_once(demo):
    (group,) = groups(demo, "nour")
    grant = a_grant(demo, group)
    weeks = (today() - group.published_at.date()).days // 7
    ends = [today() - timedelta(weeks=back) for back in range(weeks + 1, -1, -1)]
    slices = [Period(day, day + timedelta(days=6)) for day in ends]
    new = [Figures(Scope(demo, period, grant)).numbers[Figure.NEW] for period in slices]
    whole = Figures(Scope(demo, Period(ends[0], today()), grant)).numbers
    assert sum(new) == whole[Figure.NEW] == whole[Figure.PEOPLE] == 8


def test_another_organisation_is_not_counted(demo):
    theirs = Group(organisation_id=demo.id + 1, name="Theirs", slug="theirs")
    with unit_of_work():
        db.session.add(theirs)
    numbers_before = Figures(Scope(demo, Period.year(today().year))).numbers
    meeting = next(m for m in ByHand(demo, Period.year(today().year)).held)
    with unit_of_work():
        meeting.organisation_id = theirs.organisation_id
    after = Figures(Scope(demo, Period.year(today().year))).numbers
    assert after[Figure.HELD] == numbers_before[Figure.HELD] - 1


def test_each_meeting_has_one_fate(demo):
    period = Period(today() - timedelta(days=400), today() + timedelta(days=400))
    some = ByHand(demo, period).meetings[::5]
    with unit_of_work():
        for meeting in some:
            meeting.state = MeetingState.CANCELLED
    told = Figures(Scope(demo, period)).numbers
    assert told == pytest.approx(ByHand(demo, period).numbers())
    assert told[Figure.CANCELLED] == len(some) and told[Figure.AHEAD] and told[Figure.UNTOLD]


@pytest.mark.parametrize(
    ("volunteers", "band"), [(0, "0"), (1, "1–9"), (9, "1–9"), (10, "10–29"), (30, "30–99"),
                             (99, "30–99"), (100, "100+"), (5000, "100+")]
)  # fmt: skip
def test_volunteers_are_told_in_the_bands_of_stea(volunteers, band):
    from webapp.reports.hours import band as band_of

    assert band_of(volunteers) == band


def numbers(row):
    return row.groups, row.meetings, row.visits


def groups(organisation, *slugs):
    found = {group.slug: group for group in db.session.scalars(db.select(Group))}
    return [found[slug] for slug in slugs]


def a_grant(organisation, *circles):
    with unit_of_work():
        grant = Grant(organisation=organisation, name="Arki", funder="STEA")
        grant.circles = [
            GrantCircle(organisation_id=organisation.id, circle=circle) for circle in circles
        ]
        db.session.add(grant)
    return grant
