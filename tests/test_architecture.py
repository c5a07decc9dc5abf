"""The house as it is meant to be: imports point down, and nothing grows too big."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = [
    path.relative_to(ROOT)
    for path in sorted((ROOT / "webapp").rglob("*.py"))
    if "migrations" not in path.parts
]
TEMPLATES = [path.relative_to(ROOT) for path in sorted((ROOT / "templates").rglob("*.*"))]

LAYERS = [
    {"config", "db", "languages", "catalogues", "json_ld", "kit", "qr"},
    {"fetching", "pdf", "spreadsheets"},
    {"i18n"},
    {"addresses"},
    {"web"},
    {"errors", "forms", "texts", "passes", "mail", "audit", "search"},
    {"easy_finnish"},
    {"access", "short"},
    {"menu"},
    {"editor"},
    {"accounts"},
    {"guides", "circles"},
    {"practices", "collections", "meetings"},
    {"agendas", "attendance", "feedback"},
    {"joining", "messages"},
    {"groups", "mentoring", "coaching", "brokering", "sparring", "training"},
    {"reports"},
    {"home"},
    {"demo", "sweeps"},
    {"cli"},
    {"__init__"},  # create_app
    {"jobs"},
]
HEIGHT = {name: height for height, layer in enumerate(LAYERS) for name in layer}

# Which modules of its own package each kind may lead to, be it through others (labels, plans …).
MAY_USE = {
    "models": set(),
    "rules": {"models"},
    "queries": {"models"},
    "operations": {"models", "queries"},
    "forms": {"models", "queries", "operations"},
}

FILE, FUNCTION, TEMPLATE = 200, 25, 80  # lines
BIGGER = {  # and may not grow
    "templates/ui/forms.html": 120,  # many small macros
    "templates/ui/parts.html": 135,
    "webapp/addresses.py:init_app": 34,  # registrations, one after another
    "webapp/errors.py:init_app": 43,  # a handler an error
}
VAGUE = re.compile(r"(?:^|_)(?:utils?|helpers?|services?|misc|common)(?:_|$)")


@pytest.mark.parametrize("path", SOURCES, ids=str)
def test_imports_point_down(path):
    here = place_of(path)
    upwards = [there for there in imports(path) if feature(there) != feature(here)]
    assert [there for there in upwards if HEIGHT[feature(there)] >= HEIGHT[feature(here)]] == []


@pytest.mark.parametrize("path", SOURCES, ids=str)
def test_inside_a_package_views_stand_on_forms_and_these_on_models(path):
    here = place_of(path)
    if kind(here) in MAY_USE:
        used = {kind(there) for there in reached_from(here)} & {*MAY_USE, "views"}
        assert used - {kind(here)} <= MAY_USE[kind(here)]


def test_only_db_commits():
    commits = {str(path) for path in SOURCES if re.search(r"\bcommit\(", (ROOT / path).read_text())}
    assert commits == {"webapp/db.py"}


def test_every_module_says_what_it_is_of():
    everything = [*SOURCES, *TEMPLATES]
    assert [
        str(path) for path in everything if VAGUE.search(path.stem) or has_vague_folder(path)
    ] == []


def test_nothing_is_too_big():
    too_big = {name: lines for name, (lines, most) in sizes().items() if lines > most}
    news = {name: lines for name, lines in too_big.items() if lines > BIGGER.get(name, 0)}
    assert news == {}, "split these"
    assert {*BIGGER} - {*too_big} == set(), (
        "these have become small enough: strike them from BIGGER"
    )


def has_vague_folder(path):
    return any(VAGUE.search(folder) for folder in path.parent.parts)


def place_of(path):
    """webapp/groups/forms.py is ("groups", "forms"), webapp/groups/__init__.py ("groups",)."""
    parts = path.with_suffix("").parts[1:]
    return parts[:-1] if len(parts) > 1 and parts[-1] == "__init__" else parts


def feature(place):
    return place[0]


def kind(place):
    """The part of its package that a module is; whatever declares who is let in is a view."""
    if len(place) < 2:
        return ""
    return "views" if ("access", "allow") in names(path_of(place)) else place[1]


def path_of(place):
    path = Path("webapp", *place)
    return path / "__init__.py" if (ROOT / path).is_dir() else path.with_suffix(".py")


@cache
def names(path):
    """What a module imports of webapp, each as a tuple: ("groups", "models", "Group")."""
    found = set()
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports by dots"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return {tuple(name.split(".")[1:]) for name in found if name.split(".")[0] == "webapp"}


def imports(path):
    """The modules that a module imports; what is none of them is create_app's file."""
    known = {place_of(source) for source in SOURCES}
    starts = ({name[:length] for length in (1, 2)} & known for name in names(path))
    return {max(found, key=len, default=("__init__",)) for found in starts}


def reached_from(place):
    """The modules of its own package that a module imports, and those that they import."""
    reached, waiting = set(), [place]
    while waiting:
        for there in imports(path_of(waiting.pop())):
            if feature(there) == feature(place) and there not in reached:
                reached.add(there)
                waiting.append(there)
    return reached


def sizes():
    """The lines of each file and function, and how many it may have."""
    found = {str(path): (length(path), FILE) for path in SOURCES}
    found |= {str(path): (length(path), TEMPLATE) for path in TEMPLATES}
    for path in SOURCES:
        for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                found[f"{path}:{node.name}"] = (length_of_function(node), FUNCTION)
    return found


def length_of_function(node):
    """Its lines without the docstring."""
    docstring = node.body[0].end_lineno - node.body[0].lineno + 1 if ast.get_docstring(node) else 0
    return node.end_lineno - node.lineno + 1 - docstring


def length(path):
    return len((ROOT / path).read_text(encoding="utf-8").splitlines())
