"""Making everything ready to serve."""

import os
from pathlib import Path

import click
from flask import current_app

from webapp import catalogues, kit, search
from webapp.cli.demo import load_demo, tell_people
from webapp.cli.library import load_library
from webapp.cli.terminal import rinki
from webapp.db import db, outside_transactions, unit_of_work
from webapp.easy_finnish import frequency

MIGRATIONS = os.path.join(os.path.dirname(os.path.dirname(__file__)), "migrations")


@rinki.command("compile-translations")
def compile_translations() -> None:
    """Write the compiled catalogues; Easy Finnish is laid over Finnish."""
    catalogues.compile_all()


@rinki.command("setup")
@click.pass_context
def setup(context: click.Context) -> None:
    """Make everything ready to serve: words, tables and, in a new database, what it begins with."""
    catalogues.compile_all()
    kit.compress_static()
    if not search.is_prepared():
        click.echo("Making the dictionaries of the search: half a minute, once …", err=True)
        search.prepare()
    frequency.build(search.folder())
    context.invoke(migrate)
    with unit_of_work():
        load_library()
    if current_app.config["DEMO"]:
        context.invoke(load_demo)
        tell_people()


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


def _copy_first(revision: str) -> None:
    """A whole copy by SQLite itself, beside the file: safe while others write."""
    file = Path(str(db.engine.url.database))
    for older in file.parent.glob(f"{file.name}.before-*"):
        older.unlink()  # it would keep what people have asked to be erased
    copy = f"{file}.before-{revision}"
    outside_transactions("VACUUM INTO ?", copy)
    click.echo(f"Copied the database to {copy}", err=True)
