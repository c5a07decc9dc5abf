"""What a page is about, told to machines in the words of schema.org (JSON-LD)."""

import json
from collections.abc import Mapping
from typing import Any

from flask import Flask
from markupsafe import Markup

CONTEXT = "https://schema.org"
# In a script element nothing may look like the end of it, whatever people have written.
ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def json_ld(thing: Mapping[str, Any]) -> Markup:
    """A block of data for the page's head. What is empty is left out."""
    told = {"@context": CONTEXT, **_without_empty(thing)}
    body = json.dumps(told, ensure_ascii=False).translate(ESCAPES)
    return Markup('<script type="application/ld+json">') + Markup(body) + Markup("</script>")


def _without_empty(thing: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in thing.items() if value not in (None, "", [], {})}


def init_app(app: Flask) -> None:
    app.add_template_global(json_ld)
