"""How pages grow with an organisation: `./dev bench pages --large`.

One organisation holds everything, as the worst case: 2,000 groups that have met every week, 100,000
meetings and 1,000,000 rows of attendance on SQLite; and a tenth of that beside it.
"""

import json
import random
import sys
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from flask import url_for
from sqlalchemy import func, insert, literal, select, text

from tests.bench.pages import HTMX, Client, Visit, median_and_95th, statements
from tests.serving import Site, lend_dictionaries, serving
from webapp import create_app
from webapp.accounts import operations as accounts
from webapp.accounts.models import Membership, Organisation, Role, User
from webapp.attendance.models import Attendance, Mark
from webapp.circles.models import CircleRole, Member
from webapp.db import db, now, unit_of_work
from webapp.groups import index
from webapp.groups.models import Group, Visibility
from webapp.joining import operations as joining
from webapp.meetings.models import Meeting, MeetingState, Rhythm, Series
from webapp.texts import Text

GROUPS = 2000
PAST, COMING = 40, 10  # weeks
PEOPLE = 12, 13  # in every other group
ROUNDS = 100
WARM = 10
MOST_STATEMENTS = 12


class Large:
    """A full site of some size in a folder, seen from inside."""

    def __init__(self, folder: str, groups: int):
        self.groups = groups
        self.app = create_app(DATA=folder, RATELIMIT_ENABLED=False)
        self.environment = {"RINKI_DATA": folder, "RINKI_RATELIMIT_ENABLED": "0"}
        lend_dictionaries(folder)
        with self.app.test_request_context(), unit_of_work():
            db.create_all()
            fill(groups)
            index.refresh()
            db.session.execute(text("ANALYZE"))

    def rows(self) -> dict[str, int]:
        with self.app.app_context():
            kinds = Group, Meeting, Attendance
            counts = [db.session.scalar(select(func.count()).select_from(kind)) for kind in kinds]
            return dict(zip(("groups", "meetings", "attendance"), counts, strict=True))

    def cookie(self, who: str) -> str:
        with self.app.test_request_context():
            person = db.session.scalars(select(User).where(User.name == who)).one()
            with unit_of_work():
                key = accounts.open_session(person)
            serializer = self.app.session_interface.get_signing_serializer(self.app)
            return str(serializer.dumps({"key": key}))


def fill(groups: int) -> None:
    """Everything in a few large statements."""
    ours = Organisation(id=1, name="Large ry", slug="large", municipality="Oulu")
    kaisa, fanni = (User(name=name, email=f"{name}@large.example") for name in ("Kaisa", "Fanni"))
    roles = (kaisa, Role.COORDINATOR), (fanni, Role.LEADER)
    places = [Membership(user=user, organisation=ours, role=role) for user, role in roles]
    db.session.add_all([ours, *places, *map(group, range(1, groups + 1))])
    db.session.flush()
    db.session.execute(insert(Text), [name_of(number) for number in range(1, groups + 1)])
    db.session.execute(insert(Member), list(members(groups, fanni.id)))
    db.session.add_all(map(series, range(1, groups + 1)))
    db.session.flush()
    db.session.execute(insert(Meeting), list(meetings(groups)))
    db.session.execute(
        insert(Attendance).from_select(
            ["organisation_id", "meeting_id", "member_id", "mark", "marked_at"],
            select(literal(1), Meeting.id, Member.id, literal(Mark.PRESENT), Meeting.ends_at)
            .join(Member, Member.circle_id == Meeting.circle_id)
            .where(Meeting.state == MeetingState.HELD, Member.role == CircleRole.PARTICIPANT),
            include_defaults=False,
        )
    )


def group(number: int) -> Group:
    return Group(
        id=number,
        organisation_id=1,
        name=f"Group {number}",
        slug=f"group-{number}",
        place="Kirjasto",
        municipality="Oulu",
        visibility=Visibility.PUBLIC,
        published_at=now(),
    )


def name_of(number: int) -> dict[str, Any]:
    where = {"kind": "group", "thing_id": number, "field": "name", "language": "fi"}
    return {**where, "body": f"Group {number}"}


def members(groups: int, leader: int) -> Iterator[dict[str, Any]]:
    """In turn 12 and 13 participants; Fanni leads the first five groups."""
    begun = now() - timedelta(days=400)
    for circle in range(1, groups + 1):
        here = {"organisation_id": 1, "circle_id": circle, "joined_at": begun, "user_id": None}
        for number in range(PEOPLE[circle % 2]):
            yield {**here, "role": CircleRole.PARTICIPANT, "name": f"Member {number}"}
        if circle <= 5:
            yield {**here, "role": CircleRole.LEADER, "name": "Fanni", "user_id": leader}


def series(number: int) -> Series:
    at = first_of(number)
    hours = {"starts": at.time(), "ends": (at + timedelta(hours=2)).time()}
    return Series(
        id=number, organisation_id=1, circle_id=number, rhythm=Rhythm.WEEKLY,
        first_day=(at - timedelta(weeks=PAST)).date(), **hours,
    )  # fmt: skip


def first_of(circle: int) -> datetime:
    """This week's meeting of a group."""
    this_week = now().replace(minute=0, second=0, microsecond=0)
    return this_week + timedelta(days=circle % 7, hours=-(circle % 4))


def meetings(groups: int) -> Iterator[dict[str, Any]]:
    """Every week, spread over the week; tonight's of a seventh of the groups among them."""
    for circle in range(1, groups + 1):
        for week in range(-PAST, COMING):
            at = first_of(circle) + timedelta(weeks=week)
            state = MeetingState.HELD if week < 0 else MeetingState.PLANNED
            yield {
                "organisation_id": 1,
                "circle_id": circle,
                "starts_at": at,
                "ends_at": at + timedelta(hours=2),
                "state": state,
                "series_id": circle,
            }


def visits(large: Large) -> list[list[Visit]]:
    """Each page, of a few groups spread over all."""
    kaisa, fanni = large.cookie("Kaisa"), large.cookie("Fanni")
    dice = random.Random(4)
    chosen = sorted(dice.sample(range(6, large.groups + 1), 20))
    with large.app.test_request_context():
        url = lambda endpoint, **values: url_for(endpoint, lang="fi", **values)  # noqa: E731
        held = {
            circle: (meeting_id, member_id)
            for circle, meeting_id, member_id in db.session.execute(
                select(Meeting.circle_id, func.max(Meeting.id), func.max(Attendance.member_id))
                .join(Attendance, Attendance.meeting_id == Meeting.id)
                .where(Meeting.circle_id.in_(chosen))
                .group_by(Meeting.circle_id)
            )
        }
        met = [meeting_id for meeting_id, _ in held.values()]
        ahead = select(func.min(Meeting.id)).where(Meeting.state == MeetingState.PLANNED)
        ahead = ahead.where(Meeting.circle_id.in_(chosen)).group_by(Meeting.circle_id)
        coming = db.session.scalars(ahead).all()
        with unit_of_work():
            people = [db.session.get_one(Member, member_id) for _, member_id in held.values()]
            own = [urlsplit(joining.own_page(person)).path for person in people]

        def each(name: str, paths: list[str], who: str = kaisa, method: str = "GET") -> list[Visit]:
            headers = HTMX if method == "POST" else {}
            return [Visit(name, "", method, path, who, headers=headers) for path in paths]

        def of(number: int) -> dict[str, str]:
            return {"organisation": "large", "group_slug": f"group-{number}"}

        last = -(-large.groups // 20)
        marks = [url("attendance.mark", meeting_id=m, member_id=p) for m, p in held.values()]
        return [
            each("today, a leader", [url("home.today")], fanni),
            each("today, a coordinator", [url("home.today")]),
            each("groups", [url("groups.index")]),
            each("groups, last page", [url("groups.index", page=last)]),
            each("groups, search", [url("groups.index", words=f"Group {n}") for n in chosen]),
            each("groups, a leader", [url("groups.index")], fanni),
            each("group", [url("groups.show", group_id=n) for n in chosen]),
            each("public group", [url("groups.public", **of(n)) for n in chosen], ""),
            each("organisation", [url("groups.organisation", organisation="large")], ""),
            each("participants", [url("groups.members", group_id=n) for n in chosen]),
            each("meeting", [url("meetings.edit", meeting_id=m) for m in met]),
            each("attendance", [url("attendance.take", meeting_id=m) for m in met]),
            each("attendance POST", marks, method="POST"),
            each("attendance of a term", [url("attendance.whole", circle_id=n) for n in chosen]),
            each("finder", [url("groups.find")], ""),
            each("finder, words", [url("groups.find", words=f"Group {n}") for n in chosen], ""),
            each("sign-ups", [url("joining.places", circle_id=n) for n in chosen]),
            each("plan", [url("agendas.show", meeting_id=m) for m in met]),
            each("meeting of a series", [url("meetings.edit", meeting_id=m) for m in coming]),
            each("own page", own, ""),
            each("history", [url("attendance.history", meeting_id=m) for m in met]),
        ]


def measure(pages: list[Visit], site: Site, large: Large) -> dict[str, Any]:
    client = Client(site, pages[0].cookie)
    for turn in range(WARM + ROUNDS):
        visit = pages[turn % len(pages)]
        visit.pay(client)
        if turn < WARM:
            client.milliseconds.clear()
    p50, p95 = median_and_95th(client.milliseconds)
    counts = {len(statements(visit, large)) for visit in pages[:5]}  # type: ignore[arg-type]
    return {"page": pages[0].name, "sql": max(counts), "p50": p50, "p95": p95}


def measured(groups: int) -> tuple[dict[str, int], list[dict[str, Any]]]:
    with tempfile.TemporaryDirectory() as folder:
        large = Large(folder, groups)
        with serving("webapp:create_app", "/fi/", **large.environment) as site:
            return large.rows(), [measure(pages, site, large) for pages in visits(large)]


HEAD = (
    "page                    SQL    p50 ms  p95 ms   a tenth: SQL  p50 ms  p95 ms   grows: p50, p95"
)
LINE = (
    "{page:22} {sql:4}  {p50:8.2f} {p95:7.2f}   {few_sql:12}  {few_p50:6.2f} {few_p95:7.2f}"
    "   × {grows:.2f}, × {grows_p95:.2f}"
)


def main(*options: str) -> None:
    few_rows, few = measured(GROUPS // 10)
    many_rows, many = measured(GROUPS)
    rows = [
        {**page, "few_sql": tenth["sql"], "few_p50": tenth["p50"], "few_p95": tenth["p95"],
         "grows": page["p50"] / tenth["p50"], "grows_p95": page["p95"] / tenth["p95"]}
        for page, tenth in zip(many, few, strict=True)
    ]  # fmt: skip
    if "--json" in options:
        print(json.dumps({"rows": many_rows, "a_tenth": few_rows, "pages": rows}, indent=2))
    else:
        print(", ".join(f"{count:,} {kind}" for kind, count in many_rows.items()))
        print(HEAD)
        for row in rows:
            print(LINE.format(**row))
    bad = [
        f"{row['page']}: {row['few_sql']} statements, then {row['sql']}"
        for row in rows
        if row["sql"] > row["few_sql"] or row["sql"] > MOST_STATEMENTS
    ]
    if bad:
        sys.exit("\n".join(bad))
