"""Many meetings at once: the series on one page, sheets to print and to fill in from, files."""

from typing import Any

from flask import g, request, url_for
from flask_babel import ngettext

from webapp.access import allow
from webapp.attendance import export, operations, queries, series
from webapp.attendance.blueprint import bp
from webapp.attendance.labels import MARKS, SIGNS, STATES
from webapp.attendance.rules import takes_attendance
from webapp.attendance.sheet_forms import FillForm
from webapp.attendance.terms import AllTerms, Term
from webapp.circles.models import Circle
from webapp.circles.rules import leads
from webapp.db import db
from webapp.i18n import today
from webapp.meetings.models import Meeting
from webapp.spreadsheets import csv_answer, xlsx_answer
from webapp.web import done, page, page_number

SHEET_OF = 1, 4, 8  # meetings
HISTORY_PAGE = 50


@bp.get("/circles/<int:circle_id>/attendance")
@allow(leads, circle=Circle)
def whole(circle: Circle) -> Any:
    terms = series.terms(circle)
    term = _term(terms)
    return page(
        "attendance/series.html",
        circle=circle,
        grid=series.grid(circle, term),
        term=term,
        terms=terms,
        all_terms=AllTerms(terms[0], terms[-1]),
        overdue=series.to_fill(circle),
        signs=SIGNS,
        marks=MARKS,
        states=STATES,
    )


@bp.get("/circles/<int:circle_id>/attendance.<any(csv, xlsx):ending>")
@allow(leads, circle=Circle)
def export_file(circle: Circle, ending: str) -> Any:
    """A term, or all of them, as a file: with names where they are asked for, else only numbers."""
    with_names = "names" in request.args and circle.keeps_names
    operations.note_export(circle, with_names)
    term = _term(series.terms(circle))
    grid = series.grid(circle, term)
    tables = [export.named(grid)] if with_names else []
    tables.append(export.numbers(grid))
    name = f"{circle.slug}-{term.key}"
    return csv_answer(tables[0], name) if ending == "csv" else xlsx_answer(tables, name)


@bp.get("/circles/<int:circle_id>/attendance/sheet")
@allow(leads, circle=Circle)
def sheet(circle: Circle) -> Any:
    """A sheet to print: from the meeting asked for on, or the next ones."""
    asked = request.args.get("first", type=int)
    first = db.session.get(Meeting, asked) if asked and asked < 2**31 else None
    ours = first if first and first.circle_id == circle.id else None
    number = request.args.get("meetings", type=int)
    number = number if number in SHEET_OF else SHEET_OF[1]
    return page(
        "attendance/sheet.html",
        circle=circle,
        asked=number,
        meetings=series.to_print(circle, ours, number),
        participants=series.participants(circle) if circle.keeps_names else [],
        numbers=SHEET_OF,
        signs=SIGNS,
        marks=MARKS,
    )


@bp.route("/circles/<int:circle_id>/attendance/fill", methods=["GET", "POST"])
@allow(leads, circle=Circle)
def fill(circle: Circle) -> Any:
    """From the printed sheet: who came to each of the meetings that nobody has told about."""
    meetings, people = series.to_fill(circle), series.participants(circle)
    form = FillForm(meetings, people if circle.keeps_names else [], circle.keeps_names)
    if form.accepted():
        told = sum(operations.fill(meeting, form.of(meeting), g.user) for meeting in meetings)
        said = ngettext("%(num)s meeting is saved.", "%(num)s meetings are saved.", told)
        return done(said, url_for(".whole", circle_id=circle.id))
    return page("attendance/fill.html", form=form, circle=circle)


@bp.get("/meetings/<int:meeting_id>/attendance/history")
@allow(takes_attendance, meeting=Meeting)
def history(meeting: Meeting) -> Any:
    """Who marked what and when, also what a later tap took the place of."""
    taps = db.paginate(
        queries.history(meeting), page=page_number(), per_page=HISTORY_PAGE, error_out=False
    )
    return page("attendance/history.html", meeting=meeting, taps=taps, marks=MARKS)


def _term(terms: list[Term]) -> Term | AllTerms:
    """The one asked for, be it all as one, else this one, or the nearest that has meetings."""
    if request.args.get("term") == AllTerms.key:
        return AllTerms(terms[0], terms[-1])
    asked = Term.named(request.args.get("term", ""))
    this = Term.of(today())
    return asked if asked in terms else max(terms[0], min(this, terms[-1]))
