"""Reading what comes, unpacked no further than it is wanted: a small file may hold a huge one."""

import zlib
from collections.abc import Iterable, Iterator

from webapp.fetching import NotFetched, Reason

PLAIN = {"", "identity"}
PACKED = {"gzip", "x-gzip", "deflate"}


def read(pieces: Iterable[bytes], packing: str, most: int) -> tuple[bytes, bool]:
    """The first `most` bytes, and whether there was more."""
    if not most:
        return b"", False
    body = bytearray()
    for piece in _unpacked(pieces, packing.strip().lower(), most):
        body += piece
        if len(body) > most:
            return bytes(body[:most]), True
    return bytes(body), False


def _unpacked(pieces: Iterable[bytes], packing: str, most: int) -> Iterator[bytes]:
    if packing in PLAIN:
        yield from pieces
    elif packing not in PACKED:
        raise NotFetched(Reason.BAD_ANSWER)
    else:
        unpacker = zlib.decompressobj(wbits=32 + zlib.MAX_WBITS)  # gzip or zlib
        try:
            for piece in pieces:
                yield unpacker.decompress(piece, most + 1)
        except zlib.error:
            raise NotFetched(Reason.BAD_ANSWER) from None
