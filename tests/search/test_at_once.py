"""A server answers several people at once, in threads that share what is cached."""

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from webapp.search.analysis import _stem

WORDS = "gruppledarnas", "kamratstödsverksamhet", "träffarna", "handböckerna", "delaktighet"


@pytest.fixture
def restless():
    """Threads take turns as often as they can."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


@pytest.mark.usefixtures("restless")
def test_words_read_at_once_are_read_as_when_alone():
    alone = [_stem(word, "sv") for word in WORDS] * 200
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda word: _stem(word, "sv"), WORDS * 200)) == alone
