"""The year in figures of a large organisation: `./dev bench report [--json]`.

Its 2,000 groups have met every week: 1,000,000 rows of attendance on SQLite (see `large`), two
leaders a group, feedback of every tenth meeting. The report is asked as a page, from a server as
in use; beside it a floor in the same run: to read all rows of attendance once by SQL.
"""

import json
import sys
import tempfile
import time
from collections.abc import Iterator
from typing import Any

from flask import url_for
from sqlalchemy import func, insert, select, text

from tests.bench.large import GROUPS, Large
from tests.bench.pages import Client, median_and_95th
from tests.serving import serving
from webapp.attendance.models import Attendance, Mark
from webapp.circles.models import CircleRole, Member
from webapp.db import db, now, unit_of_work
from webapp.feedback import operations as feedback
from webapp.feedback.models import Ask, FeedbackForm, Reply
from webapp.i18n import today
from webapp.meetings.models import Meeting, MeetingState

ROUNDS = 7
MOST_SECONDS, MOST_MEGABYTES = 2.0, 200
ANSWERS = 6  # to each question of an ask


def complete(large: Large) -> None:
    """Leaders and published feedback, which the other pages of the large site don't need."""
    with large.app.test_request_context(), unit_of_work():
        feedback.load_forms()
        db.session.execute(insert(Member), list(leaders(large.groups)))
        held = select(Meeting).where(Meeting.state == MeetingState.HELD, Meeting.id % 10 == 0)
        form = db.session.scalars(select(FeedbackForm)).first()
        assert form
        asks = [
            {"id": m.id, "organisation_id": 1, "form_id": form.id, "meeting_id": m.id,
             "opens_at": m.starts_at, "closes_at": m.ends_at, "threshold": 5}
            for m in db.session.scalars(held)
        ]  # fmt: skip
        db.session.execute(insert(Ask), asks)
        questions = [question.id for question in form.questions if question.type.top]
        db.session.execute(insert(Reply), list(replies([ask["id"] for ask in asks], questions)))
        db.session.execute(text("ANALYZE"))


def leaders(groups: int) -> Iterator[dict[str, Any]]:
    for circle in range(1, groups + 1):
        for name in ("First", "Second"):
            yield {
                "organisation_id": 1,
                "circle_id": circle,
                "role": CircleRole.LEADER,
                "name": name,
                "joined_at": now().replace(year=now().year - 2),
            }


def replies(asks: list[int], questions: list[int]) -> Iterator[dict[str, Any]]:
    for ask in asks:
        for question in questions:
            for number in range(ANSWERS):
                step = 1 + (ask + number) % 3
                own = {"organisation_id": 1, "ask_id": ask, "question_id": question}
                yield {**own, "step": step, "words": "", "published": True}


def floor(large: Large) -> float:
    """Seconds to read every row of attendance once."""
    with large.app.app_context():
        began = time.perf_counter()
        present = Attendance.mark == Mark.PRESENT
        db.session.scalar(select(func.count(Attendance.marked_at)).where(present))
        return time.perf_counter() - began


def pages(large: Large) -> dict[str, str]:
    year = str(today().year)
    with large.app.test_request_context():
        where = {"lang": "fi", "period": year}
        return {
            "the report": url_for("reports.show", **where),
            "on paper": url_for("reports.sheet", **where),
            "two years": url_for(
                "reports.show", lang="fi", period=f"{int(year) - 1}-01-01_{year}-12-31"
            ),
            "visits by group": url_for("reports.by_group", figure="visits", **where),
            "people by group": url_for("reports.by_group", figure="people", **where),
            "new by group": url_for("reports.by_group", figure="new-people", **where),
            "one group": url_for("reports.meetings", figure="new-people", circle_id=7, **where),
            "groups as CSV": url_for("reports.export_file", ending="csv", table="groups", **where),
            "all as XLSX": url_for("reports.export_file", ending="xlsx", **where),
        }


def measured() -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        large = Large(folder, GROUPS)
        complete(large)
        kaisa = large.cookie("Kaisa")
        addresses = pages(large)
        rows, memory, largest = [], 0.0, 0.0
        with serving("webapp:create_app", "/fi/", **large.environment) as site:
            for name, address in addresses.items():
                client = Client(site, kaisa)
                for _turn in range(ROUNDS + 1):
                    client.read("GET", address)
                    memory, largest = max(memory, site.memory()), max(largest, site.largest())
                cold = client.milliseconds.pop(0)
                p50, p95 = median_and_95th(client.milliseconds)
                seconds = {"cold": cold / 1000, "p50": p50 / 1000, "p95": p95 / 1000}
                rows.append({"page": name, **seconds, "floor": floor(large)})
        sizes = {"megabytes": memory, "of_a_worker": largest}
        return {"rows": large.rows(), "pages": rows, **sizes}


def main(*options: str) -> None:
    found = measured()
    print(json.dumps(found, indent=2)) if "--json" in options else tell(found)
    slow = [row["page"] for row in found["pages"] if max(row["cold"], row["p95"]) > MOST_SECONDS]
    if slow or found["megabytes"] >= MOST_MEGABYTES:
        sys.exit(f"More than {MOST_SECONDS} s ({slow}) or {MOST_MEGABYTES} MiB")


def tell(found: dict[str, Any]) -> None:
    print(", ".join(f"{count:,} {kind}" for kind, count in found["rows"].items()))
    print("page                cold s   p50 s   p95 s   floor s   ratio")
    for row in found["pages"]:
        ratio = row["p50"] / row["floor"]
        print(
            "{page:18} {cold:7.2f} {p50:7.2f} {p95:7.2f} {floor:9.2f}".format(**row),
            f" × {ratio:5.1f}",
        )
    print(
        "MiB at most: a worker {of_a_worker:.0f}, both and their parent {megabytes:.0f}".format(
            **found
        )
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
