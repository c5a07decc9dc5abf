"""Pages on which the controlled vocabulary is kept, by those who look after the platform."""

from typing import Any

from flask import redirect, request, url_for
from flask_babel import gettext as _

from webapp import audit
from webapp.access import allow
from webapp.accounts.labels import ACTIONS, in_words
from webapp.accounts.queries import names_of
from webapp.accounts.rules import keeps_platform
from webapp.db import db
from webapp.guides import topics, vocabulary
from webapp.guides.blueprint import bp
from webapp.guides.models import Topic
from webapp.guides.topic_forms import MergeForm, TopicForm
from webapp.web import done, page, same_page

LATEST = 10


@bp.before_app_request
def follow_merged_topics() -> Any:
    """An old address that asks for a topic that has become another."""
    asked = request.args.getlist("topic") if request.method == "GET" else []
    former = vocabulary.former_topics() if asked and request.endpoint else {}
    if former.keys() & {*asked}:
        now = [former[slug].slug if slug in former else slug for slug in asked]
        return redirect(same_page(topic=list(dict.fromkeys(now))), 301)
    return None


@bp.get("/topics")
@allow(keeps_platform)
def topic_list() -> Any:
    entries = db.session.scalars(audit.entries(None).limit(LATEST)).all()
    return page(
        "guides/topics.html",
        topics=db.session.execute(topics.with_numbers()).all(),
        entries=entries,
        names=names_of({entry.actor_id for entry in entries}),
        actions=ACTIONS,
        in_words=in_words,
    )


@bp.route("/topics/new", methods=["GET", "POST"])
@allow(keeps_platform)
def add_topic() -> Any:
    form = TopicForm(None)
    if form.accepted():
        topics.add(**form.said)
        return done(_("The topic is added."), url_for(".topic_list"))
    return page("guides/topic_edit.html", form=form, topic=None)


@bp.route("/topics/<topic_slug>", methods=["GET", "POST"])
@allow(keeps_platform, topic=Topic)
def edit_topic(topic: Topic) -> Any:
    form = TopicForm(topic)
    if form.accepted():
        topics.change(topic, **form.said)
        return done(_("Saved."), url_for(".topic_list"))
    return page("guides/topic_edit.html", form=form, topic=topic, number=topics.guides_on(topic))


@bp.route("/topics/<topic_slug>/merge", methods=["GET", "POST"])
@allow(keeps_platform, topic=Topic)
def merge_topic(topic: Topic) -> Any:
    """Which topic, then what will be, then it is done: it can't be undone."""
    form = MergeForm(topic)
    into = form.chosen if form.accepted() else None
    if into and form.sure.data:
        names = {"old": topic.name, "new": into.name}
        topics.merge(topic, into)
        return done(_("%(old)s is now part of %(new)s.", **names), url_for(".topic_list"))
    return page(
        "guides/topic_merge.html",
        form=form,
        topic=topic,
        into=into,
        number=topics.guides_on(topic),
        both=topics.shared_by(topic, into) if into else 0,
    )
