"""A year of meetings around today, and what happened in those that are over."""

from datetime import date, time, timedelta
from random import Random
from typing import Any

from webapp.attendance.models import Attendance, Mark
from webapp.db import db, now
from webapp.demo.town import Town
from webapp.feedback import made_up
from webapp.groups.models import Group
from webapp.i18n import at_helsinki, today
from webapp.meetings.models import Meeting, MeetingState, Rhythm, Series


def add(town: Town) -> None:
    for told in town.plan["groups"]:
        for meeting in _meetings(town.groups[told["slug"]], told["meets"]):
            if meeting.ends_at < now() - timedelta(days=2):
                _what_happened(meeting, told, town.dice)


def _meetings(group: Group, meets: dict[str, Any]) -> list[Meeting]:
    days = _days(meets)
    series = Series(
        organisation_id=group.organisation_id,
        circle=group,
        rhythm=Rhythm(meets["rhythm"]),
        first_day=days[0],
        starts=time.fromisoformat(meets["starts"].zfill(5)),
        ends=time.fromisoformat(meets["ends"].zfill(5)),
    )
    meetings = [
        Meeting(
            organisation_id=group.organisation_id,
            circle=group,
            series=series,
            starts_at=at_helsinki(day, series.starts),
            ends_at=at_helsinki(day, series.ends),
        )
        for day in days
    ]
    db.session.add_all([series, *meetings])
    db.session.flush()
    return meetings


def _days(meets: dict[str, Any]) -> list[date]:
    """The days of a series around today; July is free."""
    weekday = {"today": today().weekday(), "yesterday": (today().weekday() - 1) % 7}
    wanted = weekday.get(meets["weekday"], meets["weekday"])
    nearest = today() - timedelta(days=(today().weekday() - wanted) % 7)
    step = {"weekly": 1, "fortnightly": 2, "monthly": 4}[meets["rhythm"]]
    weeks = range(-meets["weeks_back"] // step * step, meets["weeks_ahead"] + 1, step)
    return [day for week in weeks if (day := nearest + timedelta(weeks=week)).month != 7]


def _what_happened(meeting: Meeting, told: dict[str, Any], dice: Random) -> None:
    """Held, now and then not; and who was there."""
    meeting.reported_at = meeting.ends_at
    if dice.random() < 0.04:
        meeting.state, meeting.reason = MeetingState.NOT_HELD, dice.choice(["ill", "few", "place"])
        return
    meeting.state = MeetingState.HELD
    if "usual_headcount" in told:
        meeting.headcount = max(2, round(dice.gauss(told["usual_headcount"], 2)))
        made_up.answers(meeting, meeting.headcount, dice)
        return
    present = 0
    for member in meeting.circle.participants:
        here = dice.random() < told["usually_there"]
        present += here
        away = Mark.EXCUSED if dice.random() < 0.4 else Mark.ABSENT
        db.session.add(
            Attendance(
                organisation_id=meeting.organisation_id,
                meeting_id=meeting.id,
                member_id=member.id,
                mark=Mark.PRESENT if here else away,
                marked_at=meeting.ends_at,
            )
        )
    made_up.answers(meeting, present, dice)
