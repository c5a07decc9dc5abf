"""How commands speak with the person at the terminal."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask import current_app
from flask.cli import AppGroup
from flask.ctx import RequestContext

from webapp.web import Refused

rinki = AppGroup("rinki", help="Rinki's own commands.")


def speaking_finnish() -> RequestContext:
    """Addresses and mails need a language, and the command line has none of its own."""
    return current_app.test_request_context("/fi/")


@contextmanager
def spoken() -> Iterator[None]:
    """A refusal is a sentence for the person at the terminal, not a traceback."""
    try:
        yield
    except Refused as refused:
        raise click.ClickException(str(refused)) from refused
