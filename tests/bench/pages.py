"""What the main pages cost, beside a floor served in the same way: `./dev bench pages [--json]`;
with `--large`, how they grow with an organisation.

A page and its floor are asked in turn over kept-alive connections, so that whatever else the
machine does weighs on both. Limits on posting are off: one address sends everything.
"""

import gzip
import itertools
import json
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection
from statistics import quantiles
from typing import Any
from urllib.parse import urlencode

from bs4 import BeautifulSoup
from sqlalchemy import event

from tests.bench import floor
from tests.demo_places import PLACES, Demo
from tests.serving import Site, fresh_demo, serving
from webapp.db import db

ROUNDS = 300
CONNECTIONS = 4
MIXED = 1000
FLOORS = {"50 rows": ("GET", "/rows"), "1 row": ("GET", "/rows/3"), "insert": ("POST", "/rows")}
HTMX = {"HX-Request": "true", "HX-Target": "tally"}
EXPECTED = {"GET": {200}, "POST": {200, 204, 303}}
Fields = dict[str, str]


class Client:
    """One kept-alive connection of one person."""

    def __init__(self, site: Site, cookie: str = ""):
        self.connection = HTTPConnection("127.0.0.1", site.port, timeout=30)
        self.headers = {"Sec-Fetch-Site": "same-origin", "Cookie": f"rinki={cookie}"}
        self.headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.milliseconds: list[float] = []

    def ask(self, method: str, path: str, fields: Fields, headers: Fields) -> str:
        return self.read(method, path, fields, headers).decode()

    def read(
        self, method: str, path: str, fields: Fields | None = None, headers: Fields | None = None
    ) -> bytes:
        """What is answered as it comes: it may be a file."""
        body = urlencode(fields or {}) if method == "POST" else None
        began = time.perf_counter()
        self.connection.request(method, path, body, self.headers | (headers or {}))
        answer = self.connection.getresponse()
        content = answer.read()
        self.milliseconds.append((time.perf_counter() - began) * 1000)
        assert answer.status in EXPECTED[method], f"{path} answers {answer.status}"
        return content


@dataclass
class Visit:
    """A page as one person opens it, or a form as that person sends it, again and again."""

    name: str
    floor: str
    method: str
    path: str
    cookie: str = ""
    fields: Callable[[Client], Fields] = lambda _: {}
    headers: Fields = field(default_factory=dict)

    def pay(self, client: Client) -> str:
        return client.ask(self.method, self.path, self.fields(client), self.headers)


def visits(demo: Demo) -> list[Visit]:
    at = {place.name: demo.address(place) for place in PLACES}
    fanni = demo.cookie("fanni")
    here = itertools.cycle(({f"here-{demo.member_id}": "1"}, {}))
    mark = f"{at['attendance']}/{demo.member_id}"
    return [
        Visit("library list", "50 rows", "GET", at["library"]),
        Visit("search", "50 rows", "GET", at["search"]),
        Visit("guide", "1 row", "GET", at["guide"]),
        Visit("group", "50 rows", "GET", at["group"], fanni),
        Visit("attendance", "50 rows", "GET", at["attendance"], fanni),
        Visit("attendance POST", "insert", "POST", mark, fanni, lambda _: next(here), HTMX),
        Visit("feedback", "1 row", "GET", at["feedback"]),
        Visit("feedback POST", "insert", "POST", at["feedback"], fields=answered(at["feedback"])),
    ]


def answered(path: str) -> Callable[[Client], Fields]:
    """The feedback form, opened anew for each answer, with the first choice of each question."""

    def fill(client: Client) -> Fields:
        page = BeautifulSoup(client.ask("GET", path, {}, {}), "html.parser")
        client.milliseconds.pop()
        chosen: Fields = {}
        for box in page.select("form[method=post] input[name]"):
            chosen.setdefault(str(box["name"]), str(box.get("value", "")))
        return chosen

    return fill


def measure(visit: Visit, site: Site, base: Site, demo: Demo) -> dict[str, Any]:
    client, below = Client(site, visit.cookie), Client(base)
    for _ in range(20):  # both workers have seen the page
        page = visit.pay(client)
    client.milliseconds.clear()
    for _ in range(ROUNDS):
        below.ask(*FLOORS[visit.floor], {"title": "A row more"}, {})
        visit.pay(client)
    p50, p95 = median_and_95th(client.milliseconds)
    floor_p50, _ = median_and_95th(below.milliseconds)
    return {
        "page": visit.name,
        "p50": p50,
        "p95": p95,
        "a_second": throughput(visit, site),
        "sql": len(statements(visit, demo)),
        "bytes": len(page.encode()),
        "gzip": len(gzip.compress(page.encode(), 6)),
        "floor": visit.floor,
        "floor_p50": floor_p50,
        "ratio": p50 / floor_p50,
    }


def median_and_95th(milliseconds: list[float]) -> tuple[float, float]:
    cuts = quantiles(milliseconds, n=20)
    return cuts[9], cuts[18]


def throughput(visit: Visit, site: Site) -> float:
    """Requests a second over a few connections at once."""

    def work(client: Client) -> float:
        for _ in range(ROUNDS // CONNECTIONS):
            visit.pay(client)
        return sum(client.milliseconds) / 1000

    clients = [Client(site, visit.cookie) for _ in range(CONNECTIONS)]
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        return ROUNDS / max(pool.map(work, clients))


def statements(visit: Visit, demo: Demo) -> list[str]:
    """The SQL of one request, heard from inside; the second, so that caches are warm."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith("BEGIN"):
            seen.append(statement)

    inside = Inside(demo, visit.cookie)
    with demo.app.app_context():
        event.listen(db.engine, "before_cursor_execute", note)
        for _ in range(2):
            fields = visit.fields(inside)
            seen.clear()
            inside.ask(visit.method, visit.path, fields, visit.headers)
        event.remove(db.engine, "before_cursor_execute", note)
    return seen


class Inside(Client):
    """The same questions to a site in this process."""

    def __init__(self, demo: Demo, cookie: str):
        self.client = demo.app.test_client(use_cookies=False)
        self.base, self.milliseconds = demo.app.config["PUBLIC_URL"], []
        self.headers = {"Sec-Fetch-Site": "same-origin", "Cookie": f"rinki={cookie}"}

    def ask(self, method: str, path: str, fields: Fields, headers: Fields) -> str:
        return self.read(method, path, fields, headers).decode()

    def read(
        self, method: str, path: str, fields: Fields | None = None, headers: Fields | None = None
    ) -> bytes:
        """What is answered as it comes: it may be a file."""
        self.milliseconds.append(0)
        answer = self.client.open(
            path, method=method, data=fields, headers=self.headers | headers, base_url=self.base
        )
        assert answer.status_code in EXPECTED[method], f"{path} answers {answer.status_code}"
        return answer.data


def memory_after_many(everything: list[Visit], site: Site) -> float:
    def work(number: int) -> None:
        clients = [Client(site, visit.cookie) for visit in everything]
        for turn in range(MIXED // CONNECTIONS):
            at = (turn + number) % len(everything)
            everything[at].pay(clients[at])

    with ThreadPoolExecutor(CONNECTIONS) as pool:
        list(pool.map(work, range(CONNECTIONS)))
    return site.memory()


HEAD = "page              p50 ms  p95 ms  /second  SQL    bytes     gzip  × floor"


def line(row: dict[str, Any]) -> str:
    return (
        "{page:16} {p50:7.2f} {p95:7.2f} {a_second:8.0f} {sql:4} {bytes:8} {gzip:8} {ratio:8.2f}"
        " ({floor} {floor_p50:.2f} ms)".format(**row)
    )


def main(*options: str) -> None:
    as_json = "--json" in options
    with tempfile.TemporaryDirectory() as folder:
        environment, below = fresh_demo(folder), floor.fill(folder)
        demo = Demo(folder)
        with (
            serving("tests.bench.floor:create_app", "/rows", **below) as base,
            serving("webapp:create_app", "/fi/", **environment) as site,
        ):
            everything = visits(demo)
            print("" if as_json else HEAD, flush=True)
            rows = []
            for visit in everything:
                rows.append(measure(visit, site, base, demo))
                print("" if as_json else line(rows[-1]), flush=True)
            figures = {
                "seconds_to_first_page": site.seconds_to_first_page,
                "floor_seconds_to_first_page": base.seconds_to_first_page,
                "memory_mib": memory_after_many(everything, site),
                "floor_memory_mib": base.memory(),
            }
    if as_json:
        print(json.dumps({"pages": rows, **figures}, indent=2))
    else:
        for name, figure in figures.items():
            print(f"{name.replace('_', ' '):28} {figure:8.2f}")


if __name__ == "__main__":
    if "--large" in sys.argv:
        from tests.bench import large

        large.main(*sys.argv[1:])
    else:
        main(*sys.argv[1:])
