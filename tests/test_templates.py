"""Every template compiles; pages have a title, and their controls come from the kit."""

import re
from pathlib import Path

from jinja2 import nodes

TEMPLATES = Path(__file__).parent.parent / "templates"
LAYOUTS = {"layout.html", "plain.html"}
BY_THE_KIT_ONLY = re.compile(r"<(?:input|label|form|select|textarea)\b")
HANDLERS = r"on(?:click|change|input|submit|load|focus|blur|toggle|key\w+|mouse\w+|touch\w+)"
NOWHERE = re.compile(rf"\s(?:style|{HANDLERS})\s*=|<style\b|<script\b(?![^>]*\ssrc=)|javascript:")


def test_every_template_compiles(app):
    for name in app.jinja_env.list_templates():
        app.jinja_env.get_template(name)


def test_every_page_has_a_title_of_its_own(app):
    assert [name for name in app.jinja_env.list_templates() if lacks_a_title(app, name)] == []


def test_controls_come_from_the_kit():
    assert [line for line in lines(BY_THE_KIT_ONLY) if not line.startswith("ui/")] == []


def test_no_style_and_no_script_is_written_in_line():
    assert lines(NOWHERE) == []


def lacks_a_title(app, name):
    tree = app.jinja_env.parse((TEMPLATES / name).read_text(encoding="utf-8"))
    extended = {name.value for tag in tree.find_all(nodes.Extends) for name in names_in(tag)}
    titles = [block for block in tree.find_all(nodes.Block) if block.name == "title" and block.body]
    return extended & LAYOUTS and not titles


def names_in(tag):
    """The templates that may be extended: one, or either of two."""
    named = tag.template
    return [named.expr1, named.expr2] if isinstance(named, nodes.CondExpr) else [named]


def lines(pattern):
    """Where the pattern is met: file, line and what stands there."""
    return [
        f"{path.relative_to(TEMPLATES)}:{number}: {line.strip()}"
        for path in sorted(TEMPLATES.rglob("*.*"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if pattern.search(line)
    ]
