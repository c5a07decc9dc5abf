"""flask rinki …: what is done from the command line."""

import os

from flask import Flask

from webapp.cli import daily, demo, library, links, setup  # noqa: F401  each adds its commands
from webapp.cli.terminal import rinki
from webapp.db import db


def init_app(app: Flask) -> None:
    app.cli.add_command(rinki)
    if os.environ.get("FLASK_RUN_FROM_CLI"):  # a server's workers do without Alembic
        from flask_migrate import Migrate

        Migrate(app, db, directory=setup.MIGRATIONS, render_as_batch=True)
