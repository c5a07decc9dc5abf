from flask import abort

from webapp.accounts.models import User
from webapp.accounts.rules import curates
from webapp.collections.models import Collection, CollectionItem
from webapp.guides.models import Guide


def curates_item(user: User, collection: Collection, item: CollectionItem) -> bool:
    is_here = item.collection_id == collection.id and item.guide.is_for(user)
    return curates(user) and (is_here or abort(404))


def may_pick(user: User, collection: Collection, guide: Guide) -> bool:
    """A curator picks from among the guides that are there for them to read."""
    return curates(user) and (guide.is_for(user) or abort(404))


def may_keep(user: User, guide: Guide) -> bool:
    """Anyone with an account may keep a guide they can read."""
    return bool(guide.is_for(user)) or abort(404)
