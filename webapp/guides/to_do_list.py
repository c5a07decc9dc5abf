"""The page of what there is to mend in the library; each thing can be done from the list."""

from typing import Any

from flask import abort, g, request
from flask_babel import gettext as _

from webapp.access import allow
from webapp.db import db
from webapp.forms import Form
from webapp.guides import links, mending, queries, reports, to_do
from webapp.guides.act_forms import NewAddressForm
from webapp.guides.blueprint import bp
from webapp.guides.link_labels import LINK_STATES, TO_DO
from webapp.guides.link_models import LinkReport
from webapp.guides.models import Guide
from webapp.guides.returning import back_to, to_do_address
from webapp.guides.rules import may_tend, tends, tends_reported, tends_some
from webapp.guides.to_do_models import ToDo
from webapp.web import Refused, done, page, page_number

PER_PAGE = 20


@bp.context_processor
def names() -> dict[str, Any]:
    labels = {"link_states": LINK_STATES, "to_do_names": TO_DO, "ToDo": ToDo}
    return {**labels, "new_address": NewAddressForm, "nothing": Form}


@bp.get("/to-do")
@allow(tends_some)
def to_do_list() -> Any:
    """A few of each kind; with `?kind=…` all of one."""
    counts = to_do.counts(g.user)
    kind = request.args.get("kind")
    if kind in counts:
        return _one_kind(ToDo(kind), counts)
    groups = {kind: _items(kind, to_do.waiting(kind, g.user).limit(to_do.SHOWN)) for kind in counts}
    to_do.dress([item for items in groups.values() for item in items])
    return page("guides/to_do.html", groups=groups, counts=counts, kind=None, pages=None)


def _one_kind(kind: ToDo, counts: dict[ToDo, int]) -> Any:
    query = to_do.waiting(kind, g.user)
    pages = db.paginate(query, page=page_number(), per_page=PER_PAGE, count=False, error_out=False)
    pages.total = counts[kind]
    items = to_do.items(kind, pages.items)
    to_do.dress(items)
    shown = {kind: items}
    return page("guides/to_do.html", groups=shown, counts=counts, kind=kind, pages=pages)


def _items(kind: ToDo, query: Any) -> list[to_do.Item]:
    return to_do.items(kind, db.session.scalars(query).all())


@bp.post("/<guide_slug>/accept-address")
@allow(may_tend, guide=Guide)
def accept_address(guide: Guide) -> Any:
    mending.accept_address(guide, request.form.get("url", ""))
    return _on(_("“%(title)s” has its new address.", title=guide.title))


@bp.post("/<guide_slug>/check")
@allow(may_tend, guide=Guide)
def check_link(guide: Guide) -> Any:
    return _on(mending.look_again(guide))


@bp.route("/<guide_slug>/address", methods=["GET", "POST"])
@allow(may_tend, guide=Guide)
def new_address(guide: Guide) -> Any:
    form = NewAddressForm(guide)
    if form.accepted():
        mending.give_address(guide, form.url.data)
        return _on(_("“%(title)s” has its new address.", title=guide.title))
    return page("guides/address.html", form=form, guide=guide)


@bp.post("/to-do/languages")
@allow(tends_some)
def let_languages_be() -> Any:
    """The ticked guides need no more languages."""
    ticked = queries.guides_by_slug(request.form.getlist("guide")).values()
    mine = [guide for guide in ticked if tends(g.user, guide)]
    if not mine:
        raise Refused(_("Tick the guides first."))
    mending.let_be_spoken(mine)
    return _on(_("These languages are enough for %(number)s guides.", number=len(mine)))


@bp.post("/<guide_slug>/let-be/<what>")
@allow(may_tend, guide=Guide)
def let_be(guide: Guide, what: str) -> Any:
    mending.let_be(ToDo(what) if what in {*ToDo} else abort(404), guide)
    return _on(_("“%(title)s” is fine as it is.", title=guide.title))


@bp.post("/<guide_slug>/reviewed")
@allow(may_tend, guide=Guide)
def reviewed(guide: Guide) -> Any:
    mending.review_in_a_year(guide)
    return _on(_("“%(title)s” is good for another year.", title=guide.title))


@bp.post("/reports/<int:report_id>/close")
@allow(tends_reported, report=LinkReport)
def close_report(report: LinkReport) -> Any:
    reports.close(report)
    return _on(_("The report is dealt with."))


def _on(message: str) -> Any:
    """Back to where it was done: the list, or the part of it that was being gone through."""
    return done(message, to_do_address(request.form.get("back", "")))


@bp.app_template_global()
def may_mend(guide: Guide) -> bool:
    return g.user is not None and tends(g.user, guide)


bp.add_app_template_global(back_to, "back_to")
bp.add_app_template_global(links.check_of, "link_check")
bp.add_app_template_global(links.archived, "archived")
