"""The floor: what a page costs with the same parts and nothing of ours.

Flask, SQLAlchemy and Jinja, WAL with synchronous=FULL: fifty rows by ORM, one row, one insert.
"""

import os
from typing import Any

from flask import Flask, redirect, render_template, request
from flask_sqlalchemy import SQLAlchemy
from jinja2 import DictLoader
from sqlalchemy import Engine, event, select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


db = SQLAlchemy(model_class=Base)


class Row(db.Model):  # type: ignore[name-defined, misc]
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    publisher: Mapped[str]
    year: Mapped[int]
    summary: Mapped[str]


PAGE = """<!doctype html><html lang="en">
<head><meta charset="utf-8"><title>{{ title }}</title></head><body><main><h1>{{ title }}</h1>
{% for row in rows %}
<article><h2><a href="{{ url_for('one', id=row.id) }}">{{ row.title }}</a></h2>
<p>{{ row.publisher }}, {{ row.year }}</p><p>{{ row.summary }}</p></article>
{% endfor %}
</main></body></html>"""


@event.listens_for(Engine, "connect")
def as_rinki_does(connection: Any, _record: Any) -> None:
    for setting in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=5000"):
        connection.execute(f"PRAGMA {setting}")


def create_app() -> Flask:
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = f"sqlite:///{os.environ['FLOOR_DATA']}/floor.db"
    app.jinja_loader = DictLoader({"rows.html": PAGE})  # type: ignore[assignment]
    db.init_app(app)

    @app.get("/rows")
    def rows() -> str:
        found = db.session.scalars(select(Row).where(Row.id <= 50).order_by(Row.title)).all()
        return render_template("rows.html", title="Fifty rows", rows=found)

    @app.get("/rows/<int:id>")
    def one(id: int) -> str:
        row = db.get_or_404(Row, id)
        return render_template("rows.html", title=row.title, rows=[row])

    @app.post("/rows")
    def add() -> Any:
        db.session.add(a_row(request.form.get("title", "")))
        db.session.commit()
        return redirect("/rows", 303)

    return app


def a_row(title: str) -> Row:
    words = "A few words about what this is for, and for whom it was made in the first place. "
    return Row(title=title, publisher="Mielen ry", year=2019, summary=words * 3)


def fill(folder: str) -> dict[str, str]:
    """Put fifty rows in a new database; the environment that the floor needs."""
    os.environ["FLOOR_DATA"] = folder
    with create_app().app_context():
        db.create_all()
        db.session.add_all(a_row(f"Guide number {n}") for n in range(50))
        db.session.commit()
    return {"FLOOR_DATA": folder}
