"""flask rinki …: what is done from the command line."""

import os

import click
from flask import Flask
from flask.cli import AppGroup

from webapp import i18n
from webapp.db import db

rinki = AppGroup("rinki", help="Rinki's own commands.")


@rinki.command("compile-translations")
def compile_translations() -> None:
    """Write the compiled catalogues; Easy Finnish is laid over Finnish."""
    i18n.compile_catalogues()


@rinki.command("setup")
@click.pass_context
def setup(context: click.Context) -> None:
    """Make everything ready to serve: words, tables and, in a new database, what it begins with."""
    i18n.compile_catalogues()
    context.invoke(migrate)


@rinki.command("migrate")
def migrate() -> None:
    """Bring the tables up to date; an SQLite file is copied first."""
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory
    from flask_migrate import upgrade

    with db.engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    newest = ScriptDirectory(MIGRATIONS).get_current_head()
    if current == newest:
        return
    if current and db.engine.dialect.name == "sqlite":
        _copy_first(current)
    upgrade(directory=MIGRATIONS)


MIGRATIONS = os.path.join(os.path.dirname(__file__), "migrations")


def _copy_first(revision: str) -> None:
    """A whole copy by SQLite itself, beside the file: safe while others write."""
    copy = f"{db.engine.url.database}.before-{revision}"
    with db.engine.connect() as connection:
        connection.exec_driver_sql("VACUUM INTO ?", (copy,))
    click.echo(f"Copied the database to {copy}")


def init_app(app: Flask) -> None:
    app.cli.add_command(rinki)
    if os.environ.get("FLASK_RUN_FROM_CLI"):  # a server's workers do without Alembic
        from flask_migrate import Migrate

        Migrate(app, db, directory=MIGRATIONS, render_as_batch=True)
