"""The language in the address of each page: `/<lang>/…`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import Flask, Response, g, redirect, request, url_for
from werkzeug.routing import BaseConverter

from webapp.i18n import COOKIE, language, offered, preferred
from webapp.languages import LANGUAGES, LOCALES, NAMES, nearest


class LanguageConverter(BaseConverter):
    """The first part of every page's address."""

    regex = "|".join(sorted(LOCALES, key=len, reverse=True))


Asked = Mapping[str, Any] | None
"""What of a query makes a page of its own; None: all of it."""


@dataclass(frozen=True)
class Version:
    """One language version of the page being read."""

    tag: str
    name: str
    url: str
    current: bool


def in_every_language(view: Any) -> Any:
    """Mark a participants' page: it is in their languages too, not only in those of the site."""
    view.in_every_language = True
    return view


def in_language(tag: str, endpoint: str | None = None, asked: Asked = None) -> str:
    """The address of the page being read, in another language; `asked` is its query."""
    endpoint = endpoint or request.endpoint
    if not endpoint:
        return f"/{tag}/"
    asked = request.args.to_dict(flat=False) if asked is None else asked
    return url_for(endpoint, **{**(request.view_args or {}), **asked, "lang": tag})


def versions(asked: Asked = None) -> list[Version]:
    """The page being read, in each language that it is in; beside an error, the site's."""
    tags = offered(request.endpoint) if request.endpoint else LANGUAGES
    return [
        Version(tag, NAMES[tag], in_language(tag, asked=asked), tag == language()) for tag in tags
    ]


def canonical(asked: Mapping[str, Any]) -> str:
    """The one address of the page being read, whatever else is asked in its query."""
    return (
        url_for(str(request.endpoint), **(request.view_args or {}), **asked)
        if asked
        else request.path
    )


def init_app(app: Flask) -> None:
    app.url_map.converters["lang"] = LanguageConverter
    app.add_template_global(versions)
    app.add_template_global(canonical)

    @app.url_value_preprocessor
    def know_the_language(endpoint: str | None, values: dict[str, Any] | None) -> None:
        """The language of the address; where a page has none (an error), of its beginning."""
        first = request.path.split("/", 2)[1]
        g.language = (values or {}).pop("lang", None) or (first if first in LOCALES else None)

    @app.url_defaults
    def keep_the_language(endpoint: str, values: dict[str, Any]) -> None:
        if app.url_map.is_endpoint_expecting(endpoint, "lang"):
            here = language()
            values.setdefault("lang", here if here in offered(endpoint) else nearest(here))

    @app.before_request
    def answer_in_a_language_of_the_page() -> Any:
        """Of the site's pages a participant who reads Arabic gets the English one."""
        if g.language and g.language not in offered(request.endpoint):
            if request.method == "GET":
                return redirect(in_language(nearest(g.language)))
            g.language = nearest(g.language)
        return None

    @app.after_request
    def remember_the_language(response: Response) -> Response:
        """One chosen on the site is kept for the next visit; never on pass pages."""
        chosen, here = g.get("language"), request.headers.get("Sec-Fetch-Site") == "same-origin"
        if chosen and here and chosen != preferred(None) and not request.path.startswith("/p/"):
            response.set_cookie(COOKIE, chosen, timedelta(days=365), samesite="Lax", httponly=True)
            response.cache_control.public, response.cache_control.private = False, True
        return response
