"""The poster of a group: one sheet of A4, in one language or in two."""

import re
from dataclasses import replace
from typing import Any

from flask import g, render_template, request, url_for
from flask_babel import force_locale
from markupsafe import Markup

from webapp import pdf
from webapp.access import allow, public
from webapp.db import db
from webapp.groups import labels
from webapp.groups.blueprint import bp
from webapp.groups.models import Group
from webapp.groups.short_address import on_paper, short_address
from webapp.i18n import direction, language, offered
from webapp.languages import LOCALES, NAMES
from webapp.meetings import queries as meetings
from webapp.meetings.labels import series_in_words
from webapp.qr import qr_code
from webapp.texts import Wording
from webapp.web import absolute, page

DATES = 6
LANGUAGES_ON_A_SHEET = 2
ROOM = {1: 700, 2: 260}  # characters of what is told, so that all is on one sheet


@bp.get("/o/<organisation>/groups/<group_slug>/poster")
@allow(public, group=Group)
def poster(group: Group) -> Any:
    context: dict[str, Any] = {
        "group": group,
        "columns": [(tag, direction(tag), _column(group, tag)) for tag in _languages()],
        "code": qr_code(_where_the_code_leads(group), group.title),
        "short": on_paper(short_address(group, _languages()[0])),
    }
    if request.args.get("as") == "pdf" and pdf.is_possible():
        return pdf.answer(render_template("groups/poster.html", **context), group.slug)
    return page(
        "groups/poster.html",
        chosen=_languages(),
        names={tag: NAMES[tag] for tag in _known()},
        makes_pdf=pdf.is_possible(),
        **context,
    )


def _where_the_code_leads(group: Group) -> str:
    """Into the poster's own language; where it has two, the phone says which, if it can."""
    first, *more = _languages()
    if more:
        return short_address(group, first)
    return absolute(url_for("groups.public", group_slug=group.slug, lang=first))


def _known() -> list[str]:
    """The languages that the group's own page is in."""
    return offered("groups.public")


def _languages() -> list[str]:
    """The languages asked for, at most two; the reader's own if none."""
    known = _known()
    asked = [tag for tag in dict.fromkeys(request.args.getlist("language")) if tag in known]
    return asked[:LANGUAGES_ON_A_SHEET] or [language()]


def _column(group: Group, tag: str) -> Markup:
    """What the poster says in one language."""
    here = g.language
    g.language = tag
    try:
        with force_locale(LOCALES[tag]):
            coming = db.session.scalars(meetings.coming(group).limit(DATES)).all()
            column = render_template(
                "groups/poster_column.html",
                group=group,
                coming=coming,
                rhythms=[series_in_words(series) for series in meetings.rhythms(group)],
                told=_told(group),
                labels=labels,
            )
            return Markup(column)
    finally:
        g.language = here


def _told(group: Group) -> Wording | None:
    """As many whole sentences of the description as there is room for; the code leads to all."""
    words = group.wording("description")
    if words is None:
        return None
    room = ROOM[len(_languages())]
    told = ""
    for sentence in re.findall(r"\S.*?(?:[.!?…](?=\s)|$)", words.body, re.MULTILINE):
        if len(told) + len(sentence) >= room:
            break
        told += f" {sentence}"
    return replace(words, body=told.strip()) if told else None
