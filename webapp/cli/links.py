"""Checking the library's links by hand."""

import click

from webapp.cli.terminal import rinki
from webapp.db import unit_of_work
from webapp.guides import link_sweep, links


@rinki.command("check-links")
@click.option("--all", "everything", is_flag=True, help="Also those that were checked lately.")
@click.option("--most", default=10_000, show_default=True, help="How many at the most.")
def check_links(everything: bool, most: int) -> None:
    """Check the links that are due, and tell how they are."""
    with unit_of_work():
        if everything:
            links.make_all_due()
        number = min(links.number_due(), most)
    with click.progressbar(length=number, label=f"{number} links", show_pos=True) as bar:
        states = link_sweep.sweep(most, told=lambda: bar.update(1))
    for state, count in states.most_common():
        click.echo(f"{count:6} {state}")
