"""Looking at an address: what a site says of it, asked as politely as a machine can."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, timedelta
from email.utils import parsedate_to_datetime
from time import sleep
from urllib.parse import urljoin
from urllib.robotparser import RobotFileParser

from flask import current_app

from webapp import fetching
from webapp.db import now
from webapp.fetching import Fetched, NotFetched, Reason
from webapp.guides.link_models import LinkState

ROBOT = "RinkiBot"
LARGEST_ROBOTS = 100_000
CONFIRMED = {404, 410}
FORBIDDEN = {401, 403, 407, 451}
USUAL_WAIT = timedelta(hours=6)
LONGEST_WAIT = timedelta(days=7)


@dataclass(frozen=True)
class Step:
    """An address on the way from a guide's own: redirects may lead from site to site."""

    url: str
    start: str
    """The guide's own address."""
    moved_to: str = ""
    """As far as permanent redirects alone have led."""
    is_permanent: bool = True
    """Whether there have been no others."""
    number: int = 0

    def moved(self, page: Fetched) -> str:
        return (self.is_permanent and page.moved_to) or self.moved_to

    def onward(self, page: Fetched) -> Step:
        is_permanent = self.is_permanent and page.moved_to == page.leads_to
        return Step(page.leads_to, self.start, self.moved(page), is_permanent, self.number + 1)


@dataclass(frozen=True)
class Look:
    """What was found: a state, or none where it didn't succeed; a wish to be asked later; or that
    it goes on at another site, which wants to be asked as politely as the first."""

    state: LinkState | None = None
    proposed_url: str = ""
    etag: str = ""
    last_modified: str = ""
    wait: timedelta | None = None
    onward: Step | None = None
    robots: str | None = None
    """What the site lets machines do, when that was asked too."""


def look(step: Step, known: Mapping[str, str], robots: str | None) -> Look:
    """Ask for the page at one site; by the headers `known` it can say that nothing is new."""
    asked: str | timedelta | None = None
    if robots is None:
        asked = _robots(step.url)
        if isinstance(asked, timedelta):
            return Look(wait=asked)
        robots = asked
        _pause()
    found = _judged(step, known) if _is_let(step.url, robots) else Look(LinkState.FORBIDDEN)
    return Look(**{**vars(found), "robots": asked})


def _judged(step: Step, known: Mapping[str, str]) -> Look:
    try:
        page = _head_or_whole(step.url, known)
    except NotFetched as failure:
        is_untrusted = failure.reason == Reason.CERTIFICATE
        return Look(LinkState.CERTIFICATE if is_untrusted else None)
    if _asks_to_wait(page):
        return Look(wait=_wait(page.headers.get("retry-after", "")))
    if page.leads_to:
        return Look(onward=step.onward(page)) if step.number < fetching.REDIRECTS else Look()
    moved_to = step.moved(page)
    return Look(
        _state(page, moved_to not in ("", step.start)),
        proposed_url=moved_to if _is_there(page) and len(moved_to) <= 500 else "",
        etag=page.headers.get("etag", "")[:200],
        last_modified=page.headers.get("last-modified", "")[:200],
    )


def _head_or_whole(url: str, known: Mapping[str, str]) -> Fetched:
    """A HEAD is enough where it is answered well; not all sites do, so the rest are asked again."""
    try:
        page = fetching.fetch(url, "HEAD", known, one_site=True)
        if _is_there(page) or page.leads_to or _asks_to_wait(page):
            return page
    except NotFetched as failure:
        if failure.reason not in (Reason.BAD_ANSWER, Reason.TIMEOUT):
            raise
    _pause()
    return fetching.fetch(url, "GET", known, most=0, one_site=True)


def _state(page: Fetched, has_moved: bool) -> LinkState | None:
    if _is_there(page):
        return LinkState.MOVED if has_moved else LinkState.WORKS
    if page.status in CONFIRMED:
        return LinkState.GONE
    return LinkState.FORBIDDEN if page.status in FORBIDDEN else None


def _is_there(page: Fetched) -> bool:
    return page.status // 100 == 2 or page.status == 304


def _asks_to_wait(page: Fetched) -> bool:
    return page.status == 429 or (page.status == 503 and "retry-after" in page.headers)


def _wait(retry_after: str) -> timedelta:
    """Seconds or a date; what makes no sense is the usual wait."""
    if retry_after.isdecimal():
        return min(timedelta(seconds=int(retry_after[:9])), LONGEST_WAIT)
    try:
        until = parsedate_to_datetime(retry_after)
    except ValueError:
        return USUAL_WAIT
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return min(max(until - now(), timedelta()), LONGEST_WAIT)


def _robots(url: str) -> str | timedelta:
    """The site's robots.txt, empty where there is none; or how long it wants to be left alone."""
    try:
        page = fetching.fetch(urljoin(url, "/robots.txt"), most=LARGEST_ROBOTS, one_site=True)
    except NotFetched:
        return ""
    if _asks_to_wait(page):
        return _wait(page.headers.get("retry-after", ""))
    return page.body.decode("utf-8", "replace") if page.status == 200 else ""


def _is_let(url: str, robots: str) -> bool:
    rules = RobotFileParser()
    rules.parse(robots.splitlines())
    return rules.can_fetch(ROBOT, url)


def _pause() -> None:
    sleep(current_app.config["LINK_PAUSE"])
