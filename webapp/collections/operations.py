from collections.abc import Collection as Ids
from collections.abc import Mapping

from flask_babel import gettext as _
from sqlalchemy import delete, select

from webapp import audit, texts
from webapp.accounts.models import Organisation, User
from webapp.collections import queries
from webapp.collections.models import CircleCollection, Collection, CollectionItem, Favourite
from webapp.db import db, now
from webapp.guides.models import Guide
from webapp.web import Refused

MOST_GUIDES = 100  # of one collection: what is longer is a library again


def begin(organisation: Organisation, tag: str, said: Mapping[str, str]) -> Collection:
    """A new draft, with its first words."""
    ours = select(Collection.slug).where(Collection.organisation_id == organisation.id)
    slug = texts.free_slug(texts.slug_of(said["title"]), ours)
    collection = Collection(organisation=organisation, slug=slug)
    db.session.add(collection)
    db.session.flush()
    word(collection, tag, said)
    return collection


def word(collection: Collection, tag: str, said: Mapping[str, str]) -> None:
    """Write the title and the words for the readers in one language; empty ones are removed."""
    for field in collection.text_fields:
        texts.write(collection, field, tag, said[field])


def publish(collection: Collection) -> None:
    if not collection.items:
        raise Refused(_("Add a guide first."))
    collection.published_at = collection.published_at or now()
    _record("collection.published", collection)


def withdraw(collection: Collection) -> None:
    """Back to a draft: its address opens to nobody outside."""
    collection.published_at = None
    _record("collection.withdrawn", collection)


def discard(collection: Collection) -> None:
    _record("collection.removed", collection)
    for item in collection.items:
        texts.erase(item)
    texts.erase(collection)
    db.session.delete(collection)


def add(collection: Collection, guide: Guide) -> CollectionItem:
    """Put a guide last. One that is there already stays in its place."""
    known = next((item for item in collection.items if item.guide_id == guide.id), None)
    if known:
        return known
    if len(collection.items) >= MOST_GUIDES:
        raise Refused(_("A collection holds at most %(most)s guides.", most=MOST_GUIDES))
    last = max((item.position for item in collection.items), default=0)
    item = CollectionItem(
        organisation_id=collection.organisation_id, guide=guide, position=last + 1
    )
    collection.items.append(item)
    db.session.flush()
    return item


def remove(item: CollectionItem) -> None:
    texts.erase(item)
    item.collection.items.remove(item)


def place(item: CollectionItem, position: int) -> None:
    """Move a guide to this place (1 is the first); the others make room."""
    others = [other for other in item.collection.items if other is not item]
    others.insert(max(0, position - 1), item)
    for number, each in enumerate(others, 1):
        each.position = number


def say(item: CollectionItem, tag: str, line: str) -> None:
    texts.write(item, "line", tag, line)


def hand_to(collection: Collection, circle_ids: Ids[int]) -> None:
    """Give it to the leaders of exactly these circles of its own organisation."""
    ours = {circle.id for circle in queries.circles_of(collection.organisation)}
    before = queries.circles_with(collection)
    gone = CircleCollection.circle_id.in_(ours & before - {*circle_ids})
    db.session.execute(
        delete(CircleCollection).where(CircleCollection.collection_id == collection.id, gone)
    )
    db.session.add_all(
        CircleCollection(
            organisation_id=collection.organisation_id, circle_id=id_, collection_id=collection.id
        )
        for id_ in sorted(ours & {*circle_ids} - before)
    )


def keep(user: User, guide: Guide, wanted: bool) -> None:
    """Put a guide on a person's own list, or take it off. Saying so twice changes nothing."""
    known = db.session.get(Favourite, (user.id, guide.id))
    if wanted and not known:
        db.session.add(Favourite(user_id=user.id, guide_id=guide.id))
    elif known and not wanted:
        db.session.delete(known)


def _record(action: str, collection: Collection) -> None:
    audit.record(action, collection, organisation_id=collection.organisation_id)
