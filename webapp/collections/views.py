"""Collections as their readers see them, and each person's favourites."""

from typing import Any

from flask import Blueprint, abort, g, redirect, request, url_for
from markupsafe import Markup

from webapp import texts
from webapp.access import allow, everyone, public, signed_in
from webapp.collections import curating, operations, queries
from webapp.collections.blueprint import bp
from webapp.collections.described import item_list
from webapp.collections.models import Collection, CollectionItem
from webapp.collections.rules import may_keep
from webapp.db import db
from webapp.guides import labels
from webapp.guides.models import Guide
from webapp.guides.states import GuideState
from webapp.qr import qr_code
from webapp.short import code_of, number_of
from webapp.web import absolute, go, page, page_number

__all__ = ["bare", "bp", "curating"]  # both modules put their pages on one blueprint

PER_PAGE = 20
MINUTE = 60

bare = Blueprint("short", __name__)


@bp.context_processor
def names() -> dict[str, Any]:
    return {"kinds": labels.KINDS}


@bp.get("/o/<organisation>/collections/<collection_slug>")
@allow(public, collection=Collection)
def show(collection: Collection) -> Any:
    address = _address(collection)
    items = [
        item for item in queries.items(collection, g.user) if item.guide.state != GuideState.DRAFT
    ]
    return page(
        "collections/show.html",
        max_age=MINUTE,
        collection=collection,
        items=items,
        about=item_list(collection, [item for item in items if item.guide.is_public]),
        address=address,
        code=qr_code(address, collection.wording("title")),
    )


@bp.get("/o/<organisation>/collections/<collection_slug>/sheet")
@allow(public, collection=Collection)
def sheet(collection: Collection) -> Any:
    """To be printed: each guide with its QR and an address short enough to type."""
    address = _address(collection)
    return page(
        "collections/sheet.html",
        collection=collection,
        rows=[_on_paper(item) for item in queries.items(collection) if _is_in_use(item)],
        address=address.partition("://")[2],
        code=qr_code(address, collection.wording("title")),
    )


@bp.get("/my-guides")
@allow(signed_in)
def favourites() -> Any:
    guides = db.paginate(
        queries.favourites(g.user), page=page_number(), per_page=PER_PAGE, error_out=False
    )
    texts.load(guides.items)
    return page("collections/favourites.html", guides=guides)


@bp.post("/guides/<guide_slug>/favourite")
@allow(may_keep, guide=Guide)
def keep(guide: Guide) -> Any:
    wanted = request.form.get("wanted") == "1"
    operations.keep(g.user, guide, wanted)
    if request.headers.get("HX-Target") == f"star-{guide.id}":
        return page("collections/star.html", guide=guide, on=wanted)
    return go(url_for("guides.show", guide_slug=guide.slug))


@bp.app_template_global()
def is_favourite(guide: Guide) -> bool:
    """Asked once a page, however many guides are on it."""
    if "favourites" not in g:
        g.favourites = queries.favourite_ids(g.user) if g.user else set()
    return guide.id in g.favourites


@bp.app_template_global()
def collections_at_hand(circle: Any) -> list[Collection]:
    return queries.at_hand(circle)


@bare.get("/g/<code>")
@allow(everyone)
def guide(code: str) -> Any:
    """The short address of a guide, for paper."""
    found = db.session.get(Guide, number_of(code) or 0)
    if found is None or not found.is_for(g.user):
        abort(404)
    return redirect(url_for("guides.show", guide_slug=found.slug), 302)


def _is_in_use(item: CollectionItem) -> bool:
    return item.guide.state != GuideState.RETIRED


def _on_paper(item: CollectionItem) -> tuple[CollectionItem, str, Markup]:
    """A guide with its short address, to type or to scan."""
    short = absolute(url_for("short.guide", code=code_of(item.guide_id)))
    return item, short.partition("://")[2], qr_code(short, item.guide.title)


def _address(collection: Collection) -> str:
    slugs = collection.organisation.slug, collection.slug
    return absolute(url_for(".show", organisation=slugs[0], collection_slug=slugs[1]))
