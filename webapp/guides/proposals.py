"""What a web page says of itself, proposed for a new guide."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _

from webapp.fetching import Fetched, NotFetched, Reason, fetch
from webapp.forms import tidy
from webapp.guides.models import GuideKind, site_of

# Words that tell the kind, tried in this order against the address, the title and the type.
SIGNS = (
    (GuideKind.VIDEO, r"youtube\.com|youtu\.be|vimeo\.com|areena\.yle|\bvideo"),
    (GuideKind.MODEL, r"innokyla\.fi/.*toimintamalli|toimintamalli|verksamhetsmodell"),
    (GuideKind.FORM, r"lomake|lomakkee|blankett|\bform\b"),
    (GuideKind.HANDBOOK, r"käsikirja|handbok|handbook"),
    (GuideKind.TRAINING, r"koulutus|kurssi|utbildning|training|course"),
    (GuideKind.MATERIAL_BANK, r"materiaalipank|materialbank|materiaalit\b"),
    (GuideKind.TOOLKIT, r"työkalu|verktyg|toolkit|toolbox"),
    (GuideKind.GUIDE, r"opas|oppaa|guide|\.pdf\b"),
)
NAMES = re.compile(r"\s+[|–—·]\s+|\s+-\s+")  # between a page's title and its site's name
# What a page's JSON-LD tells of: things around the guide, and what the guide itself may be.
AROUND_IT = {"Organization", "NGO", "WebSite", "BreadcrumbList", "Person"}
LIKELY = {"LearningResource": 0, "Book": 1, "Article": 2, "WebPage": 4}
UNKNOWN = 3
LONGEST_TITLE = 500  # characters that are looked at
LANGUAGE = re.compile(r"[a-z]{2,3}\b")

# What hinders reading a page, told to the person who gave its address.
HINDRANCES = {
    Reason.BAD_ADDRESS: _("This is not an address of a web page. Check it."),
    Reason.REFUSED: _("This address leads to the inside of a network, so it was not opened."),
    Reason.PORT: _("The address names a port where no web pages are. Leave the port out."),
    Reason.UNKNOWN_NAME: _("There is no site with this name. Check the address."),
    Reason.TIMEOUT: _("The page did not answer in time. Fill in what you know."),
    Reason.CERTIFICATE: _("The site's certificate is not in order. Fill in what you know."),
    Reason.UNREACHABLE: _("The site could not be reached. Fill in what you know."),
    Reason.REDIRECTS: _("The address leads round in circles. Fill in what you know."),
    Reason.BAD_ANSWER: _("The page could not be read. Fill in what you know."),
}
NOT_A_PAGE = _("The address does not lead to a web page we can read. Fill in what you know.")
TOO_BIG = _("The page is so big that only its beginning was read.")


@dataclass(frozen=True)
class Proposal:
    url: str
    title: str = ""
    publisher: str = ""
    language: str = ""
    kind: GuideKind | None = None
    summary: str = ""
    """The page's own description: to be put in our own words."""
    hindrance: Any = ""
    """Why so little is known, as a sentence."""
    failed: bool = False
    """Whether the page could not be had at all."""


def look_at(url: str) -> Proposal:
    """Fetch the page and see what it says of itself. What hinders it is told in the proposal."""
    try:
        page = fetch(url)
    except NotFetched as not_fetched:
        said = HINDRANCES[not_fetched.reason]
        return Proposal(url, kind=_kind(url), hindrance=said, failed=True)
    if page.status >= 400:
        said = _("The page answers with the error %(status)s. Fill in what you know.",
                 status=page.status)  # fmt: skip
        return Proposal(url, kind=_kind(url), hindrance=said, failed=True)
    if "html" not in page.headers.get("content-type", "html"):
        return Proposal(page.moved_to or url, kind=_kind(f"{url} .pdf"), hindrance=NOT_A_PAGE)
    return proposed(page.body, page.moved_to or url, TOO_BIG if _is_big(page) else "")


def proposed(html: bytes, url: str, hindrance: Any = "") -> Proposal:
    """From what machines are told (JSON-LD, meta), or else from what people see."""
    from bs4 import BeautifulSoup  # only curators need it

    page = BeautifulSoup(html, "html.parser")
    data = min(_described(page), key=_distance, default={})
    site = _meta(page, "og:site_name")
    title = _text(data.get("name") or data.get("headline")) or _meta(page, "og:title")
    title = title or _without_site(tidy(page.title.get_text()) if page.title else "")
    summary = _text(data.get("description")) or _meta(page, "og:description")
    language = _text(data.get("inLanguage")) or _text(page.html and page.html.get("lang"))
    return Proposal(
        url=url,
        title=title[:200],
        publisher=(_name(data.get("publisher")) or site or site_of(url))[:200],
        language=_language(language),
        kind=_kind(f"{title} {' '.join(_types(data))} {url}"),
        summary=(summary or _meta(page, "description"))[:2000],
        hindrance=hindrance,
    )


def _described(page: Any) -> Iterator[dict[str, Any]]:
    """The things that the page's JSON-LD describes, as far as it can be read."""
    for block in page.find_all("script", type="application/ld+json"):
        try:
            data = json.loads(block.get_text())
        except (ValueError, RecursionError):
            continue
        things = data.get("@graph", [data]) if isinstance(data, dict) else data
        for thing in things if isinstance(things, list) else []:
            is_named = isinstance(thing, dict) and (thing.get("headline") or thing.get("name"))
            if is_named and not AROUND_IT & {*_types(thing)}:
                yield thing


def _types(thing: dict[str, Any]) -> list[str]:
    told = thing.get("@type")
    return [kind for kind in (told if isinstance(told, list) else [told]) if isinstance(kind, str)]


def _distance(thing: dict[str, Any]) -> int:
    """How far a thing is from being the guide itself."""
    return min((LIKELY.get(kind, UNKNOWN) for kind in _types(thing)), default=UNKNOWN)


def _meta(page: Any, name: str) -> str:
    tag = page.find("meta", property=name) or page.find("meta", attrs={"name": name})
    return _text(tag.get("content")) if tag else ""


def _text(value: Any) -> str:
    return tidy(value) if isinstance(value, str) else ""


def _name(value: Any) -> str:
    """Of a publisher; of several, the first that has a name."""
    if isinstance(value, list):
        return next(filter(None, map(_name, value)), "")
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _without_site(title: str) -> str:
    """The longest part: "Ryhmän opas | Suru ry" is "Ryhmän opas"."""
    return max(NAMES.split(title), key=len, default="")


def _language(tag: str) -> str:
    if tag.lower() == "fi-simple":
        return "fi-simple"
    found = LANGUAGE.match(tag.lower())
    return found[0] if found else ""


def _kind(words: str) -> GuideKind | None:
    words = words[:LONGEST_TITLE]
    found = (kind for kind, sign in SIGNS if re.search(sign, words, re.IGNORECASE))
    return next(found, GuideKind.WEB_PAGE)


def _is_big(page: Fetched) -> bool:
    return page.is_cut
