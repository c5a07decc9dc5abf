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
    told = _without_empty({"@context": CONTEXT, **thing})
    body = json.dumps(told, ensure_ascii=False).translate(ESCAPES)
    return Markup('<script type="application/ld+json">') + Markup(body) + Markup("</script>")


def _without_empty(thing: Any) -> Any:
    if isinstance(thing, list):
        return [_without_empty(part) for part in thing]
    if not isinstance(thing, Mapping):
        return thing
    parts = {name: _without_empty(value) for name, value in thing.items()}
    return {name: value for name, value in parts.items() if value not in (None, "", [], {})}


def init_app(app: Flask) -> None:
    app.add_template_global(json_ld)
