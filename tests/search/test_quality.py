"""People's queries against the real catalogue, on both databases."""

import pytest

from tests.bench import search as bench


@pytest.fixture(scope="module")
def measured():
    return bench.run(bench.read_queries(bench.QUERIES), rounds=1)


@pytest.mark.parametrize("database", ["SQLite", "PostgreSQL"])
def test_people_find_what_a_librarian_would_give_them(measured, database):
    figures = measured[0][database]
    assert figures.ndcg_at_10 >= 0.75
    assert figures.recall_at_20 >= 0.82
    assert figures.mrr >= 0.9


def test_both_databases_give_the_same_top_ten(measured):
    assert measured[1] == len(bench.read_queries(bench.QUERIES))


def test_knowing_the_words_helps(measured):
    figures = measured[0]
    assert figures["SQLite"].ndcg_at_10 > figures["Snowball stems"].ndcg_at_10 + 0.1
    assert figures["Snowball stems"].ndcg_at_10 > figures["bare words"].ndcg_at_10
