"""flask rinki …: what is done from the command line."""

from flask import Flask
from flask.cli import AppGroup

from webapp import i18n

rinki = AppGroup("rinki", help="Rinki's own commands.")


@rinki.command("compile-translations")
def compile_translations() -> None:
    """Write the compiled catalogues; Easy Finnish is laid over Finnish."""
    i18n.compile_catalogues()


def init_app(app: Flask) -> None:
    app.cli.add_command(rinki)
