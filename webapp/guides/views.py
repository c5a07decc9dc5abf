from typing import Any

from flask import g, redirect, url_for

from webapp import texts
from webapp.access import allow, everyone, public
from webapp.db import db
from webapp.guides import (
    counting,
    curating,
    feeds,
    importing,
    offers,
    queries,
    reporting,
    telling,
    to_do_list,
    topic_pages,
    vocabulary,
    word_pages,
    wordings,
)
from webapp.guides.blueprint import bp
from webapp.guides.described import learning_resource
from webapp.guides.forms import LibraryForm
from webapp.guides.models import Guide, GuideKind
from webapp.guides.rules import tends
from webapp.guides.states import LISTED
from webapp.web import page, page_number

__all__ = [
    "bp",
    "curating",
    "feeds",
    "importing",
    "offers",
    "reporting",
    "telling",
    "to_do_list",
    "topic_pages",
    "word_pages",
    "wordings",
]  # all put their pages on one blueprint

PER_PAGE = 20
MINUTE = 60


@bp.get("")
@allow(everyone)
def index() -> Any:
    search = LibraryForm(vocabulary.topic_names(), queries.languages())
    own = g.organisation.id if g.organisation else None
    wanted = queries.wanted(search.words.data, {f.name: f.data for f in search.facets}, own)
    counts = counting.counts(wanted)
    if search.words.data and not search.chosen and page_number() == 1:
        word_pages.note_search(search.words.data, counts.total)
    guides = db.paginate(
        queries.library(wanted), page=page_number(), per_page=PER_PAGE, count=False
    )
    guides.total = counts.total
    texts.load(guides.items)
    return page(
        "guides/index.html",
        fragment="results",
        max_age=MINUTE,
        search=search,
        guides=guides,
        counts=counts.facets,
        found=wanted.found,
        own_query=search.own_query(guides.page),
    )


@bp.get("/<guide_slug>")
@allow(public, guide=Guide)
def show(guide: Guide) -> Any:
    if guide.kind == GuideKind.PRACTICE and guide.state in LISTED:  # it has a page of its own
        return redirect(url_for("practices.show", practice_slug=guide.slug), 301)
    return page(
        "guides/show.html",
        max_age=MINUTE,
        guide=guide,
        related=db.session.scalars(queries.related(guide)).all(),
        about=learning_resource(guide),
        tended=bool(g.user) and tends(g.user, guide),
    )
