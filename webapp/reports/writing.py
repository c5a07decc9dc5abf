"""Pages on which a coordinator says more of a report: how a figure is known, and words."""

from typing import Any

from flask import g, request, url_for
from flask_babel import gettext as _

from webapp.access import allow
from webapp.accounts.rules import coordinates
from webapp.i18n import language
from webapp.reports import operations, queries
from webapp.reports.blueprint import bp
from webapp.reports.forms import asked_scope
from webapp.reports.labels import FIGURES, figure_named
from webapp.reports.models import Block
from webapp.reports.rules import reports
from webapp.reports.writing_forms import HeadingForm, PassageForm, RemarkForm
from webapp.web import done, go, page


@bp.route("/reports/figures/<figure>/basis", methods=["GET", "POST"])
@allow(coordinates)
def remark(figure: str) -> Any:
    """How a figure is known, and a note on it."""
    scope, told = asked_scope(g.organisation), figure_named(figure)
    form = RemarkForm(told, queries.remarks(scope).get(told))
    if form.accepted():
        operations.remark(scope, told, form.chosen, form.note.data or "")
        return done(_("The mark is saved."), url_for(".show", **scope.address))
    return page("reports/remark.html", form=form, scope=scope, figure=told, name=FIGURES[told])


@bp.route("/reports/headings", methods=["GET", "POST"])
@allow(coordinates)
def headings() -> Any:
    form = HeadingForm()
    if form.accepted():
        operations.add_block(g.organisation, language(), form.heading.data or "")
        return done(_("The heading is saved."), url_for(".headings"))
    return page("reports/headings.html", form=form, blocks=queries.blocks(g.organisation))


@bp.route("/reports/headings/<int:block_id>", methods=["GET", "POST"])
@allow(reports, block=Block)
def heading(block: Block) -> Any:
    form = HeadingForm(block)
    if form.accepted():
        operations.word_block(block, language(), form.heading.data or "")
        return done(_("The heading is saved."), url_for(".headings"))
    return page("reports/heading.html", form=form, block=block)


@bp.post("/reports/headings/<int:block_id>/up")
@allow(reports, block=Block)
def raise_heading(block: Block) -> Any:
    operations.raise_block(block)
    return go(url_for(".headings"))


@bp.post("/reports/headings/<int:block_id>/remove")
@allow(reports, block=Block)
def remove_heading(block: Block) -> Any:
    operations.remove_block(block)
    return done(_("The heading is removed."), url_for(".headings"))


@bp.route("/reports/words/<int:block_id>", methods=["GET", "POST"])
@allow(reports, block=Block)
def words(block: Block) -> Any:
    """What this report says under a heading; what was said a year before can be begun with."""
    scope = asked_scope(g.organisation)
    before = queries.passage(scope.year_before, block)
    written = queries.passage(scope, block)
    form = PassageForm(before if "again" in request.args else written)
    if form.accepted():
        operations.write_passage(scope, block, language(), form.body.data or "")
        return done(_("The words are saved."), url_for(".show", **scope.address))
    return page("reports/words.html", form=form, block=block, scope=scope, before=before)
