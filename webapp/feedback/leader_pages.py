"""How leading goes: the way there for those who lead, and the results for coordinators."""

from typing import Any

from flask import g, redirect, url_for
from flask_babel import gettext as _

from webapp.access import allow
from webapp.feedback import export, leaders, operations
from webapp.feedback.blueprint import bp
from webapp.feedback.leader_models import LookBack
from webapp.feedback.results import FILE, of_ask
from webapp.feedback.rules import leads_any, reads_leaders
from webapp.i18n import language
from webapp.web import done, page


@bp.get("/leaders/look-back")
@allow(leads_any)
def look_back() -> Any:
    """To this half-year's questions: all who lead have the same address."""
    given = operations.address_of(leaders.ask_of_now(g.organisation))
    return redirect(url_for("answers.give", token=given.token, lang=language()), 303)


@bp.get("/leaders/<int:look_back_id>/results")
@allow(reads_leaders, look_back=LookBack)
def leaders_results(look_back: LookBack) -> Any:
    return page("feedback/results.html", **_of(look_back))


@bp.get("/leaders/<int:look_back_id>/results/print")
@allow(reads_leaders, look_back=LookBack)
def leaders_sheet(look_back: LookBack) -> Any:
    return page("feedback/sheet.html", **_of(look_back))


@bp.get(f"/leaders/<int:look_back_id>/{FILE}")
@allow(reads_leaders, look_back=LookBack)
def leaders_file(look_back: LookBack, ending: str) -> Any:
    name = f"{g.organisation.slug}-{look_back.half_year}"
    return export.answer(_of(look_back)["figures"], name, ending)


@bp.post("/leaders/<int:look_back_id>/results/<int:reply_id>/hide")
@allow(reads_leaders, look_back=LookBack)
def leaders_hide(look_back: LookBack, reply_id: int) -> Any:
    operations.hide(look_back.ask, reply_id)
    return done(_("The text is hidden."), url_for(".leaders_results", look_back_id=look_back.id))


def _of(look_back: LookBack) -> dict[str, Any]:
    of = {"look_back_id": look_back.id}
    return {"look_back": look_back, "kind": "leaders_", "of": of, **of_ask(look_back.ask)}
