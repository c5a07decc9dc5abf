"""Answering a browser: whole pages, page fragments, redirects, errors."""

import json
from collections import ChainMap
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import htmx_flask
from flask import (
    Flask,
    Response,
    current_app,
    flash,
    g,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_babel import gettext as _
from sqlalchemy.exc import DataError, IntegrityError
from werkzeug.exceptions import HTTPException, SecurityError
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.wrappers import Response as BaseResponse

from webapp.db import db

htmx = htmx_flask.Htmx()

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)


# What htmx may do: no eval, no inline style, and every answer that is not a success is a sentence
# in #notices (422 is a form with its errors, so it takes the form's place).
HTMX = {
    "includeIndicatorStyles": False,
    "allowEval": False,
    "allowScriptTags": False,
    "selfRequestsOnly": True,
    "historyCacheSize": 0,
    "refreshOnHistoryMiss": True,
    "timeout": 15_000,
    "responseHandling": [
        {"code": "204", "swap": False},
        {"code": "[23]..", "swap": True},
        {"code": "422", "swap": True},
        {"code": "[45]..", "swap": True, "target": "#notices", "swapOverride": "innerHTML"},
    ],
}


class Refused(Exception):
    """An operation could not be done; the message is a sentence for the user."""


def page(
    template: str,
    *,
    fragment: str | None = None,
    status: int | None = None,
    max_age: int = 0,
    **context: Any,
) -> BaseResponse:
    """Render a page; or only its block `fragment`, when that is what htmx will replace.

    The block, the id of the element it renders and the hx-target share one name; a template
    rendered so sees that name as `fragment`.
    A form with errors makes the answer a 422. `max_age` (seconds) is for public pages only:
    without it, and for anyone signed in, the page is not stored anywhere.
    """
    only = fragment if fragment and _target() == fragment else None
    html = _block(template, only, context) if only else render_template(template, **context)
    failed = 422 if getattr(context.get("form"), "errors", None) else 200
    response = make_response(html, status or failed)
    response.vary.add("HX-Target")
    if max_age and not g.get("user"):
        response.cache_control.public = True
        response.cache_control.max_age = max_age
        response.add_etag()
        return response.make_conditional(request)
    return response


def page_number() -> int:
    """Which page of a list is asked for; anything odd in the address means the first."""
    asked = request.args.get("page", "")
    return max(1, int(asked)) if asked.isdecimal() and len(asked) < 7 else 1


def done(message: str, to: str) -> BaseResponse:
    """Close a successful POST: tell the user, then show the next page."""
    flash(message)
    return go(to)


def go(to: str) -> BaseResponse:
    """Send the browser elsewhere; an htmx request must be told in its own header."""
    if request.htmx and not request.htmx.boosted:  # type: ignore[attr-defined]
        answer: Response = htmx_flask.make_response("", redirect=to)
        return answer
    return redirect(to, 303)


def absolute(to: str) -> str:
    """An address for use outside the site (mail, QR, feeds), never from the Host header."""
    return str(current_app.config["PUBLIC_URL"]).rstrip("/") + to


def static_url(path: str) -> str:
    """The address of a static file, different whenever its content differs."""
    marks: dict[str, str] = current_app.extensions.setdefault("static_marks", {})
    if path not in marks or current_app.debug:
        content = (Path(str(current_app.static_folder)) / path).read_bytes()
        marks[path] = sha256(content).hexdigest()[:10]
    return url_for("static", filename=path, v=marks[path])


def same_page(**changed: Any) -> str:
    """The address of the page being read, with something in its query changed."""
    asked = {**request.args.to_dict(flat=False), **changed}
    return url_for(str(request.endpoint), **{**(request.view_args or {}), **asked})


def _target() -> str | None:
    """What htmx will replace; nothing where it wants the whole page."""
    asked = request.htmx  # type: ignore[attr-defined]
    if not asked or asked.boosted or asked.history_restore_request:
        return None
    target: str | None = asked.target
    return target


def _block(template: str, name: str, context: dict[str, Any]) -> str:
    context = {**context, "fragment": name}
    current_app.update_template_context(context)
    source = current_app.jinja_env.get_template(template)
    return "".join(source.blocks[name](source.new_context(context)))


def error_page(status: int, title: str, message: str) -> tuple[str, int]:
    """A page that says what went wrong and offers a way on; a sentence where htmx asks."""
    only_words = _target() is not None
    template = "errors/sentence.html" if only_words else "errors/page.html"
    return render_template(template, status=status, title=title, message=message), status


def _describe(status: int) -> tuple[str, str]:
    """The title and the sentence of an error page."""
    known = {
        400: (_("We did not understand that"), _("Go back and try once more.")),
        403: (_("This page is not open to you"), _("Ask your coordinator if you need it.")),
        404: (
            _("We did not find that page"),
            _("It may have moved, or the address may have a mistake in it."),
        ),
        409: (_("That could not be done"), _("Someone changed this at the same time. Look again.")),
        413: (_("That was too much at once"), _("Shorten the text or choose a smaller file.")),
        429: (_("One moment, please"), _("There were many tries in a row. Wait a minute.")),
        500: (
            _("Something broke at our end"),
            _("Nothing you did was wrong. Try again in a moment."),
        ),
    }
    return known.get(status, known[400 if status < 500 else 500])


def init_app(app: Flask) -> None:
    htmx.init_app(app)
    if app.config["TRUSTED_PROXIES"]:
        hops = app.config["TRUSTED_PROXIES"]
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops)  # type: ignore[method-assign]
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.add_template_global(static_url)
    app.add_template_global(absolute)
    app.add_template_global(same_page)
    app.jinja_env.globals["htmx_config"] = json.dumps(HTMX)

    @app.context_processor
    def kit() -> dict[str, Any]:
        """`ui`: every macro of templates/ui/."""
        if "kit" not in app.extensions or app.debug:
            names = app.jinja_env.list_templates(filter_func=lambda name: name.startswith("ui/"))
            macros = (vars(app.jinja_env.get_template(name).module) for name in names)
            app.extensions["kit"] = SimpleNamespace(**ChainMap(*macros))
        return {"ui": app.extensions["kit"]}

    @app.errorhandler(Refused)
    def refused(error: Refused) -> tuple[str, int]:
        db.session.rollback()
        return error_page(409, _("That could not be done"), str(error))

    @app.errorhandler(IntegrityError)
    def overtaken(error: IntegrityError) -> tuple[str, int]:
        db.session.rollback()
        return error_page(409, *_describe(409))

    @app.errorhandler(DataError)
    @app.errorhandler(OverflowError)
    def unheard_of(error: Exception) -> tuple[str, int]:
        """No column can hold it (a number too large, a NUL in a text), so there is no such thing."""
        db.session.rollback()
        return error_page(404, *_describe(404))

    @app.errorhandler(HTTPException)
    def failed(error: HTTPException) -> tuple[str, int] | HTTPException:
        status = error.code or 500
        if status < 400:
            return error
        if isinstance(error, SecurityError):  # an unknown host: nothing more can be rendered
            return error
        return error_page(status, *_describe(status))

    @app.errorhandler(500)
    def broken(error: Exception) -> tuple[str, int]:
        db.session.rollback()
        return error_page(500, *_describe(500))

    @app.after_request
    def guard(response: Response) -> Response:
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Referrer-Policy", "same-origin")
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=()"
        )
        if request.endpoint != "static" and not response.cache_control.max_age:
            response.cache_control.no_store = True
        return response
