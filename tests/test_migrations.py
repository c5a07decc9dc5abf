"""What the migrations build is what the models say, on both databases."""

import os

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask_migrate import Migrate, upgrade

from tests.postgres import postgres  # noqa: F401
from webapp import create_app
from webapp.cli.setup import MIGRATIONS
from webapp.db import db


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_the_migrations_build_what_the_models_say(kind, tmp_path, request):
    if kind == "sqlite":
        address = f"sqlite:///{tmp_path / 'rinki.db'}"
    else:
        address = request.getfixturevalue("postgres")
    app = create_app(DATA=str(tmp_path), SQLALCHEMY_DATABASE_URI=address)
    Migrate(app, db, directory=MIGRATIONS, render_as_batch=True)
    with app.app_context():
        upgrade(directory=os.path.abspath(MIGRATIONS))
        with db.engine.begin() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            differences = compare_metadata(context, db.metadata)
        db.engine.dispose()
    assert differences == []
