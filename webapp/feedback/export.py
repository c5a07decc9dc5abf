"""Results as tables: on sheets of a workbook, or each as a file of its own."""

from collections.abc import Callable, Iterable
from typing import Any

from flask import request
from flask_babel import gettext as _

from webapp.feedback.queries import Figures
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


TABLES: dict[str, Callable[[All], Table]] = {
    "answers": _answers,
    "means": _means,
    "words": _words,
}


def answer(shown: list[Figures], name: str, ending: str) -> Any:
    """All tables as a workbook; as CSV, the one that is asked for."""
    if ending == "xlsx":
        return xlsx_answer([table(shown) for table in TABLES.values()], name)
    wanted = request.args.get("table", "")
    wanted = wanted if wanted in TABLES else "answers"
    return csv_answer(TABLES[wanted](shown), f"{name}-{wanted}")
