"""What the migrations build is what the models say, on both databases."""

import os
import sqlite3

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


def test_what_people_have_entered_lives_through_the_migrations(tmp_path):
    """SQLite builds a changed table anew: what points to the old one must not go with it."""
    file = tmp_path / "rinki.db"
    app = create_app(DATA=str(tmp_path), SQLALCHEMY_DATABASE_URI=f"sqlite:///{file}")
    Migrate(app, db, directory=MIGRATIONS, render_as_batch=True)
    with app.app_context():
        upgrade(directory=os.path.abspath(MIGRATIONS), revision="0025")
        with sqlite3.connect(file) as database:
            for table in "organisation", "user", "membership":
                _enter_one(database, table)
        upgrade(directory=os.path.abspath(MIGRATIONS))
        db.engine.dispose()
    assert sqlite3.connect(file).execute("SELECT count(*) FROM membership").fetchone() == (1,)


def _enter_one(database, table):
    """A row with all that it must have: 1 will do for anything."""
    columns = database.execute(f'PRAGMA table_info("{table}")').fetchall()
    names = [
        name for _id, name, _type, must, default, key in columns if key or (must and not default)
    ]
    database.execute(
        f'INSERT INTO "{table}" ({", ".join(names)}) VALUES ({", ".join("1" for _ in names)})'
    )
