"""flask rinki …: what is done from the command line."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from flask import Flask
from flask.cli import AppGroup

from webapp import i18n
from webapp.db import db, unit_of_work
from webapp.guides import operations as guides
from webapp.guides.catalogue import Report
from webapp.web import Refused

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


@rinki.command("import-guides")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--topics",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The topics' file; by default topics.csv beside FILE, if there is one.",
)
def import_guides(file: Path, topics: Path | None) -> None:
    """Add or update the guide library from FILE, a CSV file. It may be run again at any time."""
    beside = file.with_name("topics.csv")
    topics = topics or (beside if beside.exists() else None)
    with _spoken(), unit_of_work():
        guides.refresh_index()
        if topics:
            _tell(topics, guides.import_topics(topics.read_bytes()))
        _tell(file, guides.import_guides(file.read_bytes()))


def _tell(file: Path, report: Report) -> None:
    click.echo(
        f"{file}: {report.new} new, {report.changed} changed, {report.unchanged} as they were"
        + (" (nothing to do)" if report.changes_nothing else "")
    )
    for problem in report.problems:
        click.echo(f"{file}, line {problem.line}: {problem.reason}", err=True)


@contextmanager
def _spoken() -> Iterator[None]:
    """A refusal is a sentence for the person at the terminal, not a traceback."""
    try:
        yield
    except Refused as refused:
        raise click.ClickException(str(refused)) from refused


def init_app(app: Flask) -> None:
    app.cli.add_command(rinki)
    if os.environ.get("FLASK_RUN_FROM_CLI"):  # a server's workers do without Alembic
        from flask_migrate import Migrate

        Migrate(app, db, directory=MIGRATIONS, render_as_batch=True)
