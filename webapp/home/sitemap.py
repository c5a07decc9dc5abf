"""What search engines are told: the public pages in each language, and what to leave alone.

The sitemap (https://www.sitemaps.org/protocol.html) is an index of parts, for one file may hold
50,000 addresses at most.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from flask import Blueprint, Response, abort, render_template, url_for

from webapp.access import allow, everyone
from webapp.home import listed
from webapp.i18n import offered
from webapp.web import absolute

IN_A_PART = 4_000  # things, each in up to ten languages
DAY = 86_400
A_NUMBER = 2**60  # where an address takes a number and no mark

XML = "application/xml"
PAGES = "home.front", "guides.index", "practices.index", "groups.find", "groups.propose"
ADDRESSES = {
    "guides": ("guides.show", ("guide_slug",)),
    "collections": ("collections.show", ("organisation", "collection_slug")),
    "practices": ("practices.show", ("practice_slug",)),
    "organisations": ("groups.organisation", ("organisation",)),
    "groups": ("groups.public", ("organisation", "group_slug")),
    "meetings": ("groups.meeting", ("organisation", "group_slug", "meeting_id")),
}

bare = Blueprint("sitemap", __name__)


@bare.get("/robots.txt")
@allow(everyone)
def robots() -> Any:
    """Pass pages are secrets that someone may have pasted somewhere."""
    lines = ["User-agent: *", "Disallow: /p/", f"Sitemap: {absolute(url_for('.index'))}"]
    return _answer("\n".join(lines) + "\n", "text/plain")


@bare.get("/sitemap.xml")
@allow(everyone)
def index() -> Any:
    parts = [
        absolute(url_for(".part", kind=kind, number=number))
        for kind, total in listed.counts().items()
        for number in range(1, -(-total // IN_A_PART) + 1)
    ]
    pages = absolute(url_for(".part", kind="pages", number=1))
    return _answer(render_template("home/sitemap_index.xml", parts=[pages, *parts]), XML)


@bare.get("/sitemap/<kind>-<int:number>.xml")
@allow(everyone)
def part(kind: str, number: int) -> Any:
    if kind == "pages":
        return _addresses(
            [{lang: url_for(name, lang=lang) for lang in offered(name)} for name in PAGES]
        )
    if kind not in ADDRESSES or number < 1:
        abort(404)
    rows = listed.slugs(kind, number, IN_A_PART)
    return _addresses(_in_each_language(kind, rows))


def _in_each_language(kind: str, rows: Iterable[tuple[str, ...]]) -> Iterator[dict[str, str]]:
    """The addresses by language; each is built once and filled in, for there may be thousands."""
    endpoint, names = ADDRESSES[kind]
    marks: dict[str, Any] = {name: f"__{name}__" for name in names}
    if "meeting_id" in marks:
        marks["meeting_id"] = A_NUMBER
    models = {lang: url_for(endpoint, lang=lang, **marks) for lang in offered(endpoint)}
    for row in rows:
        yield {lang: _filled(model, marks.values(), row) for lang, model in models.items()}


def _filled(model: str, marks: Iterable[Any], slugs: tuple[Any, ...]) -> str:
    for mark, slug in zip(marks, slugs, strict=True):
        model = model.replace(str(mark), str(slug))
    return model


def _addresses(rows: Iterable[dict[str, str]]) -> Response:
    return _answer(render_template("home/sitemap.xml", rows=rows), XML)


def _answer(body: str, kind: str) -> Response:
    answer = Response(body, mimetype=kind)
    answer.cache_control.public, answer.cache_control.max_age = True, DAY
    return answer
