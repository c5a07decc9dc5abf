"""What the jobs do by themselves, done by hand; and new organisations."""

import click

from webapp import mail, sweeps
from webapp.accounts import operations as accounts
from webapp.cli.terminal import rinki, speaking_finnish, spoken
from webapp.db import unit_of_work


@rinki.command("create-organisation")
@click.argument("name")
@click.option("--admin", required=True, metavar="EMAIL", help="Who will look after it.")
def create_organisation(name: str, admin: str) -> None:
    """Begin an organisation with its first admin, who is told by mail."""
    with speaking_finnish(), spoken(), unit_of_work():
        organisation = accounts.create_organisation(name, admin)
        click.echo(f"{organisation.name} is at /fi/o/{organisation.slug}")


@rinki.command("send-mail")
def send_mail() -> None:
    """Send the mails that are due, once."""
    click.echo(f"{mail.send_due()} sent")


@rinki.command("remind")
def remind() -> None:
    """Write the reminders and digests that are due, once."""
    click.echo(f"{sweeps.remind()} written")


@rinki.command("purge")
def purge() -> None:
    """Forget what has expired."""
    sweeps.purge()
