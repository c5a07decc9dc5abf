"""How Alembic meets the database (run by `flask db …`)."""

from typing import Any

from alembic import context
from flask import current_app
from sqlalchemy import Connection

from webapp.db import db


def run() -> None:
    with db.engine.connect() as connection:
        sqlite = connection.dialect.name == "sqlite"
        if sqlite:
            # A batch rebuild drops the old table: with foreign keys on, its children would go too.
            _keep_foreign_keys(connection, "OFF")
        _migrate(connection)
        if sqlite:
            _refuse_broken_keys(connection)
            _keep_foreign_keys(connection, "ON")


def _keep_foreign_keys(connection: Connection, wish: str) -> None:
    """By the driver itself: SQLAlchemy would begin a transaction, where SQLite lets it be."""
    connection.rollback()
    driver: Any = connection.connection.driver_connection
    driver.execute(f"PRAGMA foreign_keys={wish}")
    assert driver.execute("PRAGMA foreign_keys").fetchone() == (int(wish == "ON"),)


def _migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        compare_type=True,
        render_as_batch=True,
        user_module_prefix="webapp.db.",
        transaction_per_migration=True,
        process_revision_directives=_nothing_when_nothing_changed,
    )
    with context.begin_transaction():
        context.run_migrations()


def _nothing_when_nothing_changed(_context: Any, _revision: Any, directives: list[Any]) -> None:
    if (
        getattr(context.config.cmd_opts, "autogenerate", False)
        and directives[0].upgrade_ops.is_empty()
    ):
        directives[:] = []
        current_app.logger.info("No changes in the tables.")


def _refuse_broken_keys(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if broken:
        raise RuntimeError(f"{len(broken)} rows point to rows that are gone: {broken[:5]}")


run()
