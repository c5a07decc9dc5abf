"""Help with Easy Finnish while one types. It writes nothing and keeps nothing."""

from typing import Any

from flask import Blueprint, g, request

from webapp.access import allow, limiter, signed_in
from webapp.easy_finnish.review import review
from webapp.editor.forms import LONGEST
from webapp.web import page

bp = Blueprint("editor", __name__, url_prefix="/easy-finnish")


def this_person() -> str:
    return f"user {g.user.id}" if g.user else "nobody"


@bp.post("/<field>")
@limiter.limit("120 per minute", key_func=this_person)
@allow(signed_in)
def check(field: str) -> Any:
    """The help for one field of a form, to take the place of that which it had."""
    told = review(request.form.get(field, "")[:LONGEST])
    is_news = request.form.get(f"{field}-told") != str(told.to_mend)
    return page("editor/check.html", field=field, told=told, is_news=is_news)
