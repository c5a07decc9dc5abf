"""Our checker says what a trusted reference said of the same texts.

`samples/expected.json` holds its verdicts and figures, recorded with Voikko and without.
"""

import json
from pathlib import Path

import pytest
from flask_babel import force_locale

from webapp.easy_finnish import endings, grammar
from webapp.easy_finnish.limits import ADVICE, EASIEST, EASY, RULES, broken_limits
from webapp.easy_finnish.measures import measure

SAMPLES = Path(__file__).parent / "samples"
EXPECTED = json.loads((SAMPLES / "expected.json").read_text(encoding="utf-8"))
OURS_ALONE = {"brackets"}  # stricter than the reference, which only hints at them


def broken(text, limits=EASY):
    return {finding.rule for finding in broken_limits(measure(text), limits)}


def sample(name):
    return (SAMPLES / f"{name}.txt").read_text(encoding="utf-8")


def test_words_can_be_told_apart_here():
    assert grammar.known(), "install pyvoikko and wordfreq: without them nothing here is proved"


def test_every_sample_has_a_verdict():
    assert {path.stem for path in SAMPLES.glob("*.txt")} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_agrees_on_the_limits(name):
    assert broken(sample(name)) - OURS_ALONE == set(EXPECTED[name]["easy"])


@pytest.mark.parametrize("name", EXPECTED)
def test_agrees_on_the_easiest_level(name):
    assert broken(sample(name), EASIEST) - OURS_ALONE == set(EXPECTED[name]["easiest"])


@pytest.mark.parametrize("name", EXPECTED)
def test_agrees_on_the_figures(name):
    measures = measure(sample(name))
    figures = {figure: getattr(measures, figure) for figure in EXPECTED[name]["figures"]}
    assert figures == pytest.approx(EXPECTED[name]["figures"], abs=0.01)


def test_samples_break_every_limit():
    seen = set().union(*(broken(sample(name), EASY) for name in EXPECTED))
    assert seen == set(EASY)


def test_a_finding_shows_the_sentence_and_its_words():
    findings = broken_limits(measure(sample("packed_clauses")))
    packed = {f.sentence: f.words for f in findings if f.rule == "hard_structures"}
    assert packed["Saavuttuasi paikalle voit istua."] == ("Saavuttuasi",)
    assert "Ohjaajan puhuessa muut kuuntelevat." in packed
    assert "Ovi suljetaan." not in packed


def test_a_text_too_heavy_as_a_whole_is_still_told():
    text = "Tulen mukaan ryhmään. " * 40
    assert [(f.rule, f.sentence) for f in broken_limits(measure(text), ADVICE)] == [
        ("paragraph_length", ""),
        ("words_a_heading", ""),
    ]


def test_advice_is_in_the_readers_language(app):
    with force_locale("sv"):
        [finding] = broken_limits(measure("Soita esim. Kaisalle."))
        assert str(finding.mend) == "Skriv ut förkortningen."


def test_every_rule_has_its_line_in_easy_finnish(app):
    with force_locale("fi@simple"):
        mends = {rule.figure: str(rule.mend) for rule in RULES}
    assert set(mends) == set(EASY) | set(EASIEST) | set(ADVICE)
    assert [name for name, mend in mends.items() if broken(mend.replace("“", ""))] == []


def test_brackets_are_an_error():
    assert broken("Tule (jos haluat) mukaan.") == {"brackets"}


def test_an_empty_text_breaks_nothing():
    assert broken("") == broken(" \n\n ", EASIEST) == broken("", ADVICE) == set()


@pytest.mark.parametrize("name", EXPECTED)
def test_agrees_without_voikko_too(app, name):
    """Only lengths and abbreviations are judged then: also where words are looked at lightly."""
    measures, expected = measure(sample(name), endings.traits), EXPECTED[name]["without_voikko"]
    for limits, level in ((EASY, "easy"), (EASIEST, "easiest")):
        found = {finding.rule for finding in broken_limits(measures, limits)}
        assert found - OURS_ALONE == set(expected[level])


def test_without_voikko_only_lengths_and_abbreviations_are_judged(monkeypatch):
    monkeypatch.setattr(grammar, "_voikko", lambda: None)
    grammar._readings.cache_clear()
    try:
        assert broken(sample("packed_clauses")) == set()
        assert broken(sample("officialese")) >= {"longest", "mean_length", "abbreviations"}
    finally:
        grammar._readings.cache_clear()
