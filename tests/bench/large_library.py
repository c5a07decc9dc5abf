"""How fast a large library is indexed and searched: `./dev bench search --guides 100000`.

The guides are made up of the words of the real ones, as often as they come there, and of rarer
words: a language has very many. A tenth of them is measured beside, to see how the times grow.
"""

import csv
import random
import tempfile
import time
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import median, quantiles

from sqlalchemy import insert, select, text

from webapp import create_app
from webapp.db import db, unit_of_work
from webapp.guides import counting, operations, queries
from webapp.guides.contents import Contents, GuideContents
from webapp.guides.index import GUIDES
from webapp.guides.models import Audience, Guide, GuideAudience, GuideKind, Topic, guide_topics
from webapp.guides.states import GuideState
from webapp.search import synonyms
from webapp.search.analysis import tokens
from webapp.search.models import documents, postings
from webapp.texts import Text

CATALOGUE = Path("resources/guides.csv")
TOPICS = Path("resources/topics.csv")
AT_A_TIME = 500
ROUNDS = 5
RARE_WORDS = 20_000
SHOWN = 20


@dataclass(frozen=True)
class Figures:
    guides: int
    postings: int
    build_minutes: float
    median_ms: float
    p95_ms: float
    megabytes: float


class MakeBelieve:
    """Guides that nobody wrote."""

    def __init__(self) -> None:
        self.chance = random.Random(7)
        rows = list(csv.DictReader(CATALOGUE.open(encoding="utf-8", newline="")))
        self.titles = [word for row in rows for word in tokens(row["title"])]
        self.bodies = [word for row in rows for word in tokens(row["summary_fi"])]
        long = sorted({word for word in self.titles + self.bodies if len(word) > 5})
        self.rare = [self._compound(long) for _ in range(RARE_WORDS)]

    def guide(self, id: int) -> dict[str, object]:
        return {
            "id": id,
            "slug": f"made-up-{id}",
            "title": self._words(self.titles, 4, 9),
            "publisher": self._words(self.rare, 1, 2),
            "language": self.chance.choice(("fi", "fi", "fi", "sv", "en", "ru")),
            "kind": self.chance.choice(list(GuideKind)),
            "state": GuideState.PUBLISHED,
            "url": f"https://example.org/{id}",
        }

    def summary(self) -> str:
        return self._words(self.bodies, 15, 40)

    def some(self, things: list, most: int) -> list:
        return self.chance.sample(things, self.chance.randint(1, most))

    def _words(self, words: list[str], least: int, most: int) -> str:
        chosen = self.chance.choices(words, k=self.chance.randint(least, most) - 1)
        return " ".join([*chosen, self.chance.choice(self.rare)])

    def _compound(self, words: list[str]) -> str:
        return self.chance.choice(words)[:6] + self.chance.choice(words)


def fill(number: int) -> float:
    """Write so many guides; how many minutes it took to index them, as it is done at set-up."""
    made = MakeBelieve()
    with unit_of_work():
        synonyms.load()
        operations.import_topics(TOPICS.read_bytes())
        topics = list(db.session.scalars(select(Topic.id)))
    ids = iter(range(1, number + 1))
    while batch := list(islice(ids, AT_A_TIME)):
        with unit_of_work():
            _write(batch, made, topics)
    start = time.perf_counter()
    with unit_of_work():
        operations.refresh_index()
    return (time.perf_counter() - start) / 60


def _write(batch: list[int], made: MakeBelieve, topics: list[int]) -> None:
    db.session.execute(insert(Guide), [made.guide(id) for id in batch])
    named = [{"guide_id": id, "topic_id": topic} for id in batch for topic in made.some(topics, 4)]
    db.session.execute(insert(guide_topics), named)
    readers = [{"guide_id": id, "audience": made.chance.choice(list(Audience))} for id in batch]
    db.session.execute(insert(GuideAudience), readers)
    held = [
        {"guide_id": id, "contents": name} for id in batch for name in made.some(list(Contents), 3)
    ]
    db.session.execute(insert(GuideContents), held)
    field = {"kind": "guide", "field": "summary", "language": "fi"}
    told = [{**field, "thing_id": id, "body": made.summary()} for id in batch]
    db.session.execute(insert(Text), told)
    unread = [{"kind": GUIDES.kind, "id": id, "analyser": ""} for id in batch]
    db.session.execute(insert(documents), unread)


def measure(number: int, asked: list[str]) -> Figures:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "rinki.db"
        app = create_app(SQLALCHEMY_DATABASE_URI=f"sqlite:///{file}")
        with app.test_request_context("/fi/"):
            db.create_all()
            minutes = fill(number)
            with unit_of_work():
                db.session.execute(text("ANALYZE"))
            times = [_milliseconds(words) for _ in range(ROUNDS + 1) for words in asked]
            times = times[len(asked) :]  # the first round was to warm up
            rows = db.session.query(postings).count()
            megabytes = file.stat().st_size / 1e6
            db.session.remove()
            db.engine.dispose()
    return Figures(number, rows, minutes, median(times), quantiles(times, n=20)[-1], megabytes)


def _milliseconds(words: str) -> float:
    """What the page of results asks for: the guides of its first page, and all its figures."""
    start = time.perf_counter()
    wanted = queries.wanted(words, {})
    counting.counts(wanted)
    found = queries.library(wanted).limit(SHOWN)
    list(db.session.scalars(found.with_only_columns(Guide.slug)))
    return (time.perf_counter() - start) * 1000


def run(number: int, asked: list[str]) -> None:
    print(f"{'guides':>8}{'postings':>12}{'build min':>11}{'median ms':>11}{'p95 ms':>8}{'MB':>7}")
    for size in (number // 10, number):
        f = measure(size, asked)
        print(
            f"{f.guides:8}{f.postings:12}{f.build_minutes:11.1f}"
            f"{f.median_ms:11.1f}{f.p95_ms:8.1f}{f.megabytes:7.0f}",
            flush=True,
        )
