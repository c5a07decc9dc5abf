"""What is in the index, and what no input can do to it."""

import pytest
from sqlalchemy import select

from tests.search.conftest import STORIES
from webapp.db import db
from webapp.search import Field, Index
from webapp.search.models import documents, postings

ODD = {
    "wildcards": "% _ * ? ' \" \\ ; --",
    "SQL": "'); DROP TABLE search_posting; --",
    "a colon": "ryhmä :t0 :opas",
    "emoji": "🙂",
    "nothing between": "\u200b\u0301",
    "a null": "ryhmä\x00",
    "half a character": "\ud800",
    "underscores": "__init__",
    "one letter": "r",
    "only grammar": "miten se on",
    "other alphabets": "مجموعة الدعم 支持小组 ομάδα",
    "a long word": "ryhmä" * 2000,
    "very many words": "vertaisryhmä opas " * 600,
    "different words": " ".join(f"ryhmä{n}" for n in range(1500)),
}


@pytest.mark.parametrize("words", ODD.values(), ids=ODD)
def test_odd_input_is_answered(shelf, found, words):
    shelf("Ryhmän opas")
    assert found(words) in ([], [1])
    assert found("ryhmä") == [1]


def test_no_words_means_no_search(app):
    assert STORIES.find("") is None
    assert STORIES.find(" \n") is None


def test_odd_texts_can_be_found_by_the_rest(shelf, found):
    shelf("🙂 " + "ryhmä" * 2000 + " _ % ' opas")
    assert found("opas") == [1]


def test_a_document_put_again_is_only_what_it_is_now(shelf, found):
    shelf("Sururyhmä")
    shelf("Miesten ilta")
    assert found("suru") == []
    assert found("mies") == [1]


def test_a_removed_document_is_gone(shelf, found):
    shelf("Sururyhmä", "Surun kieli")
    STORIES.remove([1])
    assert found("suru") == [2]
    assert db.session.scalar(select(documents.c.id)) == 2
    assert set(db.session.scalars(select(postings.c.id))) == {2}


def test_kinds_do_not_mix(shelf, found):
    other = Index("song", {"title": Field(1.0)})
    other.put({7: {"title": {"fi": "Surulaulu"}}})
    shelf("Sururyhmä")
    assert found("suru") == [1]


def test_an_index_made_otherwise_is_stale(shelf):
    shelf("Sururyhmä")
    assert list(db.session.scalars(STORIES.stale())) == []
    reworked = Index("story", {"title": Field(2.0, usual=4), "summary": Field(1.0)})
    assert list(db.session.scalars(reworked.stale())) == [1]
    reworked.put({1: {"title": {"fi": "Sururyhmä"}}})
    assert list(db.session.scalars(reworked.stale())) == []


@pytest.mark.parametrize("words", ["ryhmä", "ryhm", "miesten surun vertaisryhmä etsi vertaisoh"])
def test_searching_takes_a_few_statements_however_much_is_asked(shelf, found, statements, words):
    shelf(*["Vertaisryhmä"] * 30)
    found("opas")  # and the thesaurus is read
    with statements() as seen:
        found(words)
    assert len(seen) <= 6
