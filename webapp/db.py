"""The database: one session a request, committed in one place."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from traceback import extract_tb
from typing import TYPE_CHECKING, Annotated, Any

from flask import Flask, Response, has_request_context, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    Connection,
    DateTime,
    Dialect,
    Engine,
    Enum,
    ForeignKey,
    MetaData,
    String,
    Text,
    TypeDecorator,
    event,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, registry
from werkzeug.exceptions import HTTPException


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC. SQLite forgets the zone, so it is taken off and put back here."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _: Dialect) -> datetime | None:
        return value and value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, _: Dialect) -> datetime | None:
        return value and value.replace(tzinfo=UTC)


Id = Annotated[int, mapped_column(primary_key=True)]
Line = Annotated[str, mapped_column(String(200))]
Words = Annotated[str, mapped_column(Text)]
Moment = Annotated[datetime, mapped_column(UtcDateTime)]


NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def _values(kind: type[StrEnum]) -> list[str]:
    return [member.value for member in kind]


class Base(DeclarativeBase):
    """Constraints have names; a StrEnum is kept as its value in a short text column."""

    metadata = MetaData(naming_convention=NAMES)
    registry = registry(
        metadata=metadata,
        type_annotation_map={
            StrEnum: Enum(StrEnum, native_enum=False, length=20, values_callable=_values)
        },
    )


db = SQLAlchemy(model_class=Base)
if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model


class Owned:
    """A row that belongs to one organisation and is invisible to all others."""

    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), index=True
    )


class Shared:
    """A row of the shared library: read by all, written by a platform admin."""


def now() -> datetime:
    """The clock. Everything that asks what time it is asks here."""
    return datetime.now(UTC)


_writing = ContextVar("writing", default=False)


class CommittingFlask(Flask):
    """Commits once, inside the dispatch: what a constraint says there is handled like any error."""

    def preprocess_request(self) -> Any:
        """All that is sent is read before the database is asked: a slow sender holds no lock."""
        try:
            request.get_data(cache=True, parse_form_data=True)
        except HTTPException:
            super().preprocess_request()  # the language and the reader, for the error page
            raise
        return super().preprocess_request()

    def log_exception(self, exc_info: Any) -> None:
        """What went wrong where: not the address, which may be secret, nor the error's words."""
        kind, _error, trace = exc_info
        places = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in extract_tb(trace)]
        self.logger.error("%s at %s, %s", kind.__name__, request.endpoint, " ".join(places))

    def dispatch_request(self) -> Response:
        response: Response = self.make_response(super().dispatch_request())
        if request.method == "POST" and response.status_code < 400:
            db.session.commit()
        return response


@contextmanager
def unit_of_work() -> Iterator[None]:
    """Write what must last whatever the request's fate: jobs, commands, counted attempts.

    Commits what the session holds at the end, and undoes it if the block raises.
    """
    token = _writing.set(True)
    try:
        db.session.commit()  # a read begun earlier ends, so that the lock is taken before reading
        yield
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise
    finally:
        _writing.reset(token)


@event.listens_for(Engine, "connect")
def _sqlite_manners(connection: Any, _record: Any) -> None:
    """WAL with every commit on disk, foreign keys kept, transactions begun by `_begin`."""
    if type(connection).__module__.startswith("sqlite3"):
        connection.isolation_level = None
        settings = "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=5000"
        for setting in (*settings, "secure_delete=ON"):
            connection.execute(f"PRAGMA {setting}")


@event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    """Take SQLite's write lock first where a write will come: a read can't always turn into one."""
    if connection.dialect.name == "sqlite":
        writes = _writing.get() or (has_request_context() and request.method == "POST")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def let_go() -> None:
    """End the transaction before waiting for something outside: others may write meanwhile.

    Nothing may have been written yet, for it would be lost.
    """
    db.session.rollback()


@contextmanager
def roomy() -> Iterator[None]:
    """For a work that goes through very much: SQLite keeps 100 MB of pages at hand, not 2."""
    connection = db.session.connection()
    is_sqlite = connection.dialect.name == "sqlite"
    if is_sqlite:
        connection.exec_driver_sql("PRAGMA cache_size = -100000")
    try:
        yield
    finally:
        if is_sqlite:
            connection.exec_driver_sql("PRAGMA cache_size = -2000")


def outside_transactions(statement: str, *values: str) -> None:
    """For what SQLite does only between two of them, on a connection of its own."""
    connection = db.engine.raw_connection()
    try:
        connection.driver_connection.execute(statement, values)  # type: ignore[union-attr]
    finally:
        connection.close()


def init_app(app: Flask) -> None:
    data = Path(app.config["DATA"]).absolute()
    if not app.config["SQLALCHEMY_DATABASE_URI"]:
        data.mkdir(parents=True, exist_ok=True)
        app.config["SQLALCHEMY_DATABASE_URI"] = f"sqlite:///{data / 'rinki.db'}"
    db.init_app(app)
