"""Pages on which a curator makes a collection: its words, its guides, and who gets it."""

from collections.abc import Iterable
from typing import Any

from flask import g, request, url_for
from flask_babel import gettext as _

from webapp import texts
from webapp.access import allow
from webapp.accounts.rules import curates
from webapp.collections import operations, queries
from webapp.collections.blueprint import bp
from webapp.collections.forms import HandForm, LineForm, PickForm, WordsForm
from webapp.collections.models import Collection, CollectionItem
from webapp.collections.rules import curates_item, may_pick
from webapp.db import db
from webapp.forms import tidy
from webapp.guides import queries as guides
from webapp.guides.models import Guide
from webapp.i18n import language
from webapp.languages import LANGUAGES
from webapp.web import done, go, page

OFFERED = 8  # guides found by words


@bp.get("/collections")
@allow(curates)
def index() -> Any:
    """The organisation's collections; with `?guide=…` the one it is to be put in is chosen."""
    found = db.session.scalars(queries.collections_of(g.organisation)).all()
    texts.load(found)
    return page(
        "collections/index.html", collections=found, sizes=queries.sizes(found), picked=_picked()
    )


@bp.route("/collections/new", methods=["GET", "POST"])
@allow(curates)
def begin() -> Any:
    form = WordsForm(None, language())
    if form.accepted():
        collection = operations.begin(g.organisation, language(), form.said)
        return go(_edit(collection))
    return page("collections/words.html", form=form, collection=None, tag=language())


@bp.get("/collections/<int:collection_id>")
@allow(curates, collection=Collection)
def edit(collection: Collection) -> Any:
    search = PickForm()
    items = queries.items(collection, g.user)
    return page(
        "collections/edit.html",
        fragment="offered",
        collection=collection,
        items=items,
        search=search,
        offered=_offered(search.words.data),
        chosen={item.guide_id for item in items},
        some_are_unseen=not all(item.guide.is_public for item in items),
    )


@bp.route("/collections/<int:collection_id>/words/<lang:tag>", methods=["GET", "POST"])
@allow(curates, collection=Collection)
def words(collection: Collection, tag: str) -> Any:
    form = WordsForm(collection, tag)
    if form.accepted():
        operations.word(collection, tag, form.said)
        return done(_("Saved."), _edit(collection))
    return page("collections/words.html", form=form, collection=collection, tag=tag, tags=LANGUAGES)


@bp.post("/collections/<int:collection_id>/guides/<guide_slug>")
@allow(may_pick, collection=Collection, guide=Guide)
def add(collection: Collection, guide: Guide) -> Any:
    operations.add(collection, guide)
    return done(_("“%(title)s” is in the collection.", title=guide.title), _edit(collection))


@bp.post("/collections/<int:collection_id>/items/<int:item_id>/place")
@allow(curates_item, collection=Collection, item=CollectionItem)
def place(collection: Collection, item: CollectionItem) -> Any:
    asked = tidy(request.form.get("position"))
    operations.place(item, int(asked) if asked.isdecimal() and len(asked) < 4 else item.position)
    return go(f"{_edit(collection)}#item-{item.id}")


@bp.route("/collections/<int:collection_id>/items/<int:item_id>", methods=["GET", "POST"])
@allow(curates_item, collection=Collection, item=CollectionItem)
def line(collection: Collection, item: CollectionItem) -> Any:
    form = LineForm(item, language())
    if form.accepted():
        operations.say(item, language(), form.line.data)
        return done(_("Saved."), f"{_edit(collection)}#item-{item.id}")
    return page("collections/line.html", form=form, collection=collection, item=item)


@bp.post("/collections/<int:collection_id>/items/<int:item_id>/remove")
@allow(curates_item, collection=Collection, item=CollectionItem)
def remove(collection: Collection, item: CollectionItem) -> Any:
    title = item.guide.title
    operations.remove(item)
    return done(_("“%(title)s” is no longer in the collection.", title=title), _edit(collection))


@bp.route("/collections/<int:collection_id>/groups", methods=["GET", "POST"])
@allow(curates, collection=Collection)
def hand(collection: Collection) -> Any:
    form = HandForm(collection)
    if form.accepted():
        operations.hand_to(collection, form.chosen)
        return done(_("Saved."), _edit(collection))
    return page("collections/hand.html", form=form, collection=collection)


@bp.post("/collections/<int:collection_id>/publish")
@allow(curates, collection=Collection)
def publish(collection: Collection) -> Any:
    if request.form.get("wanted") == "0":
        operations.withdraw(collection)
        return done(_("The collection is a draft again."), _edit(collection))
    operations.publish(collection)
    return done(_("The collection is published."), _edit(collection))


@bp.route("/collections/<int:collection_id>/remove", methods=["GET", "POST"])
@allow(curates, collection=Collection)
def discard(collection: Collection) -> Any:
    if request.method == "POST":
        operations.discard(collection)
        return done(_("The collection is deleted."), url_for("collections.index"))
    return page("collections/discard.html", collection=collection)


def _picked() -> Guide | None:
    """The guide that is to be put in a collection, if it is there for the reader."""
    slug = request.args.get("guide", "")
    guide = guides.guides_by_slug([slug]).get(slug)
    return guide if guide and guide.is_for(g.user) else None


def _offered(words: str) -> Iterable[Guide]:
    if not words:
        return []
    found = guides.library(guides.wanted(words, {}, g.organisation.id))
    return db.session.scalars(found.limit(OFFERED)).all()


def _edit(collection: Collection) -> str:
    return url_for("collections.edit", collection_id=collection.id)
