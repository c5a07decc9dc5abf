"""What curators do with guides: each act leaves a version behind."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from webapp import audit, texts
from webapp.accounts.models import Organisation
from webapp.db import db, now
from webapp.guides import index, links, vocabulary
from webapp.guides.models import Guide
from webapp.guides.states import GuideState
from webapp.guides.versions import GuideVersion, begin, keep
from webapp.web import Refused

TEXT = "summary "  # how a version names the summary in a language: "summary fi"


def add(
    organisation: Organisation | None, facts: Mapping[str, Any], tag: str, summary: str
) -> Guide:
    """A new draft of an organisation's own, or (None) of the shared library."""
    slug = texts.free_slug(texts.slug_of(facts["title"]), select(Guide.slug))
    guide = Guide(slug=slug, state=GuideState.DRAFT)
    guide.organisation_id = organisation.id if organisation else None
    db.session.add(guide)
    _settle(guide, facts)
    db.session.flush()
    texts.write(guide, "summary", tag, summary)
    _keep(guide, "added")
    return guide


def edit(guide: Guide, facts: Mapping[str, Any], tag: str, summary: str) -> None:
    begin(guide)
    before = guide.url
    _settle(guide, facts)
    texts.write(guide, "summary", tag, summary)
    _keep(guide, "edited")
    if guide.url != before:
        links.unmark(guide)


def word(guide: Guide, tag: str, summary: str) -> None:
    """Write the summary in one language."""
    begin(guide)
    texts.write(guide, "summary", tag, summary)
    texts.confirm(guide, "summary", tag)  # the same words may be right still: someone has read them
    _keep(guide, "edited")


def publish(guide: Guide) -> None:
    """Into the library, from a draft or from among the retired."""
    begin(guide)
    guide.state, guide.reason, guide.replaced_by = GuideState.PUBLISHED, "", None
    guide.published_at = guide.published_at or now()
    _keep(guide, "published")
    _record("guide.published", guide)


def flag(guide: Guide) -> None:
    """Something in it wants mending; readers see it still."""
    if guide.state != GuideState.PUBLISHED:
        raise Refused(_("Only a published guide can be marked as needing attention."))
    begin(guide)
    guide.state = GuideState.NEEDS_ATTENTION
    _keep(guide, "flagged")


def retire(guide: Guide, reason: str, replacement: Guide | None) -> None:
    """Out of the library. Its page stays, and says why and what to read instead."""
    if replacement is guide:
        raise Refused(_("A guide can't replace itself."))
    begin(guide)
    guide.state, guide.reason, guide.replaced_by = GuideState.RETIRED, reason, replacement
    guide.offered_at = None
    _keep(guide, "retired")
    _record("guide.retired", guide)


def review_by(guide: Guide, day: date | None) -> None:
    begin(guide)
    guide.review_on = day
    _keep(guide, "review")


def put_back(guide: Guide, version: GuideVersion) -> None:
    """Make the guide what it was in that version; nothing since is lost, it is in the versions."""
    told = version.told
    review = told.get("review_on")
    replaced = told.get("replaced_by")
    topics = vocabulary.topics_called(told["topics"])
    facts = {name: told[name] for name in ("title", "publisher", "year", "language", "url", "kind")}
    lists = {"audiences": told["audiences"], "contents": told["contents"], "topics": topics}
    _settle(guide, {**facts, **lists, "evidence": told["evidence"]})
    guide.state, guide.reason = GuideState(told["state"]), told["reason"]
    if guide.state != GuideState.DRAFT:
        guide.published_at = guide.published_at or now()
    guide.review_on = date.fromisoformat(review) if review else None
    guide.replaced_by = db.session.get(Guide, replaced) if replaced else None
    bodies = {name.removeprefix(TEXT): body for name, body in told.items() if name.startswith(TEXT)}
    source = guide.source_language
    for tag in [source, *sorted({*bodies, *(tag for _field, tag in guide.texts)} - {source})]:
        texts.write(guide, "summary", tag, bodies.get(tag, ""))
        texts.confirm(guide, "summary", tag)  # they were made from each other then
    _keep(guide, f"put-back {version.number}")


def offer(guide: Guide, wanted: bool) -> None:
    """Offer an organisation's own guide to all, or take the offer back."""
    if guide.organisation_id is None or (wanted and guide.state != GuideState.PUBLISHED):
        raise Refused(_("Only a published guide of your own can be offered to all."))
    guide.offered_at = now() if wanted else None
    _record("guide.offered" if wanted else "guide.kept", guide)


def answer_offer(guide: Guide, accepted: bool) -> None:
    """A platform admin takes the guide into the shared library, or leaves it where it is."""
    if guide.offered_at is None:
        raise Refused(_("This guide is no longer offered."))
    _record("guide.accepted" if accepted else "guide.declined", guide)
    guide.offered_at = None
    if accepted:
        guide.organisation_id, guide.published_at = None, now()
        _keep(guide, "accepted")


def _settle(guide: Guide, facts: Mapping[str, Any]) -> None:
    for name, value in facts.items():
        setattr(guide, name, set(value) if name in ("audiences", "contents") else value)


def _keep(guide: Guide, note: str) -> None:
    keep(guide, note)
    index.put([guide])


def _record(action: str, guide: Guide) -> None:
    audit.record(action, guide, organisation_id=guide.organisation_id)
