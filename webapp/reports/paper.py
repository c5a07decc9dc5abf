"""The report as it is taken out: on paper, and as files."""

from typing import Any

from flask import g, request

from webapp.access import allow
from webapp.accounts.rules import coordinates
from webapp.reports import export
from webapp.reports.blueprint import bp
from webapp.reports.figures import Figures
from webapp.reports.forms import asked_scope
from webapp.reports.showing import shown
from webapp.spreadsheets import csv_answer, xlsx_answer
from webapp.web import page


@bp.get("/reports/print")
@allow(coordinates)
def sheet() -> Any:
    return page("reports/sheet.html", **shown(asked_scope(g.organisation)))


@bp.get("/reports.<any(csv, xlsx):ending>")
@allow(coordinates)
def export_file(ending: str) -> Any:
    """All tables as a workbook; as CSV, the one that is asked for."""
    scope = asked_scope(g.organisation)
    told, name = Figures(scope), f"{g.organisation.slug}-{scope.period.key}"
    if ending == "xlsx":
        return xlsx_answer([table(told) for table in export.TABLE.values()], name)
    wanted = request.args.get("table", "")
    table = export.TABLE.get(wanted, export.TABLE["figures"])
    return csv_answer(table(told), f"{name}-{wanted}" if wanted in export.TABLE else name)
