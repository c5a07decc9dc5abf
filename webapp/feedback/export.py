"""Results as tables: on sheets of a workbook, or each as a file of its own."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from flask import request
from flask_babel import gettext as _

from webapp.feedback.queries import Curve, Figures
from webapp.i18n import local
from webapp.spreadsheets import Cell, Table, csv_answer, xlsx_answer

All = Iterable[Figures]


def _answers(shown: All) -> Table:
    """Every step of every question, also those that nobody chose."""
    head = [_("Question"), _("Answer"), _("Number")]
    rows: list[list[Cell]] = [
        [_text(figures), *bar] for figures in shown for bar in figures.bars if figures.chosen
    ]
    return Table(_("Answers"), head, rows)


def _means(shown: All) -> Table:
    head = [_("Question"), _("Mean"), _("Best step"), _("Answers"), _("Don’t know")]
    rows: list[list[Cell]] = [
        [_text(f), f.mean and round(f.mean, 2), f.question.type.top or None, f.chosen, f.unsure]
        for f in shown
        if f.chosen
    ]
    return Table(_("Means"), head, rows)


def _words(shown: All) -> Table:
    rows = ([_text(figures), words] for figures in shown for _id, words in figures.words)
    return Table(_("Words"), [_("Question"), _("Text")], rows)


def _text(figures: Figures) -> str:
    return str(figures.question.wording("text"))


def _means_by_meeting(curves: Iterable[Curve]) -> Table:
    rows: list[list[Cell]] = [
        [str(curve.question.wording("text")), local(moment).date(), round(mean, 2)]
        for curve in curves
        for moment, mean in curve.means
    ]
    return Table(_("Means by meeting"), [_("Question"), _("Day"), _("Mean")], rows)


TABLES: dict[str, Callable[[All], Table]] = {
    "answers": _answers,
    "means": _means,
    "words": _words,
}


def answer(shown: list[Figures], name: str, ending: str, curves: list[Curve] | None = None) -> Any:
    """All tables as a workbook; as CSV, the one that is asked for.

    Where there are `curves`, they are a table too: means from meeting to meeting.
    """
    tables = {key: partial(table, shown) for key, table in TABLES.items()}
    if curves is not None:
        tables["meetings"] = partial(_means_by_meeting, curves)
    if ending == "xlsx":
        return xlsx_answer([table() for table in tables.values()], name)
    wanted = request.args.get("table", "")
    wanted = wanted if wanted in tables else "answers"
    return csv_answer(tables[wanted](), f"{name}-{wanted}")
