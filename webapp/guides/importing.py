"""Guides out into a file, and in from one: looked at first, then confirmed."""

from typing import Any

from flask import g, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from webapp import texts
from webapp.access import allow, everyone, limiter
from webapp.db import db
from webapp.guides import duplicates, operations, queries, rows, waiting
from webapp.guides.blueprint import bp
from webapp.guides.catalogue import Entry
from webapp.guides.file_form import FileForm
from webapp.guides.models import Guide
from webapp.guides.rules import sent_it, tends_some
from webapp.guides.waiting import GuideFile
from webapp.spreadsheets import Table, csv_answer
from webapp.web import done, go, page

SHOWN = 200  # rows of a preview


@bp.get("/export.csv")
@limiter.limit("20 per minute")
@allow(everyone)
def export() -> Response:
    """The guides the reader sees in the library, under the columns that can be read in again."""
    own = g.organisation.id if g.organisation else None
    found = db.session.scalars(queries.whole(*queries.listed(own))).all()
    texts.load(found)
    return csv_answer(Table("guides", rows.COLUMNS, map(rows.as_row, found)), "guides")


@bp.route("/import", methods=["GET", "POST"])
@limiter.limit("20 per minute", methods=["POST"])
@allow(tends_some)
def send_file() -> Any:
    form = FileForm()
    if form.accepted():
        owner = None if form.whose.data == "shared" else g.organisation.id
        operations.read_guides(form.content, owner)  # refused here, if it can't be read at all
        file = waiting.receive(g.user, owner, form.content)
        return go(url_for(".look_at_file", file_id=file.id))
    return page("guides/import.html", form=form, columns=rows.COLUMNS)


@bp.get("/import/<int:file_id>")
@allow(sent_it, file=GuideFile)
def look_at_file(file: GuideFile) -> Any:
    """What would be new, changed and refused; nothing is written yet."""
    plan = operations.read_guides(file.content, file.organisation_id)
    new = [after for after, before in plan.entries if not before][:SHOWN]
    changed = [(after, rows.differences(before, after)) for after, before in plan.entries if before]
    return page(
        "guides/import_preview.html",
        file=file,
        report=plan.report,
        new=[(entry, _like(entry, file)) for entry in new],
        changed=changed[:SHOWN],
        shown=SHOWN,
    )


def _like(entry: Entry, file: GuideFile) -> list[Guide]:
    columns = entry.columns
    return duplicates.like(columns["url"], columns["title"], file.organisation_id)


@bp.post("/import/<int:file_id>")
@allow(sent_it, file=GuideFile)
def confirm_file(file: GuideFile) -> Any:
    plan = operations.read_guides(file.content, file.organisation_id)
    operations.carry_out(plan, file.organisation_id)
    db.session.delete(file)
    said = _("%(new)s new guides, %(changed)s changed.",
             new=plan.report.new, changed=plan.report.changed)  # fmt: skip
    return done(said, url_for("guides.index"))
