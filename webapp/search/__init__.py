"""Search: features hand it documents, and join what it finds.

A feature declares its `Index` once, with what each `Field` is worth, calls `put` and `remove` as
its things change, and joins the hits of `find(words)`: `id` and `score`. What a reader may see
stays with the feature's own tables, which the join narrows.
"""

from pathlib import Path

from flask import current_app

from webapp.search import analysis, words
from webapp.search.found import Found
from webapp.search.index import Field, Index

__all__ = ["Field", "Found", "Index", "folder", "is_prepared", "prepare"]


def folder() -> Path:
    """Where what is known of words is kept."""
    return analysis.folder(current_app.config["DATA"])


def is_prepared() -> bool:
    return words.is_built(folder())


def prepare() -> None:
    """Make the dictionaries, before anyone searches. Takes half a minute the first time."""
    words.build(folder())
