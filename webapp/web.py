"""Answering a browser: whole pages, page fragments, redirects."""

import re
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
    session,
    url_for,
)
from flask_compress import Compress
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.wrappers import Response as BaseResponse

from webapp import kit

htmx = htmx_flask.Htmx()
compress = Compress()

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)


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
    only = fragment if fragment and asked_target() == fragment else None
    told = "_flashes" in session  # what is said once, to one reader, is kept nowhere
    html = _block(template, only, context) if only else render_template(template, **context)
    failed = 422 if getattr(context.get("form"), "errors", None) else 200
    response = make_response(html, status or failed)
    response.vary.add("HX-Target")
    if max_age and not g.get("user") and not told:
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


def own_page(to: str | None) -> str | None:
    """Only a path of this site may be returned to."""
    return to if to and re.fullmatch(r"/\w[^\s\x00-\x1f]*", to) else None


def absolute(to: str) -> str:
    """An address for use outside the site (mail, QR, feeds), never from the Host header."""
    return str(current_app.config["PUBLIC_URL"]).rstrip("/") + to


def same_page(**changed: Any) -> str:
    """The address of the page being read, with something in its query changed."""
    asked = {**request.args.to_dict(flat=False), **changed}
    return url_for(str(request.endpoint), **{**(request.view_args or {}), **asked})


def asked_target() -> str | None:
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


def init_app(app: Flask) -> None:
    htmx.init_app(app)
    compress.init_app(app)
    if app.config["TRUSTED_PROXIES"]:
        hops = app.config["TRUSTED_PROXIES"]
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops)  # type: ignore[method-assign]
    app.add_template_global(absolute)
    app.add_template_global(same_page)

    @app.after_request
    def guard(response: Response) -> Response:
        policy = f"{CONTENT_SECURITY_POLICY}; style-src 'self' {kit.sheet().mark}"
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Referrer-Policy", "same-origin")
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=()"
        )
        if request.endpoint != "static" and not response.cache_control.max_age:
            response.cache_control.no_store = True
        return response
