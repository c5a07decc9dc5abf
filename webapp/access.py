"""Who may do what. Every view says so with @allow; the app won't start otherwise."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Flask, abort, current_app, g, request, url_for
from flask_limiter import Limiter
from werkzeug.wrappers import Response

from webapp import passes
from webapp.db import Owned, db
from webapp.passes import Purpose
from webapp.web import go, page

SAFE = {"GET", "HEAD", "OPTIONS"}
Rule = Callable[..., bool]


def stranger() -> str:
    """What a rate limit counts by: the caller's address, kept in memory for its minutes only."""
    return request.remote_addr or "unknown"


limiter = Limiter(stranger)


def everyone(user: Any) -> bool:
    return True


def signed_in(user: Any) -> bool:
    return user is not None


def public(user: Any, thing: Any) -> bool:
    """What its owner has made public is open to all; the rest does not exist for a stranger.

    A thing that some see before others says to whom it is open: `is_for(user)`.
    """
    opens = thing.is_for(user) if hasattr(thing, "is_for") else thing.is_public
    return bool(opens) or abort(404)


def by_pass(purpose: Purpose) -> Rule:
    """Those who hold the address: the URL's token is turned into the thing it is for."""

    def holds(user: Any, thing: Any) -> bool:
        return True

    holds.purpose = purpose  # type: ignore[attr-defined]
    return holds


def allow(rule: Rule, **loads: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Let in those for whom `rule` holds, and hand the view what it is about.

    `@allow(leads, group=Group)` turns the URL's group_id (or group_slug) into a Group of
    g.organisation (404 if there is none) and asks leads(user, group). With `by_pass` the
    organisation and the thing come from the pass.
    """

    def declare(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def guarded(**url: Any) -> Any:
            if hasattr(rule, "purpose"):
                things = _open_pass(rule.purpose, loads, url)
            elif rule in (everyone, public) or g.user is not None:
                things = {name: _load(name, model, url) for name, model in loads.items()}
            else:
                return go(url_for("accounts.sign_in", next=_path_here()))
            if things is None:
                return page("passes/unknown.html", status=404)
            if not rule(g.user, *things.values()):
                abort(403, getattr(rule, "needs", None))
            return view(**things, **url)

        guarded.rule = rule  # type: ignore[attr-defined]
        guarded.loads = loads  # type: ignore[attr-defined]
        return guarded

    return declare


def from_elsewhere(view: Callable[..., Any]) -> Callable[..., Any]:
    """Mark a form that other sites may send: what it does, its secret address says alone."""
    view.from_elsewhere = True  # type: ignore[attr-defined]
    return view


def may(endpoint: str) -> bool:
    """Whether the reader would be let in to a page that needs no particular thing."""
    rule: Rule = getattr(current_app.view_functions[endpoint], "rule")  # noqa: B009
    return bool(rule(g.user)) if g.user or rule is everyone else False


def _open_pass(purpose: Purpose, loads: Any, url: dict[str, Any]) -> dict[str, Any] | None:
    """The pass's thing by the view's name for it; None if the address opens nothing."""
    given = passes.find(url.pop("token"))
    if given is None or given.purpose != purpose or not given.is_open:
        return None
    g.given_pass = given
    found = {name: db.session.get(model, given.target_id) for name, model in loads.items()}
    return found if all(_is_for(thing, given) for thing in found.values()) else None


def _is_for(thing: Any, given: passes.Pass) -> bool:
    ours = given.organisation_id
    return thing is not None and getattr(thing, "organisation_id", ours) == ours


def _load(name: str, model: Any, url: dict[str, Any]) -> Any:
    """A row by the URL's <name>_id or <name>_slug: our organisation's, or shared."""
    if f"{name}_slug" in url:
        wanted = model.slug == url.pop(f"{name}_slug")
    else:
        wanted = model.id == url.pop(f"{name}_id")
    query = db.select(model).where(wanted)
    if issubclass(model, Owned):
        if g.organisation is None:
            abort(404)
        query = query.where(model.organisation_id == g.organisation.id)
    return db.first_or_404(query)


def _path_here() -> str | None:
    """Where to return after signing in: only a page can be returned to, not a sent form."""
    return request.full_path.rstrip("?") if request.method == "GET" else None


def init_app(app: Flask) -> None:
    limiter.init_app(app)
    undeclared = [
        name
        for name, view in app.view_functions.items()
        if name != "static" and not hasattr(view, "rule")
    ]
    if undeclared:
        raise RuntimeError(f"views without @allow: {', '.join(undeclared)}")
    app.add_template_global(may)

    @app.before_request
    def same_site_only() -> Response | None:
        """Refuse forms sent from other sites (the browser says where a request began)."""
        view = current_app.view_functions.get(request.endpoint or "")
        if request.method not in SAFE and not hasattr(view, "from_elsewhere"):
            site = request.headers.get("Sec-Fetch-Site")
            origin = request.headers.get("Origin")
            if site != "same-origin" and (site or origin != request.host_url.rstrip("/")):
                abort(403)
        return None
