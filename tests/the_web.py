"""A small web of our own: a real server that plays all that may go wrong on the real one.

`web.url("moved")` is the address of a page that plays what its name says.
"""

import gzip
import ssl
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import trustme

MEGABYTE = 1024 * 1024
PAGE = b"<title>A guide</title>"
CHANGED = "Sat, 07 Sep 2024 10:00:00 GMT"


@cache
def bomb() -> bytes:
    """Half a megabyte that holds 500."""
    packer = zlib.compressobj(9, wbits=16 + zlib.MAX_WBITS)
    packed = b"".join(packer.compress(bytes(MEGABYTE)) for _ in range(500))
    return packed + packer.flush()


@dataclass
class Web:
    port: int
    trust: ssl.SSLContext | None = None
    asked: list[tuple[str, str]] = field(default_factory=list)
    """The method and the path of each request, in their order."""
    headers: list[dict[str, str]] = field(default_factory=list)
    spans: list[tuple[float, float]] = field(default_factory=list)
    """When each request began and ended, in seconds of the monotonic clock."""
    busy: int = 0
    busiest: int = 0
    plays: dict = field(default_factory=dict)
    """What some pages play today instead of what their name says."""
    until: datetime = datetime(2030, 1, 1, tzinfo=UTC)
    """When those that are closed today open."""

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http{'s' if self.trust else ''}://{host}:{self.port}/{path}"


class Player(BaseHTTPRequestHandler):
    """Plays the page that is asked for; `/to/<address>` sends the reader there,
    `/for-good/<address>` for good."""

    protocol_version = "HTTP/1.1"
    web: Web

    def play(self):
        begun = time.monotonic()
        self.web.busy += 1
        self.web.busiest = max(self.web.busiest, self.web.busy)
        self.web.asked.append((self.command, self.path))
        self.web.headers.append({name.lower(): value for name, value in self.headers.items()})
        try:
            self._play(self.path[1:].partition("?")[0])
        except (BrokenPipeError, ConnectionResetError):
            pass  # they had seen enough
        finally:
            self.web.busy -= 1
            self.web.spans.append((begun, time.monotonic()))

    do_GET = do_HEAD = play

    def _play(self, name):
        name = self.web.plays.get(name, name)
        if name.startswith("for-good/"):
            return self.say(301, Location=name.removeprefix("for-good/"))
        if name.startswith("to/"):
            return self.say(302, Location=name[3:])
        if name.isdecimal():
            return self.say(int(name))
        return getattr(self, name.replace("-", "_").replace(".", "_"), self.missing)()

    def say(self, status=200, body=PAGE, **headers):
        self.send_response(status)
        for header, value in headers.items():
            self.send_header(header.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def missing(self):
        self.say(404)

    def robots_txt(self):
        self.say(404)

    def robots_no(self):
        self.say(body=b"User-agent: *\nDisallow: /private\n", Content_Type="text/plain")

    def ok(self):
        self.say(Content_Type="text/html; charset=utf-8")

    private = ok

    def no_head(self):
        self.say(405 if self.command == "HEAD" else 200)

    def head_says_gone(self):
        self.say(404 if self.command == "HEAD" else 200)

    def moved(self):
        self.say(301, Location="/ok")

    def moved_twice(self):
        self.say(308, Location="/moved")

    def moved_then_sent(self):
        self.say(301, Location="/to//ok")

    def moved_to_nothing(self):
        self.say(301, Location="/404")

    def loop(self):
        self.say(302, Location="/loop")

    def redirect_with_a_body(self):
        self.say(302, body=b"x" * 5 * MEGABYTE, Location="/ok")

    def later(self):
        self.say(429, Retry_After="7200")

    def later_today(self):
        self.say(429, Retry_After=format_datetime(self.web.until, usegmt=True))

    def closed_today(self):
        self.say(503, Retry_After=format_datetime(self.web.until, usegmt=True))

    def tagged(self):
        self._say_once("If-None-Match", '"1"', ETag='"1"')

    def dated(self):
        self._say_once("If-Modified-Since", CHANGED, Last_Modified=CHANGED)

    def _say_once(self, header, told, **headers):
        known = self.headers.get(header) == told
        self.say(304 if known else 200, b"" if known else PAGE, **headers)

    def large(self):
        self.say(body=b"x" * 5 * MEGABYTE)

    def packed(self):
        self.say(body=gzip.compress(PAGE), Content_Encoding="gzip")

    def bomb(self):
        self.say(body=bomb(), Content_Encoding="gzip")

    def packed_oddly(self):
        self.say(body=PAGE, Content_Encoding="gzip")

    def drip(self):
        """A byte now and then, so that no single wait is long."""
        self.send_response(200)
        self.end_headers()
        for _byte in range(200):
            self.wfile.write(b"x")
            time.sleep(0.05)

    def drip_of_headers(self):
        for _byte in range(200):
            self.wfile.write(b"H")
            time.sleep(0.05)

    def slow(self):
        time.sleep(0.3)
        self.say()

    def nonsense(self):
        self.wfile.write(b"good evening\r\n\r\n")

    def biscuit(self):
        self.say(Set_Cookie="who=you")

    def log_message(self, *_words):
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_who):
        pass  # a TLS handshake that the other end broke off


@contextmanager
def open_web(names: tuple[str, ...] = ()) -> Iterator[Web]:
    """With names it speaks TLS, by a certificate for them of an authority that only we trust."""
    player = type("ThisPlayer", (Player,), {})
    server = _Server(("127.0.0.1", 0), player)
    player.web = web = Web(server.server_port)
    if names:
        authority, ours = trustme.CA(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(*names).configure_cert(ours)
        server.socket = ours.wrap_socket(server.socket, server_side=True)
        web.trust = ssl.create_default_context()
        authority.configure_trust(web.trust)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield web
    finally:
        server.shutdown()
        server.server_close()
