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
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            connection.rollback()
        _migrate(connection)
        if sqlite:
            _refuse_broken_keys(connection)
            connection.exec_driver_sql("PRAGMA foreign_keys=ON")


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
