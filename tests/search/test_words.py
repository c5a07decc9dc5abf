"""How words come apart."""

import pytest

from webapp.search.analysis import analyse, tokens

COMPOUNDS = {
    "vertaisryhmätoiminnassa": ("vertaisryhmatoiminta", ["vertainen", "ryhma", "toiminta"]),
    "kokemusasiantuntijoiden": ("kokemusasiantuntija", ["kokemus", "asiantuntija"]),
    "huumeidenkäyttäjille": ("huumeidenkayttaja", ["huume", "kayttaja"]),
    "mielenterveyskuntoutujat": (
        "mielenterveyskuntoutuja",
        ["mieli", "terveys", "kuntoutuja"],
    ),
    "etätyönohjausta": ("etatyonohjaus", ["eta", "tyo", "ohjaus"]),
}
WHOLE = "ohjaajan järjestämisestä mentori vertainen kaverin koulutuksissa palautteen".split()


@pytest.mark.parametrize("word", COMPOUNDS)
def test_finnish_compounds_have_parts(app, word):
    found = analyse(word, "fi")
    assert (found.base, list(found.parts)) == COMPOUNDS[word]


@pytest.mark.parametrize("word", WHOLE)
def test_other_words_stay_whole(app, word):
    assert analyse(word, "fi").parts == ()


def test_smaller_compounds_are_found_in_a_longer_one(app):
    assert "vertaisryhma" in analyse("vertaisryhmätoiminta", "fi").compounds


def test_swedish_compounds_have_parts(app):
    assert analyse("kamratstödsgrupper", "sv").parts == ("kamrat", "stod", "grupp")


@pytest.mark.parametrize("word", ["toimintaansa", "toiminnassakin", "toiminnastanne"])
def test_what_is_added_after_the_case_does_not_matter(app, word):
    assert analyse(word, "fi").base == "toiminta"


def test_easy_finnish_is_finnish(app):
    assert analyse("ryhmissä", "fi-simple") == analyse("ryhmissä", "fi")


@pytest.mark.parametrize("family", ["ohjaaja ohjaaminen ohjaus ohjata", "perustaa perustaminen"])
def test_relatives_share_a_family(app, family):
    assert len({analyse(word, "fi").family for word in family.split()}) == 1


def test_a_language_without_grammar_has_its_words(app):
    assert analyse("doarjja", "se").base == "doarjja"
    assert tokens("“Ryhmä-opas”, osa 2") == ["ryhmä", "opas", "osa", "2"]
