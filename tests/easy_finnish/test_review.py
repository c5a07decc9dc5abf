"""What a writer is told of each sentence, quickly and without Voikko."""

import pytest
from wordfreq import zipf_frequency

from tests.serving import dictionaries
from webapp.easy_finnish import endings, grammar
from webapp.easy_finnish.frequency import zipf
from webapp.easy_finnish.review import review
from webapp.easy_finnish.words import RARE, Trait

LONG = (
    "Ryhmässä jokainen saa kertoa omasta elämästään sen verran kuin haluaa ja muut kuuntelevat"
    " rauhassa eivätkä anna neuvoja ellei niitä pyydetä ensin."
)


@pytest.fixture(autouse=True)
def dictionaries_at_hand(app):
    app.config["DATA"] = str(dictionaries().parent)


def notes(text):
    """By sentence: the rules that are broken, with "?" where it is only a hint."""
    return {
        line.text: {note.rule + "?" * (not note.must): note.words for note in line.notes}
        for line in review(text).lines
    }


def passives(sentence, traits=endings.traits):
    return [word for word, has in traits(sentence) if Trait.PASSIVE in has]


def test_the_sentence_that_is_too_long_is_marked_and_no_other():
    found = notes(f"Tule mukaan. {LONG}")
    assert found["Tule mukaan."] == {}
    assert found[LONG]["longest"] == () and "mean_length" not in found[LONG]
    told = review(f"Tule mukaan. {LONG}")
    assert not told.is_easy and [line.length for line in told.lines] == [2, 21]


def test_an_easy_text_has_nothing_to_mend():
    told = review("Ryhmässä tapaat muita. Kukaan ei pakota sinua puhumaan.")
    assert told.is_easy and not told.whole
    assert [line.notes for line in told.lines] == [(), ()]


def test_abbreviations_and_brackets_must_be_mended():
    found = notes("Tuo esim. kuva (tai kirja).")
    assert found["Tuo esim. kuva (tai kirja)."] == {"abbreviations": ("esim.",), "brackets": ("(",)}


def test_long_and_rare_words_and_the_passive_are_hints():
    found = notes("Ryhmässä keskustellaan luottamuksellisesti reflektiosta.")
    [told] = found.values()
    assert told == {
        "passives?": ("keskustellaan",),
        "rare_words?": ("reflektiosta",),
        "very_long_words?": ("luottamuksellisesti",),
    }, "each word is told of once"
    [told] = notes("Kerron ryhmänohjaajalle ja kouluttajalle.").values()
    assert told == {"very_long_words?": ("ryhmänohjaajalle",), "long_words?": ("kouluttajalle",)}


def test_a_sentence_shows_which_words_are_meant():
    [line] = review("Tuo esim. kuva, esimerkki ja esim. tarina.").lines
    assert [text for text, blamed in line.parts if blamed] == ["esim.", "esim."]
    assert "".join(text for text, _ in line.parts) == line.text


@pytest.mark.parametrize(
    "sentence",
    [
        "Ryhmässä sovitaan säännöistä.",
        "Ovi suljetaan ja valot sammutettiin.",
        "Tauolla juodaan kahvia ja syödään pullaa.",
        "Siellä tehdään ja nähdään paljon.",
        "Asiasta on jo sovittu, ja työ on tehty.",
        "Menemme rantaan, toimintaan ja pöytään.",
        "Hän otti koiraltaan luun ja meni kahvilaan.",
        "Opas on tuttu ja hyvä.",
    ],
)
def test_the_passive_is_told_as_voikko_tells_it(sentence):
    assert passives(sentence) == passives(sentence, grammar.traits)


def test_names_are_never_rare():
    assert "rare_words?" not in notes("Ohjaaja Virpukka asuu Äänekoskella.").popitem()[1]


@pytest.mark.parametrize(
    "word",
    ["ryhmä", "Ryhmässä", "reflektiosta", "A-killan", "Keski-Suomen", "verkko-osoite", "äläkä"],
)
def test_a_word_is_as_frequent_as_wordfreq_says(word):
    theirs = zipf_frequency(word.lower(), "fi")
    assert zipf(word, dictionaries()) == (theirs if theirs >= RARE else 0)


def test_a_site_that_has_voikko_may_use_it(app):
    app.config["VOIKKO"] = True
    text = "Tullessasi näet oven. " * 20
    assert {note.rule for note in review(text).lines[0].notes if note.must} == {
        "hard_structures",
        "index",
    }


def test_odd_text_is_looked_at_too():
    assert review("").lines == [] and review("").is_easy
    assert review("!!! 123 … \x00 ääää" + "ä" * 5000).lines
