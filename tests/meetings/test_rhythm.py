from datetime import date, time

import pytest
from flask import g
from flask_babel import refresh

from webapp.meetings.exceptions import holidays_on
from webapp.meetings.labels import in_words
from webapp.meetings.models import Rhythm
from webapp.meetings.rhythm import Pattern


def pattern(rhythm, first, **ending):
    return Pattern(rhythm, date.fromisoformat(first), time(17), time(18, 30), **ending)


def days(rhythm, first, **ending):
    return [day.isoformat() for day in pattern(rhythm, first, **ending).days]


def reader_speaks(tag):
    g.language = tag
    refresh()


def test_every_week_for_three_times():
    wanted = ["2026-10-13", "2026-10-20", "2026-10-27"]
    assert days(Rhythm.WEEKLY, "2026-10-13", times=3) == wanted


def test_every_second_week_until_a_day_that_is_still_in():
    wanted = ["2026-10-13", "2026-10-27", "2026-11-10"]
    assert days(Rhythm.FORTNIGHTLY, "2026-10-13", until=date(2026, 11, 10)) == wanted


def test_once_is_once_whatever_else_is_said():
    assert days(Rhythm.ONCE, "2026-10-13", times=9) == ["2026-10-13"]


def test_monthly_keeps_to_the_second_tuesday():
    wanted = ["2026-10-13", "2026-11-10", "2026-12-08", "2027-01-12"]
    assert days(Rhythm.MONTHLY, "2026-10-13", times=4) == wanted


def test_a_fifth_weekday_means_the_last_so_that_no_month_is_skipped():
    wanted = ["2026-10-29", "2026-11-26", "2026-12-31", "2027-01-28"]
    assert days(Rhythm.MONTHLY, "2026-10-29", times=4) == wanted


def test_a_weekday_that_is_both_fourth_and_last_stays_the_fourth():
    wanted = ["2027-02-22", "2027-03-22", "2027-04-26"]
    assert days(Rhythm.MONTHLY, "2027-02-22", times=3) == wanted


def test_an_endless_series_stops_just_over_the_limit():
    assert len(days(Rhythm.WEEKLY, "2026-10-13", until=date(9999, 12, 31))) == 201


@pytest.mark.parametrize(
    ("rhythm", "first", "fi", "sv", "en"),
    [
        (Rhythm.WEEKLY, "2026-10-13", "Joka tiistai", "Varje tisdag", "Every Tuesday"),
        (
            Rhythm.FORTNIGHTLY,
            "2026-10-14",
            "Joka toinen keskiviikko",
            "Varannan onsdag",
            "Every second Wednesday",
        ),
        (
            Rhythm.MONTHLY,
            "2026-10-29",
            "Kuukauden viimeinen torstai",
            "Sista torsdagen i månaden",
            "The last Thursday of each month",
        ),
        (Rhythm.ONCE, "2026-10-29", "Torstai", "Torsdag", "Thursday"),
    ],
)
def test_a_rhythm_is_said_in_words(app, rhythm, first, fi, sv, en):
    for tag, words in {"fi": fi, "sv": sv, "en": en}.items():
        reader_speaks(tag)
        assert in_words(pattern(rhythm, first, times=2)) == words


@pytest.mark.parametrize(
    ("day", "fi", "sv", "en"),
    [
        ("2026-06-19", "Juhannusaatto", "Midsommarafton", "Midsummer Eve"),
        ("2026-12-06", "Itsenäisyyspäivä", "Självständighetsdagen", "Independence Day"),
        ("2027-05-06", "Helatorstai", "Kristi himmelsfärdsdag", "Ascension Day"),
    ],
)
def test_public_holidays_are_known_by_their_names(app, day, fi, sv, en):
    day = date.fromisoformat(day)
    for tag, name in {"fi": fi, "fi-simple": fi, "sv": sv, "en": en}.items():
        reader_speaks(tag)
        assert holidays_on([day, date(2026, 9, 1)]) == {day: name}
