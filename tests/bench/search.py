"""How well and how fast the library is searched: `./dev bench search [--queries FILE] [--json]`.

With `--guides 100000`: how fast, among so many made-up guides (see `large_library`).

The queries are those of people, each with the guides that a librarian would accept. Two simple
ways to search are measured beside ours: words as they stand, and Snowball's stems.
"""

import argparse
import csv
import json
import math
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from statistics import fmean, median, quantiles

import snowballstemmer
from sqlalchemy import text

from tests import postgres
from tests.bench import large_library
from webapp import create_app
from webapp.db import db, unit_of_work
from webapp.guides import operations, queries
from webapp.guides.models import Guide
from webapp.search import synonyms
from webapp.search.analysis import tokens

GUIDES = Path("resources/guides.csv")
TOPICS = Path("resources/topics.csv")
QUERIES = Path("tests/queries_dev.csv")
DEPTH = 20
ROUNDS = 3
STEMMERS = {"fi": "finnish", "sv": "swedish", "en": "english", "ru": "russian", "et": "estonian"}

Ranking = list[str]
Search = Callable[[str, str], Ranking]


@dataclass(frozen=True)
class Query:
    words: str
    language: str
    accepted: frozenset[str]


@dataclass(frozen=True)
class Figures:
    ndcg_at_10: float
    recall_at_20: float
    mrr: float
    median_ms: float
    p95_ms: float


def read_queries(path: Path) -> list[Query]:
    rows = csv.DictReader(path.open(encoding="utf-8", newline=""))
    return [
        Query(row["query"], row["lang"], frozenset(row["relevant_ids"].split(";"))) for row in rows
    ]


def ndcg(ranking: Ranking, accepted: frozenset[str]) -> float:
    def gain(hits: Iterable[bool]) -> float:
        return sum(hit / math.log2(place + 2) for place, hit in enumerate(hits))

    return gain(id in accepted for id in ranking[:10]) / gain([True] * min(10, len(accepted)))


def recall(ranking: Ranking, accepted: frozenset[str]) -> float:
    return len(accepted.intersection(ranking[:DEPTH])) / min(DEPTH, len(accepted))


def reciprocal_rank(ranking: Ranking, accepted: frozenset[str]) -> float:
    return next((1 / place for place, id in enumerate(ranking, 1) if id in accepted), 0)


def measure(
    search: Search, asked: list[Query], rounds: int = ROUNDS
) -> tuple[Figures, list[Ranking]]:
    rankings = [search(query.words, query.language) for query in asked]  # and all is warm
    times = [_milliseconds(search, query) for _ in range(rounds) for query in asked]
    pairs = [(ranking, query.accepted) for ranking, query in zip(rankings, asked, strict=True)]
    figures = (fmean(how(*pair) for pair in pairs) for how in (ndcg, recall, reciprocal_rank))
    return Figures(*figures, median(times), quantiles(times, n=20)[-1]), rankings


def _milliseconds(search: Search, query: Query) -> float:
    start = time.perf_counter()
    search(query.words, query.language)
    return (time.perf_counter() - start) * 1000


def baseline(terms: Callable[[str, str], Iterable[str]]) -> Search:
    """Plain BM25 over the same texts, in memory."""
    bags = {id: Counter(chain(*(terms(*text) for text in texts))) for id, texts in _texts()}
    usual = fmean(bag.total() for bag in bags.values())
    holders: dict[str, list[str]] = defaultdict(list)
    for id, bag in bags.items():
        for term in bag:
            holders[term].append(id)

    def search(words: str, language: str) -> Ranking:
        scores: dict[str, float] = defaultdict(float)
        for term in terms(words, language):
            found = holders.get(term, [])
            rarity = math.log(1 + (len(bags) - len(found) + 0.5) / (len(found) + 0.5))
            for id in found:
                amount, length = bags[id][term], bags[id].total() / usual
                scores[id] += rarity * amount * 2.2 / (amount + 1.2 * (0.25 + 0.75 * length))
        return [id for id, _ in sorted(scores.items(), key=lambda one: (-one[1], one[0]))][:DEPTH]

    return search


def _texts() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Each guide's texts, with their languages."""
    topics = {row["slug"]: row for row in csv.DictReader(TOPICS.open(encoding="utf-8"))}
    for guide in csv.DictReader(GUIDES.open(encoding="utf-8")):
        own = guide["language"].split("-")[0]
        texts = [(guide["title"], own), (guide["publisher"], own)]
        texts += [(guide[f"summary_{language}"], language) for language in ("fi", "en")]
        for topic in (topics[slug] for slug in guide["topics"].split(";")):
            texts += [(topic[f"name_{language}"], language) for language in ("fi", "sv", "en")]
            texts.append((topic["synonyms_fi"], "fi"))
        yield guide["id"], texts


def bare(text: str, _language: str) -> list[str]:
    return tokens(text)


def stems(text: str, language: str) -> list[str]:
    stemmer = STEMMERS.get(language)
    return snowballstemmer.stemmer(stemmer).stemWords(tokens(text)) if stemmer else tokens(text)


@contextmanager
def library(address: str) -> Iterator[Search]:
    """The library as the site has it, in a database of its own."""
    app = create_app(SQLALCHEMY_DATABASE_URI=address)
    with app.test_request_context("/fi/"):
        db.create_all()
        with unit_of_work():
            synonyms.load()
            operations.import_topics(TOPICS.read_bytes())
            operations.import_guides(GUIDES.read_bytes())
            db.session.execute(text("ANALYZE"))  # PostgreSQL does it by itself in a minute
        yield _search
        db.session.remove()
        db.engine.dispose()


def _search(words: str, _language: str) -> Ranking:
    found = queries.library(queries.wanted(words, {})).with_only_columns(Guide.slug)
    return list(db.session.scalars(found.limit(DEPTH)))


def run(asked: list[Query], rounds: int = ROUNDS) -> tuple[dict[str, Figures], int]:
    """The figures of each way to search, and for how many queries the databases agree."""
    figures = {
        "bare words": measure(baseline(bare), asked, rounds)[0],
        "Snowball stems": measure(baseline(stems), asked, rounds)[0],
    }
    with tempfile.TemporaryDirectory() as folder, library(f"sqlite:///{folder}/rinki.db") as search:
        figures["SQLite"], on_sqlite = measure(search, asked, rounds)
    with postgres.server() as address, library(address) as search:
        figures["PostgreSQL"], on_postgres = measure(search, asked, rounds)
    pairs = zip(on_sqlite, on_postgres, strict=True)
    return figures, sum(one[:10] == other[:10] for one, other in pairs)


def main() -> None:
    parser = argparse.ArgumentParser(prog="./dev bench search", description=__doc__)
    parser.add_argument("--queries", type=Path, default=QUERIES, help="a CSV like " + str(QUERIES))
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--guides", type=int, help="how fast it is with so many made-up guides")
    options = parser.parse_args()
    asked = read_queries(options.queries)
    if options.guides:
        large_library.run(options.guides, [query.words for query in asked])
        return
    figures, same = run(asked)
    if options.json:
        ways = {name: vars(figure) for name, figure in figures.items()}
        print(json.dumps({"queries": len(asked), "same_top_ten": same, "ways": ways}, indent=2))
        return
    print(f"{'':16}nDCG@10  recall@20    MRR  median ms  p95 ms")
    for name, f in figures.items():
        print(
            f"{name:16}{f.ndcg_at_10:7.3f}{f.recall_at_20:11.3f}{f.mrr:7.3f}"
            f"{f.median_ms:11.1f}{f.p95_ms:8.1f}"
        )
    print(f"The same top ten on both databases: {same} of {len(asked)}")


if __name__ == "__main__":
    main()
