"""Fetching pages of the web whose addresses people have given us.

What a stranger can make us fetch must not reach the inside of our network: see `addresses` for
what counts as inside, and `transport` for how it is kept so.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import parseaddr
from enum import StrEnum
from ssl import SSLContext

from flask import current_app

Resolve = Callable[[str, int], list[str]]
"""The addresses of a name: what tests put in the place of the network's own answer."""

LARGEST = 2 * 1024 * 1024
SECONDS = 10.0
REDIRECTS = 5


class Reason(StrEnum):
    """Why nothing was fetched."""

    BAD_ADDRESS = "bad-address"
    """Not an address of the web, or one with a password in it."""
    REFUSED = "refused"
    """It leads to the inside of a network."""
    PORT = "port"
    """It names a port that is not for web pages."""
    UNKNOWN_NAME = "unknown-name"
    TIMEOUT = "timeout"
    CERTIFICATE = "certificate"
    UNREACHABLE = "unreachable"
    REDIRECTS = "redirects"
    BAD_ANSWER = "bad-answer"


class NotFetched(Exception):
    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Fetched:
    """What came. `headers` have their names in lower case."""

    url: str
    """Where it was in the end."""
    status: int
    headers: dict[str, str]
    body: bytes
    is_cut: bool
    """There was more than we wanted."""
    moved_to: str
    """Where permanent redirects lead, if there were any: the address to use from now on."""
    leads_to: str = ""
    """Where it goes on at another site, if that was not to be followed."""


def fetch(
    url: str,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    *,
    most: int = LARGEST,
    seconds: float = SECONDS,
    one_site: bool = False,
    resolve: Resolve | None = None,
    trust: SSLContext | None = None,
) -> Fetched:
    """Fetch what is at an address, or raise NotFetched.

    The body is read up to `most` bytes, counted as unpacked; with 0 it isn't read at all.
    With `one_site` no redirect to another site is followed.
    """
    from webapp.fetching import transport  # here, for httpx would cost every web worker 7 MB

    way = transport.Way(
        ports=frozenset(current_app.config["FETCH_PORTS"]),
        private=tuple(current_app.config["FETCH_PRIVATE"]),
        seconds=seconds,
        resolve=resolve,
        trust=trust,
    )
    headers = {"User-Agent": user_agent(), **(headers or {})}
    return transport.fetch(way, url, method, headers, most, one_site)


def user_agent() -> str:
    """Says who is asking, and where its people are reached."""
    _name, mail = parseaddr(current_app.config["MAIL_FROM"])
    return f"Mozilla/5.0 (compatible; RinkiBot/1.0; +{current_app.config['PUBLIC_URL']}; {mail})"
