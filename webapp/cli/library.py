"""The library that comes with Rinki, and guides from files."""

from pathlib import Path

import click

from webapp.cli.terminal import rinki, spoken
from webapp.db import unit_of_work
from webapp.feedback import operations as feedback
from webapp.groups import index as groups
from webapp.guides import operations as guides
from webapp.guides.catalogue import Report
from webapp.guides.versions import edited_by_people
from webapp.practices import operations as practices
from webapp.search import synonyms

RESOURCES = Path(__file__).parent.parent.parent / "resources"
A_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@rinki.command("import-guides")
@click.argument("file", type=A_FILE)
@click.option("--topics", type=A_FILE, help="By default topics.csv beside FILE, if it is there.")
def import_guides(file: Path, topics: Path | None) -> None:
    """Add or update the guide library from FILE, a CSV file. It may be run again at any time."""
    beside = file.with_name("topics.csv")
    topics = topics or (beside if beside.exists() else None)
    with spoken(), unit_of_work():
        guides.refresh_index()
        if topics:
            _tell(topics, guides.import_topics(topics.read_bytes()))
        _tell(file, guides.import_guides(file.read_bytes()))


def load_library() -> None:
    """The shared guides and feedback forms that come with Rinki; what people edited is let be."""
    synonyms.load()
    guides.refresh_index()
    guides.import_topics((RESOURCES / "topics.csv").read_bytes(), only_new=True)
    shipped = (RESOURCES / "guides.csv").read_bytes()
    guides.carry_out(guides.read_guides(shipped, kept=edited_by_people()))
    groups.refresh()
    practices.load()
    feedback.load_forms()


def _tell(file: Path, report: Report) -> None:
    click.echo(
        f"{file}: {report.new} new, {report.changed} changed, {report.unchanged} as they were"
        + (" (nothing to do)" if report.changes_nothing else "")
    )
    for problem in report.problems:
        click.echo(f"{file}, line {problem.line}: {problem.reason}", err=True)
