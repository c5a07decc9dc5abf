"""The demo town: organisations, people, groups and a year of meetings, from resources/demo/.

Everything is drawn from one fixed seed, so two loadings on a day are alike.
"""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any

import yaml
from sqlalchemy import select

from webapp import texts
from webapp.accounts.models import Membership, Organisation, OrganisationKind, Role, User
from webapp.attendance.models import Attendance, Mark
from webapp.audit import AuditEntry
from webapp.circles.models import CircleRole, Member
from webapp.db import db, now
from webapp.feedback import made_up
from webapp.feedback import operations as feedback
from webapp.groups.models import Group, Visibility
from webapp.i18n import at_helsinki, today
from webapp.meetings.models import Meeting, MeetingState, Rhythm, Series

TOWN = Path(__file__).parent.parent / "resources" / "demo" / "town.yaml"


def is_loaded() -> bool:
    return db.session.scalar(select(User.id).where(User.is_demo).limit(1)) is not None


def load() -> None:
    """Fill an empty database with the demo town."""
    plan = yaml.safe_load(TOWN.read_text(encoding="utf-8"))
    feedback.load_forms()
    organisations = {o["slug"]: _organisation(o) for o in plan["organisations"]}
    people = {p["name"]: _person(p, organisations) for p in plan["people"]}
    dice = Random(2019)  # the year when the old portal page was last edited
    for told in plan["groups"]:
        group = _group(told, organisations, people)
        _publish(group, now() - timedelta(weeks=told["meets"]["weeks_back"]))
        for meeting in _meetings(group, told["meets"]):
            if meeting.ends_at < now() - timedelta(days=2):
                _what_happened(meeting, told, dice)
    for told in plan["drafts"]:
        _group(told, organisations, people)


def clear() -> None:
    """Remove the demo's organisations with all that is theirs, and its people."""
    slugs = [o["slug"] for o in yaml.safe_load(TOWN.read_text(encoding="utf-8"))["organisations"]]
    for organisation in db.session.scalars(
        select(Organisation).where(Organisation.slug.in_(slugs))
    ):
        groups = select(Group).where(Group.organisation_id == organisation.id)
        for thing in (*db.session.scalars(groups), organisation):
            texts.erase(thing)
        db.session.execute(db.delete(Organisation).where(Organisation.id == organisation.id))
    db.session.execute(db.delete(User).where(User.is_demo))


def _organisation(told: dict[str, Any]) -> Organisation:
    organisation = Organisation(
        slug=told["slug"],
        name=told["name"],
        kind=OrganisationKind(told["kind"]),
        municipality=told["municipality"],
    )
    db.session.add(organisation)
    db.session.flush()
    _say(organisation, told)
    return organisation


def _person(told: dict[str, Any], organisations: dict[str, Organisation]) -> User:
    person = User(
        name=told["name"],
        email=told["email"],
        is_demo=True,
        is_platform_admin=told.get("platform_admin", False),
    )
    db.session.add(person)
    for slug, role in told["in"].items():
        db.session.add(Membership(user=person, organisation=organisations[slug], role=Role(role)))
    return person


def _group(
    told: dict[str, Any], organisations: dict[str, Organisation], people: dict[str, User]
) -> Group:
    group = Group(
        organisation=organisations[told["organisation"]],
        slug=told["slug"],
        name=told["name"]["fi"],
        language=told["language"],
        place=told.get("place", ""),
        online_url=told.get("online_url", ""),
        municipality=told.get("municipality", ""),
        visibility=Visibility(told.get("visibility", "internal")),
        is_sensitive=told.get("sensitive", False),
        keeps_names=told.get("keeps_names", True),
    )
    db.session.add(group)
    db.session.flush()
    for name in told["leaders"]:
        _join(group, name, CircleRole.LEADER, people[name])
    for name in told.get("people", []):
        _join(group, name, CircleRole.PARTICIPANT)
    db.session.flush()
    _say(group, told)
    return group


def _publish(group: Group, moment: datetime) -> None:
    """It has been on view since then, and the log says who put it there."""
    group.published_at = moment
    db.session.add(
        AuditEntry(
            organisation_id=group.organisation_id,
            at=moment,
            actor_id=group.leaders[0].user_id,
            action="group.published",
        )
    )


def _join(group: Group, name: str, role: CircleRole, user: User | None = None) -> None:
    group.members.append(
        Member(organisation_id=group.organisation.id, name=name, role=role, user=user)
    )


def _say(thing: texts.Worded, told: dict[str, Any]) -> None:
    for field in thing.text_fields:
        for tag, body in told.get(field, {}).items():
            texts.write(thing, field, tag, body)


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
