"""The report as tables: on sheets of a workbook, or each as a file of its own."""

from collections.abc import Callable

from flask_babel import gettext as _
from sqlalchemy import select

from webapp import texts
from webapp.db import db
from webapp.groups.models import Group
from webapp.i18n import language_name
from webapp.reports import queries
from webapp.reports.by_circle import by_circle
from webapp.reports.figures import Figures
from webapp.reports.labels import BASES, FIGURES, TABLES
from webapp.reports.models import DEFAULTS, Basis, Figure, Remark
from webapp.reports.showing import about_people, parts
from webapp.spreadsheets import Cell, Table

OF_A_GROUP = (
    *(Figure.HELD, Figure.CANCELLED, Figure.NOT_HELD, Figure.VISITS, Figure.UNNAMED),
    *(Figure.PEOPLE, Figure.NEW, Figure.VOLUNTEERS, Figure.HOURS),
)


def _figures(told: Figures) -> Table:
    shown = [figure for _title, figures in TABLES for figure in figures if told.shows(figure)]
    period, grant = told.scope.period, told.scope.grant
    marks = _marks(told)
    rows: list[list[Cell]] = [
        [_("Time"), period.name, "", ""],
        [_("Grant"), grant.name if grant else _("All groups"), "", ""],
        [_("Is it over?"), _("No, a part of the time") if period.is_part else _("Yes"), "", ""],
        *([str(FIGURES[f]), known(told.numbers[f]), *marks[f]] for f in shown),
        [_("Volunteers, STEA’s band"), told.band, *marks[Figure.VOLUNTEERS]],
        [_("Quotes that may be published"), len(told.quotes), str(BASES[Basis.COLLECTED]), ""],
        [str(FIGURES[Figure.FEEDBACK]), "", *marks[Figure.FEEDBACK]],
    ]
    head = [_("Figure"), _("Number"), _("How it is known"), _("Note")]
    return Table(_("Figures"), head, rows)


def _marks(told: Figures) -> dict[Figure, list[Cell]]:
    """How each figure is known, and what is noted of it here and on the page."""
    remarks = queries.remarks(told.scope)
    notes = dict.fromkeys((Figure.PEOPLE, Figure.NEW), about_people(told))
    return {figure: _mark(figure, remarks.get(figure), notes.get(figure, [])) for figure in Figure}


def _mark(figure: Figure, remark: Remark | None, notes: list[str]) -> list[Cell]:
    basis = remark.basis if remark else DEFAULTS[figure]
    own = [remark.note] if remark and remark.note else []
    return [str(BASES[Basis(basis)]), " ".join([*own, *notes])]


def _months(told: Figures) -> Table:
    head = [_("Month"), _("Held"), _("Visits")]
    rows: list[list[Cell]] = [[*month] for month in told.breakdown.months]
    return Table(_("Months"), head, rows)


def _part(number: int) -> Callable[[Figures], Table]:
    def table(told: Figures) -> Table:
        title, first, rows = parts(told.breakdown)[number]
        head = [first, _("Groups"), _("Held"), _("Visits")]
        return Table(
            title, head, ([name, row.groups, row.meetings, row.visits] for name, row in rows)
        )

    return table


def _feedback(told: Figures) -> Table:
    head = [_("Question"), _("Mean"), _("Best step"), _("Answers"), _("In these words since")]
    rows: list[list[Cell]] = [
        [str(s.question.wording("text")), round(s.mean, 2), s.question.type.top, s.number,
         s.worded.since]
        for s in told.said
    ]  # fmt: skip
    return Table(_("Feedback"), head, rows)


def _feedback_by_month(told: Figures) -> Table:
    rows: list[list[Cell]] = [
        [str(said.question.wording("text")), month, round(mean, 2)]
        for said in told.said
        for month, mean in said.by_month.items()
    ]
    return Table(_("Means by month"), [_("Question"), _("Month"), _("Mean")], rows)


def _quotes(told: Figures) -> Table:
    return Table(_("Quotes"), [_("Quotes that may be published")], ([q] for q in told.quotes))


def _groups(told: Figures) -> Table:
    columns = [by_circle(told, figure) for figure in OF_A_GROUP]
    wanted = (
        select(Group)
        .where(Group.id.in_({id for column in columns for id in column}))
        .order_by(Group.name, Group.id)
    )
    groups = list(db.session.scalars(wanted))
    texts.load(groups)
    head = [_("Group"), _("Language"), *(str(FIGURES[figure]) for figure in OF_A_GROUP)]
    rows = (
        [str(group.title), language_name(group.language),
         *(known(column.get(group.id, 0)) for column in columns)]
        for group in groups
    )  # fmt: skip
    return Table(_("Groups"), head, rows)


def _words(told: Figures) -> Table:
    passages = queries.passages(told.scope)
    rows: list[list[Cell]] = [
        [str(block.title), str(passages[block.id].wording("body"))]
        for block in queries.blocks(told.scope.organisation)
        if block.id in passages
    ]
    return Table(_("In words"), [_("Heading"), _("Text")], rows)


TABLE: dict[str, Callable[[Figures], Table]] = {
    "figures": _figures,
    "months": _months,
    "languages": _part(0),
    "municipalities": _part(1),
    "feedback": _feedback,
    "feedback-months": _feedback_by_month,
    "quotes": _quotes,
    "groups": _groups,
    "words": _words,
}


def known(value: float | None) -> Cell:
    """A number as it is kept in a file; what isn't known is said to be so."""
    return _("Not known") if value is None else round(value, 2)
