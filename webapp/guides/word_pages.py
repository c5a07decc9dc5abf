"""Pages on the words of the search: what people looked for, and what means the same."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

from flask import request, url_for
from flask_babel import gettext as _

from webapp import audit
from webapp.access import allow
from webapp.accounts.rules import keeps_platform
from webapp.db import db, unit_of_work
from webapp.guides import sought
from webapp.guides.blueprint import bp
from webapp.guides.rules import tends_some
from webapp.guides.word_forms import MeaningForm
from webapp.search import synonyms
from webapp.search.models import Meaning
from webapp.web import done, page

SHOWN = 50


def note_search(words: str, found: int) -> None:
    """Remember what was looked for; htmx tells what the words were a moment ago."""
    with unit_of_work():
        sought.note(words, found, _words_before())


def _words_before() -> str:
    try:
        asked = urlsplit(request.headers.get("HX-Current-URL", "")).query
    except ValueError:  # whatever sent it was no browser
        return ""
    return parse_qs(asked).get("words", [""])[0]


@bp.get("/words")
@allow(tends_some)
def looked_for() -> Any:
    return page(
        "guides/looked_for.html",
        not_found=db.session.execute(sought.not_found().limit(SHOWN)).all(),
        most_wanted=db.session.execute(sought.most_wanted().limit(SHOWN)).all(),
        days=sought.SHOWN_DAYS,
    )


@bp.get("/meanings")
@allow(keeps_platform)
def meanings() -> Any:
    rows = db.session.scalars(synonyms.meanings()).all()
    return page("guides/meanings.html", meanings=rows)


@bp.route("/meanings/new", methods=["GET", "POST"])
@allow(keeps_platform)
def add_meaning() -> Any:
    return _write(None)


@bp.route("/meanings/<int:meaning_id>", methods=["GET", "POST"])
@allow(keeps_platform, meaning=Meaning)
def edit_meaning(meaning: Meaning) -> Any:
    return _write(meaning)


@bp.post("/meanings/<int:meaning_id>/remove")
@allow(keeps_platform, meaning=Meaning)
def remove_meaning(meaning: Meaning) -> Any:
    audit.record("meaning.removed", meaning, organisation_id=None)
    synonyms.remove(meaning)
    return done(_("The words are removed."), url_for(".meanings"))


def _write(meaning: Meaning | None) -> Any:
    form = MeaningForm(meaning)
    if form.accepted():
        meaning = meaning or Meaning()
        synonyms.write(meaning, form.said)
        audit.record("meaning.written", meaning, organisation_id=None)
        return done(_("Saved. The search knows the words at once."), url_for(".meanings"))
    return page("guides/meaning.html", form=form, meaning=meaning)
