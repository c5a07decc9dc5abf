"""The demo town from the command line."""

import json

import click
from flask import current_app

from webapp import demo
from webapp.accounts import signing_in
from webapp.accounts.models import User
from webapp.accounts.queries import demo_people
from webapp.cli.terminal import rinki, speaking_finnish
from webapp.db import unit_of_work


@rinki.command("demo")
@click.option("--fresh", is_flag=True, help="Remove the demo's things first.")
def load_demo(fresh: bool) -> None:
    """Load the demo town, if it isn't there yet."""
    _only_in_the_demo()
    with speaking_finnish(), unit_of_work():
        if fresh:
            demo.clear()
        if not demo.is_loaded():
            demo.load()


@rinki.command("demo-links")
def demo_links() -> None:
    """For each demo person a line of JSON with a one-use sign-in address."""
    _only_in_the_demo()
    with speaking_finnish(), unit_of_work():
        for person in demo_people():
            line = _who(person) | {"address": signing_in.link_for(person)}
            click.echo(json.dumps(line, ensure_ascii=False))


def _who(person: User) -> dict[str, str]:
    first = person.memberships[0]
    return {"name": person.name, "role": first.role, "organisation": first.organisation.name}


def tell_people() -> None:
    people = (", ".join(_who(person).values()) for person in demo_people())
    click.echo("\n  ".join(["On the sign-in page, by one tap:", *people]))


def _only_in_the_demo() -> None:
    if not current_app.config["DEMO"]:
        raise click.ClickException("Only in the demo: set RINKI_DEMO=1 where no real people are.")
