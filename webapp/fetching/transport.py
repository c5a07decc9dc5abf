"""httpx on a network that leads only to the open internet, and only for a while.

A name is resolved here, its addresses are checked, and one of them is what we connect to: nobody
can answer otherwise between the check and the use. The name stays in the Host header and in TLS.
"""

# ruff: noqa: ARG002 - the time-outs that httpcore hands on give way to the one of the whole

import ssl
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from time import monotonic
from typing import Any

import certifi
import httpcore
import httpx

from webapp.fetching import REDIRECTS, Fetched, NotFetched, Reason, Resolve, addresses
from webapp.fetching.body import read

PERMANENT = {301, 308}


@dataclass
class Way:
    """What is allowed on the way there. Its time begins when it is made."""

    ports: frozenset[int]
    private: tuple[str, ...]
    seconds: float
    resolve: Resolve | None = None
    trust: ssl.SSLContext | None = None
    begun: float = field(default_factory=monotonic)

    def left(self) -> float:
        """How many seconds there are still, for everything together."""
        left = self.begun + self.seconds - monotonic()
        if left <= 0:
            raise NotFetched(Reason.TIMEOUT)
        return left

    def addresses_of(self, name: str, port: int) -> list[str]:
        if self.resolve:
            found = self.resolve(name, port)
        else:
            found = addresses.resolve(name, port, seconds=self.left())
        return addresses.checked(found, self.private)


def fetch(
    way: Way, url: str, method: str, headers: dict[str, str], most: int, one_site: bool
) -> Fetched:
    headers = {"Accept": "text/html,*/*;q=0.8", "Accept-Encoding": "gzip", **headers}
    moved_to, is_permanent = "", True
    with _said_plainly(), httpx.Client(transport=_Transport(way), trust_env=False) as client:
        request: httpx.Request | None = client.build_request(method, url, headers=headers)
        for _redirect in range(REDIRECTS + 1):
            assert request
            # by hand, for httpx would read all of what comes with a redirect
            with closing(client.send(request, stream=True)) as answer:
                request = answer.next_request
                if request is None:
                    return _fetched(answer, most, moved_to)
            is_permanent = is_permanent and answer.status_code in PERMANENT
            moved_to = str(request.url) if is_permanent else moved_to
            if one_site and request.url.netloc != answer.url.netloc:
                return replace(_fetched(answer, 0, moved_to), leads_to=str(request.url))
    raise NotFetched(Reason.REDIRECTS)


def _fetched(answer: httpx.Response, most: int, moved_to: str) -> Fetched:
    body, is_cut = read(answer.iter_raw(), answer.headers.get("content-encoding", ""), most)
    return Fetched(
        url=str(answer.url),
        status=answer.status_code,
        headers=dict(answer.headers),
        body=body,
        is_cut=is_cut,
        moved_to=moved_to,
    )


@contextmanager
def _said_plainly() -> Iterator[None]:
    """What may go wrong, as one of our own reasons."""
    try:
        yield
    except (httpx.TimeoutException, httpcore.TimeoutException) as error:
        raise NotFetched(Reason.TIMEOUT) from error
    except (httpx.InvalidURL, UnicodeError) as error:
        raise NotFetched(Reason.BAD_ADDRESS) from error
    except (httpx.RemoteProtocolError, httpcore.RemoteProtocolError) as error:
        raise NotFetched(Reason.BAD_ANSWER) from error
    except (httpx.TransportError, httpcore.NetworkError, OSError) as error:
        is_trusted = not any(isinstance(e, ssl.SSLCertVerificationError) for e in _causes(error))
        raise NotFetched(Reason.UNREACHABLE if is_trusted else Reason.CERTIFICATE) from error


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error:
        yield error
        error = error.__cause__ or error.__context__


@cache
def _usual_trust() -> ssl.SSLContext:
    return ssl.create_default_context(cafile=certifi.where())


class _Transport(httpx.BaseTransport):
    """Sends a request on, if its address is fit; each redirect comes through here too."""

    def __init__(self, way: Way) -> None:
        self.pool = httpcore.ConnectionPool(
            ssl_context=way.trust or _usual_trust(),
            network_backend=_Network(way),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        if url.scheme not in {"http", "https"} or not url.host or url.userinfo:
            raise NotFetched(Reason.BAD_ADDRESS)
        there = httpcore.URL(
            scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
        )
        answer = self.pool.handle_request(
            httpcore.Request(request.method, there, headers=request.headers.raw)
        )
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer))

    def close(self) -> None:
        self.pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self.answer = answer

    def __iter__(self) -> Iterator[bytes]:
        return self.answer.iter_stream()

    def close(self) -> None:
        self.answer.close()


class _Network(httpcore.NetworkBackend):
    """Connects to an address that has been checked."""

    def __init__(self, way: Way) -> None:
        self.way = way
        self.sockets = httpcore.SyncBackend()

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, *_more: Any, **_others: Any
    ) -> httpcore.NetworkStream:
        if port not in self.way.ports:
            raise NotFetched(Reason.PORT)
        failure: Exception | None = None
        for address in self.way.addresses_of(host, port):
            try:
                stream = self.sockets.connect_tcp(address, port, timeout=self.way.left())
                return _Hurried(stream, self.way)
            except httpcore.ConnectError as error:
                failure = error
        raise failure or NotFetched(Reason.UNKNOWN_NAME)


class _Hurried(httpcore.NetworkStream):
    """A connection on which no wait goes over the time there is for all of it."""

    def __init__(self, stream: httpcore.NetworkStream, way: Way) -> None:
        self.stream, self.way = stream, way

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.stream.read(max_bytes, self.way.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.stream.write(buffer, self.way.left())

    def close(self) -> None:
        self.stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        stream = self.stream.start_tls(ssl_context, server_hostname, self.way.left())
        return _Hurried(stream, self.way)

    def get_extra_info(self, info: str) -> Any:
        return self.stream.get_extra_info(info)
