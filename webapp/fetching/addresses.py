"""Which addresses are on the open internet, and which are inside someone's network."""

import socket
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from queue import Empty, SimpleQueue
from threading import Thread

from webapp.fetching import NotFetched, Reason

Address = IPv4Address | IPv6Address

AZURE = ip_network("168.63.129.16")  # its machines' own service; other clouds' aren't global
TRANSLATED = ip_network("64:ff9b::/96")  # NAT64: an IPv4 address is in the last four bytes
TUNNELS = ip_network("2002::/16"), ip_network("2001::/32")  # 6to4, Teredo: out of use
LEFT_OUT = tuple(  # by older Pythons' `is_global`
    map(ip_network, ("192.0.0.0/24", "192.88.99.0/24", "fec0::/10", "3fff::/20"))
)
CLOSED = AZURE, *TUNNELS, *LEFT_OUT
WRAPPED = ip_network("::/96"), ip_network("::ffff:0:0/96"), ip_network("::ffff:0:0:0/96")


def is_open(address: Address, allowed: Iterable[str] = ()) -> bool:
    """Whether one may be sent there: it is on the open internet, or in a network we may use."""
    address = _unwrapped(address)
    if any(address in ip_network(network) for network in allowed):
        return True
    if any(address in network for network in CLOSED):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def checked(texts: Iterable[str], allowed: Iterable[str]) -> list[str]:
    """The addresses of a name, all of them fit. One that is not is enough to refuse the name."""
    allowed = tuple(allowed)
    addresses = [ip_address(text.partition("%")[0]) for text in texts]
    if not addresses:
        raise NotFetched(Reason.UNKNOWN_NAME)
    if not all(is_open(address, allowed) for address in addresses):
        raise NotFetched(Reason.REFUSED)
    return list(dict.fromkeys(map(str, addresses)))


def resolve(name: str, port: int, seconds: float) -> list[str]:
    """What the system says of a name, if it says it in time: the question itself has no limit."""
    answers: SimpleQueue[list[str]] = SimpleQueue()
    Thread(target=lambda: answers.put(_ask(name, port)), daemon=True).start()
    try:
        return answers.get(timeout=seconds)
    except Empty:
        raise NotFetched(Reason.TIMEOUT) from None


def _ask(name: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    return [str(address[0]) for *_rest, address in found]


def _unwrapped(address: Address) -> Address:
    """The IPv4 address that an IPv6 one only carries."""
    if isinstance(address, IPv6Address) and any(address in n for n in (TRANSLATED, *WRAPPED)):
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return address
