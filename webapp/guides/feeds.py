"""New guides as an Atom feed (RFC 4287), of all or of some topics and languages."""

from typing import Any

from flask import abort, g, make_response, render_template, request, url_for

from webapp import texts
from webapp.access import allow, everyone
from webapp.db import db, now
from webapp.guides import queries, vocabulary
from webapp.guides.blueprint import bp
from webapp.guides.forms import LibraryForm
from webapp.web import absolute, same_page

NEWEST = 50
HOUR = 3600
NOT_IN_XML = dict.fromkeys({*range(32)} - {9, 10, 13})  # XML 1.0 has no characters for these


@bp.get("/feed.atom")
@allow(everyone)
def feed() -> Any:
    g.user = None  # a feed is for anyone: a reader's own guides are not in it
    topics = vocabulary.topic_names()
    if {*request.args.getlist("topic")} - {*topics}:
        abort(404)  # it would be a feed of everything
    search = LibraryForm(topics, queries.languages())
    wanted = queries.wanted("", {f.name: f.data for f in search.facets})
    guides = db.session.scalars(queries.newest(wanted).limit(NEWEST)).all()
    texts.load(guides)
    body = render_template(
        "guides/feed.xml",
        guides=guides,
        chips=[name for name, _url in search.chips],
        here=absolute(same_page()),
        library=absolute(url_for("guides.index", **search.narrowed)),
        updated=guides[0].published_at if guides else now(),
    )
    answer = make_response(body.translate(NOT_IN_XML))
    answer.mimetype = "application/atom+xml"
    answer.cache_control.public, answer.cache_control.max_age = True, HOUR
    answer.add_etag()
    return answer.make_conditional(request)
