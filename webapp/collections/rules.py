from webapp.accounts.models import User
from webapp.accounts.rules import curates
from webapp.collections.models import Collection, CollectionItem
from webapp.guides.models import Guide


def curates_item(user: User, collection: Collection, item: CollectionItem) -> bool:
    return curates(user) and item.collection_id == collection.id


def may_keep(user: User, guide: Guide) -> bool:
    """Anyone with an account may keep a guide they can read."""
    return bool(guide.is_public)
