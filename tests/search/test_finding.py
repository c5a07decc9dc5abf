"""What people find with the words they happen to type."""

import pytest

from tests.search.conftest import STORIES


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("ryhmän", "Vertaisryhmätoiminta"),
        ("omaishoitajille", "Opas omaishoitajan arkeen"),
        ("työn ohjaus", "Työnohjauksen järjestäminen"),
        ("vertais ohjaaja", "Vertaisohjaajan käsikirja"),
        ("vertaisohjaajat", "Vertaiset ja ohjaajat yhdessä"),
        ("toimintaansa", "Toiminnan suunnittelu"),
    ],
    ids=["a part", "inflected", "written apart", "joined", "taken apart", "its own"],
)
def test_finnish_words_are_found_in_any_form(shelf, found, words, title):
    shelf("Rahapelit hallintaan", title)
    assert found(words) == [2]


def test_ryhman_finds_vertaisryhmatoiminta_after_a_plain_group(shelf, found):
    shelf("Vertaisryhmätoiminta", "Ryhmä")
    assert found("ryhmän") == [2, 1]


def test_related_words_are_found(shelf, found):
    shelf("Ohjaajan opas", "Surun kieli")
    assert found("ohjaaminen") == [1]


def test_an_unfinished_word_finds_what_it_begins(shelf, found):
    shelf("Vertaisohjaajan käsikirja", "Surun kieli")
    assert found("vertaisoh") == [1]


def test_a_word_before_the_last_is_finished(shelf, found):
    shelf("Vertaisohjaajan käsikirja", "Surun kieli")
    assert found("vertaisoh suru") == [2]


@pytest.mark.parametrize("words", ["jarjeston aikataulu", "JÄRJESTÖN AIKATAULU", "järjestön"])
def test_dots_and_capitals_do_not_matter(shelf, found, words):
    shelf("Järjestöjen vuosi", "Surun kieli")
    assert found(words) == [1]


def test_a_mistyped_word_finds_the_closest(shelf, found):
    shelf("Kehitysvammaisten vertaistuki", "Surun kieli")
    assert found("kehitysvammasten") == [1]


def test_swedish_compounds_are_found_by_their_parts(shelf, found):
    shelf("Handbok för kamratstödsgrupper", "Sorg och hopp", language="sv")
    assert found("stöd i grupp") == [1]
    assert found("narstaende") == []


def test_russian_words_are_found_in_another_case(shelf, found):
    shelf("Группа для родителей", "Книга", language="ru")
    assert found("в группе") == [1]


def test_ukrainian_words_find_what_they_mean(shelf, found):
    shelf("Допомога жінкам", "Книга", language="uk")
    assert found("жінки") == [1]
    shelf("Naisten ryhmä", "Surun kieli")
    assert found("жінки") == [1]


@pytest.mark.parametrize("words", ["arvode", "fee", "korvaus"])
def test_what_is_called_otherwise_is_found_too(shelf, found, words):
    shelf("Kokemusasiantuntijan palkkio", "Surun kieli")
    assert found(words) == [1]


def test_the_word_itself_goes_before_its_synonym_however_rare(shelf, found):
    shelf("Palkkio", "Korvaus", "Korvaus", "Korvaus")
    assert found("korvaus") == [2, 3, 4, 1]


def test_what_has_all_the_words_goes_first(shelf, found):
    shelf("Sauna", "Ilta saunassa ryhmän kanssa lauantaina", *["Ryhmä"] * 8)
    assert found("sauna ryhmä")[:2] == [2, 1]


def test_a_title_is_worth_more_than_a_summary(app, found):
    STORIES.put({1: {"title": {"fi": "Opas"}, "summary": {"fi": "Surusta ja toivosta"}}})
    STORIES.put({2: {"title": {"fi": "Surusta"}, "summary": {"fi": "Opas"}}})
    assert found("suru") == [2, 1]


def test_what_is_equally_good_keeps_its_order(shelf, found):
    shelf(*["Sururyhmä"] * 5)
    assert found("sururyhmä") == [1, 2, 3, 4, 5]


def test_grammar_alone_does_not_decide(shelf, found):
    shelf("Miten olla mukana", "Sururyhmä")
    assert found("miten pääsee mukaan sururyhmään") == [2]
