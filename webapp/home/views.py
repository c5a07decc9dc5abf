from typing import Any

from flask import Blueprint, abort, current_app, g, redirect, request, url_for
from sqlalchemy import text

from webapp import mail
from webapp.access import allow, everyone, signed_in
from webapp.agendas.queries import wanted_calls
from webapp.circles.rules import leads
from webapp.db import db
from webapp.groups.calls import needed
from webapp.groups.proposals import waiting
from webapp.home import queries, translated
from webapp.home.forms import KitForm
from webapp.home.sitemap import bare as sitemap
from webapp.i18n import preferred
from webapp.meetings.labels import in_short
from webapp.messages.rules import minds_mail
from webapp.web import page

bp = Blueprint("home", __name__)
bare = Blueprint("root", __name__)
bare.register_blueprint(sitemap)


@bare.get("/")
@allow(everyone)
def choose_language() -> Any:
    answer = redirect(url_for("home.front", lang=preferred("home.front")), 302)
    answer.headers["Vary"] = "Cookie, Accept-Language"
    return answer


@bare.get("/healthz")
@allow(everyone)
def healthz() -> Any:
    db.session.execute(text("SELECT 1"))
    return {"status": "ok"}


@bp.get("/")
@allow(everyone)
def front() -> Any:
    if g.user:
        return redirect(url_for(".today"))
    return page("home/front.html", max_age=60)


@bp.get("/today")
@allow(signed_in)
def today() -> Any:
    whole = _sees_whole()
    day = queries.my_day(g.user, whole) if g.user.membership else None
    calls = wanted_calls(g.organisation) if g.user.coordinates else []
    trouble = mail.trouble() if minds_mail(g.user) else None
    return page(
        "home/today.html",
        day=day,
        whole=whole,
        in_short=in_short,
        calls=calls,
        needed=needed(g.organisation) if g.user.coordinates else [],
        leads=leads,
        trouble=trouble,
        wishes=waiting(g.organisation) if g.user.coordinates else 0,
    )


def _sees_whole() -> bool:
    """Coordinators choose between their own circles, if they have any, and all."""
    asked = request.args.get("whose", "")
    if not g.user.coordinates or asked in ("mine", "all"):
        return bool(g.user.coordinates) and asked == "all"
    return not queries.has_circles(g.user)


@bp.get("/languages")
@allow(everyone)
def languages() -> Any:
    """Each language of the site, and who has read its translation as a native."""
    return page("home/languages.html", max_age=60, languages=translated.languages())


@bp.route("/ui-kit", methods=["GET", "POST"])
@allow(everyone)
def ui_kit() -> Any:
    if not (current_app.config["DEMO"] or current_app.debug):
        abort(404)
    form = KitForm()
    form.accepted()  # so that its errors can be seen
    return page("ui_kit.html", form=form)
