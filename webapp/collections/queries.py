from collections.abc import Iterable

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from webapp import texts
from webapp.accounts.models import Organisation, User
from webapp.circles.models import Circle
from webapp.collections.models import CircleCollection, Collection, CollectionItem, Favourite
from webapp.db import db
from webapp.guides import queries as guides
from webapp.guides.models import Guide


def collections_of(organisation: Organisation) -> Select[Collection]:
    """All of an organisation's collections, the newest first; drafts too."""
    mine = select(Collection).where(Collection.organisation_id == organisation.id)
    return mine.order_by(Collection.id.desc())


def public_collections(organisation: Organisation) -> list[Collection]:
    wanted = collections_of(organisation).where(Collection.published_at.is_not(None))
    return _with_words(db.session.scalars(wanted))


def sizes(collections: Iterable[Collection]) -> dict[int, int]:
    """How many guides each holds, by the collection's id; one statement."""
    ids = [collection.id for collection in collections]
    wanted = (
        select(CollectionItem.collection_id, func.count())
        .where(CollectionItem.collection_id.in_(ids))
        .group_by(CollectionItem.collection_id)
    )
    return {row[0]: row[1] for row in db.session.execute(wanted)}


def items(collection: Collection, user: User | None = None) -> list[CollectionItem]:
    """What this reader may see of it, in order, with all the words; three statements."""
    wanted = (
        select(CollectionItem)
        .where(CollectionItem.collection_id == collection.id)
        .options(joinedload(CollectionItem.guide).joinedload(Guide.replaced_by))
        .order_by(CollectionItem.position, CollectionItem.id)
    )
    found = [item for item in db.session.scalars(wanted) if item.guide.is_for(user)]
    texts.load(found)
    texts.load([item.guide for item in found])
    return found


def at_hand(circle: Circle) -> list[Collection]:
    """What the circle's leaders have been given, the newest first."""
    wanted = (
        select(Collection)
        .join(CircleCollection, CircleCollection.collection_id == Collection.id)
        .where(CircleCollection.circle_id == circle.id, Collection.published_at.is_not(None))
        .order_by(Collection.id.desc())
    )
    return _with_words(db.session.scalars(wanted))


def circles_with(collection: Collection) -> set[int]:
    """The ids of the circles whose leaders have it at hand."""
    wanted = select(CircleCollection.circle_id).where(
        CircleCollection.collection_id == collection.id
    )
    return set(db.session.scalars(wanted))


def circles_of(organisation: Organisation) -> list[Circle]:
    """The circles that a collection can be given to, by name."""
    wanted = (
        select(Circle)
        .where(Circle.organisation_id == organisation.id, Circle.ended_at.is_(None))
        .order_by(Circle.name, Circle.id)
    )
    found = list(db.session.scalars(wanted))
    texts.load(found)
    return found


def favourites(user: User) -> Select[Guide]:
    """A person's own list, what was added last first."""
    own = user.membership and user.membership.organisation_id
    wanted = select(Guide).join(Favourite, Favourite.guide_id == Guide.id)
    return wanted.where(Favourite.user_id == user.id, *guides.readable(own)).order_by(
        Favourite.added_at.desc(), Guide.id.desc()
    )


def favourite_ids(user: User) -> set[int]:
    return set(db.session.scalars(select(Favourite.guide_id).where(Favourite.user_id == user.id)))


def _with_words(collections: Iterable[Collection]) -> list[Collection]:
    found = list(collections)
    texts.load(found)
    return found
