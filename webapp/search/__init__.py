"""Search: features hand it documents, and join what it finds.

A feature declares its `Index` once, with what each `Field` is worth, calls `put` and `remove` as
its things change, and joins `find(words)`: a subquery of `id` and `score`. What a reader may see
stays with the feature's own tables, which the join narrows.
"""

from webapp.search.index import Field, Index

__all__ = ["Field", "Index"]
