"""Every string is said in Finnish, Easy Finnish and Swedish; the string itself is the English."""

import re

import pytest
from babel.messages.pofile import read_po

from translations.update import HERE, strings_of_the_program

FULL = ("fi", "sv")
EASY = "fi@simple"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%")
QUOTED = re.compile("“[^”]*”")  # an example of Finnish stays Finnish
PARTICIPANTS = ("et", "ru", "uk", "ar", "so", "se")
THEIRS = pytest.mark.parametrize("name", PARTICIPANTS)
CATALOGUES = pytest.mark.parametrize("name", [*FULL, EASY])


@pytest.fixture(scope="module")
def program():
    """Each string of the program; one with a plural is a pair."""
    return {message.id for message in strings_of_the_program() if message.id}


@pytest.fixture(scope="module")
def catalogues():
    return {name: said_in(name) for name in (*FULL, EASY, "en")}


@pytest.fixture(scope="module")
def same():
    """The strings whose Easy Finnish is the Finnish on purpose."""
    lines = (HERE / EASY / "same.txt").read_text(encoding="utf-8").splitlines()
    return {line.replace("\\n", "\n") for line in lines}


def test_strings_are_english(program):
    none_of(
        (m for m in program if re.search("[äöåÄÖÅ]", QUOTED.sub("", words(m)))), "not in English"
    )


@pytest.mark.parametrize("name", FULL)
def test_every_string_is_said(name, program, catalogues):
    none_of((m for m in program if not is_said(m, catalogues[name])), f"not in {name}")


def test_easy_finnish_says_each_string_or_names_it_as_the_same(program, catalogues, same):
    said = {message for message in program if is_said(message, catalogues[EASY])}
    named = {message for message in program if forms(message)[0] in same}
    none_of(program - said - named, "not said in Easy Finnish, nor named in same.txt")
    none_of(said & named, "said in Easy Finnish, and named in same.txt too")


def test_easy_finnish_holds_only_what_differs(catalogues):
    finnish, easy = catalogues["fi"], catalogues[EASY]
    none_of((m for m in easy if easy[m] == finnish.get(m)), "Easy Finnish is the Finnish")


@CATALOGUES
def test_placeholders_are_those_of_the_string(name, catalogues):
    astray = (
        message
        for message, said in catalogues[name].items()
        if any(placeholders(form) != placeholders(message) for form in forms(said) if form)
    )
    none_of(astray, f"other placeholders in {name}")


@CATALOGUES
def test_nothing_is_said_that_the_program_does_not_say(name, program, catalogues):
    none_of({*catalogues[name]} - program, f"in {name} for nothing (./dev strings removes it)")


@THEIRS
def test_all_that_participants_read_is_said_in_their_languages(name):
    read = {message.id for message in strings_of_the_program("participants.cfg") if message.id}
    said = said_in(name)
    none_of((m for m in read if not is_said(m, said)), f"not in {name}")
    none_of({*said} - read, f"in {name} for nothing (./dev strings removes it)")


@THEIRS
def test_placeholders_are_the_same_in_the_participants_languages(name):
    for message, said in said_in(name).items():
        for form in forms(said):
            if name == "ar" and isinstance(message, tuple):
                assert placeholders(form) <= placeholders(message), form  # one and two are words
            else:
                assert placeholders(form) == placeholders(message), form


def test_nothing_is_named_as_the_same_that_the_program_does_not_say(program, same):
    none_of(same - {forms(m)[0] for m in program}, "in same.txt for nothing (./dev strings)")


def test_english_is_the_string_itself(catalogues):
    none_of((m for m, said in catalogues["en"].items() if any(forms(said))), "said in en.po")


def none_of(strings, what):
    """Fail with every one of them."""
    found = sorted(map(words, strings))
    assert not found, f"{len(found)} {what}:\n" + "\n".join(found)


def said_in(name):
    """What a catalogue says for each string; nothing if there is no such catalogue."""
    path = HERE / name / "LC_MESSAGES" / "messages.po"
    if not path.exists():
        return {}
    with path.open("rb") as file:
        return {m.id: m.string for m in read_po(file, locale=name.split("@")[0]) if m.id}


def is_said(message, catalogue):
    return all(forms(catalogue.get(message) or ""))


def forms(message):
    """A string with a plural is a tuple of both."""
    return message if isinstance(message, tuple) else (message,)


def words(message):
    return " / ".join(forms(message))


def placeholders(message):
    return set(PLACEHOLDER.findall(words(message)))
