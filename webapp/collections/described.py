"""A collection in the words of schema.org."""

from collections.abc import Iterable
from typing import Any

from flask import url_for

from webapp.collections.models import Collection, CollectionItem
from webapp.web import absolute


def item_list(collection: Collection, items: Iterable[CollectionItem]) -> dict[str, Any]:
    """https://schema.org/ItemList, whose items have pages of their own."""
    return {
        "@type": "ItemList",
        "name": str(collection.wording("title")),
        "description": str(collection.wording("intro") or ""),
        "itemListOrder": "https://schema.org/ItemListOrderAscending",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "url": _page(item), "name": item.guide.title}
            for number, item in enumerate(items, 1)
        ],
    }


def _page(item: CollectionItem) -> str:
    return absolute(url_for("guides.show", guide_slug=item.guide.slug))
