"""flask rinki …: what is done from the command line."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import AppGroup
from flask.ctx import RequestContext

from webapp import catalogues, demo, kit, mail, search
from webapp.accounts import operations as accounts
from webapp.accounts import signing_in
from webapp.accounts.models import User
from webapp.accounts.queries import demo_people
from webapp.db import db, unit_of_work
from webapp.feedback import operations as feedback
from webapp.guides import operations as guides
from webapp.guides.catalogue import Report
from webapp.web import Refused

RESOURCES = Path(__file__).parent.parent / "resources"
A_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)

rinki = AppGroup("rinki", help="Rinki's own commands.")


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
    context.invoke(migrate)
    with unit_of_work():
        load_library()
    if current_app.config["DEMO"]:
        context.invoke(load_demo)
        people = (", ".join(_who(person).values()) for person in demo_people())
        click.echo("\n  ".join(["On the sign-in page, by one tap:", *people]))


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
    click.echo(f"Copied the database to {copy}", err=True)


@rinki.command("import-guides")
@click.argument("file", type=A_FILE)
@click.option("--topics", type=A_FILE, help="By default topics.csv beside FILE, if it is there.")
def import_guides(file: Path, topics: Path | None) -> None:
    """Add or update the guide library from FILE, a CSV file. It may be run again at any time."""
    beside = file.with_name("topics.csv")
    topics = topics or (beside if beside.exists() else None)
    with _spoken(), unit_of_work():
        guides.refresh_index()
        if topics:
            _tell(topics, guides.import_topics(topics.read_bytes()))
        _tell(file, guides.import_guides(file.read_bytes()))


@rinki.command("create-organisation")
@click.argument("name")
@click.option("--admin", required=True, metavar="EMAIL", help="Who will look after it.")
def create_organisation(name: str, admin: str) -> None:
    """Begin an organisation with its first admin, who is told by mail."""
    with _speaking_finnish(), _spoken(), unit_of_work():
        organisation = accounts.create_organisation(name, admin)
        click.echo(f"{organisation.name} is at /fi/o/{organisation.slug}")


@rinki.command("demo")
@click.option("--fresh", is_flag=True, help="Remove the demo's things first.")
def load_demo(fresh: bool) -> None:
    """Load the demo town, if it isn't there yet."""
    _only_in_the_demo()
    with _speaking_finnish(), unit_of_work():
        if fresh:
            demo.clear()
        if not demo.is_loaded():
            demo.load()


@rinki.command("demo-links")
def demo_links() -> None:
    """For each demo person a line of JSON with a one-use sign-in address."""
    _only_in_the_demo()
    with _speaking_finnish(), unit_of_work():
        for person in demo_people():
            line = _who(person) | {"address": signing_in.link_for(person)}
            click.echo(json.dumps(line, ensure_ascii=False))


def _who(person: User) -> dict[str, str]:
    first = person.memberships[0]
    return {"name": person.name, "role": first.role, "organisation": first.organisation.name}


@rinki.command("send-mail")
def send_mail() -> None:
    """Send the mails that are due, once."""
    click.echo(f"{mail.send_due()} sent")


@rinki.command("purge")
def purge() -> None:
    """Forget what has expired."""
    with unit_of_work():
        signing_in.purge()
        mail.purge()


def load_library() -> None:
    """The shared guides and feedback forms that come with Rinki."""
    guides.refresh_index()
    guides.import_topics((RESOURCES / "topics.csv").read_bytes())
    guides.import_guides((RESOURCES / "guides.csv").read_bytes())
    feedback.load_forms()


def _only_in_the_demo() -> None:
    if not current_app.config["DEMO"]:
        raise click.ClickException("Only in the demo: set RINKI_DEMO=1 where no real people are.")


def _speaking_finnish() -> RequestContext:
    """Addresses and mails need a language, and the command line has none of its own."""
    return current_app.test_request_context("/fi/")


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
