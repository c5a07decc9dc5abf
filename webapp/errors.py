"""Error pages in the reader's language, each with a way on."""

from typing import Any

from flask import Flask, make_response, render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from sqlalchemy.exc import DataError, IntegrityError, OperationalError
from werkzeug.exceptions import HTTPException, SecurityError

from webapp.db import db
from webapp.web import Refused, asked_target

ASK = lazy_gettext("Ask your coordinator if you need it.")


def error_page(status: int, title: str, message: str) -> tuple[str, int]:
    """A page that says what went wrong and offers a way on; a sentence where htmx asks."""
    only_words = asked_target() is not None
    template = "errors/sentence.html" if only_words else "errors/page.html"
    return render_template(template, status=status, title=title, message=message), status


def _describe(status: int, needs: str = "") -> tuple[str, str]:
    """The title and the sentence of an error page; `needs`: who would be let in."""
    known = {
        400: (_("We did not understand that"), _("Go back and try once more.")),
        403: (
            _("This page is not open to you"),
            needs or _("Ask your coordinator if you need it."),
        ),
        404: (
            _("We did not find that page"),
            _("It may have moved, or the address may have a mistake in it."),
        ),
        409: (_("That could not be done"), _("Someone changed this at the same time. Look again.")),
        413: (_("That was too much at once"), _too_much()),
        429: (_("One moment, please"), _("There were many tries in a row. Wait a minute.")),
        503: (
            _("One moment, please"),
            _("Many people are saving right now. Try again in a moment."),
        ),
        500: (
            _("Something broke at our end"),
            _("Nothing you did was wrong. Try again in a moment."),
        ),
    }
    return known.get(status, known[400 if status < 500 else 500])


def _too_much() -> str:
    if request.mimetype == "multipart/form-data":
        return str(_("Choose a smaller file."))
    return str(_("Your text is too long. Go back and shorten it. Nothing was saved yet."))


def init_app(app: Flask) -> None:
    @app.errorhandler(Refused)
    def refused(error: Refused) -> tuple[str, int]:
        db.session.rollback()
        return error_page(409, _("That could not be done"), str(error))

    @app.errorhandler(IntegrityError)
    def overtaken(error: IntegrityError) -> tuple[str, int]:
        db.session.rollback()
        return error_page(409, *_describe(409))

    @app.errorhandler(OperationalError)
    def busy(error: OperationalError) -> Any:
        """Others were writing for longer than we wait; anything else is broken."""
        if "locked" not in str(error.orig):
            raise error
        db.session.rollback()
        answer = make_response(error_page(503, *_describe(503)))
        answer.headers["Retry-After"] = "5"
        return answer

    @app.errorhandler(DataError)
    @app.errorhandler(OverflowError)
    def unheard_of(error: Exception) -> tuple[str, int]:
        """No column can hold it (too large a number, a NUL in a text): there is no such thing."""
        db.session.rollback()
        return error_page(404, *_describe(404))

    @app.errorhandler(HTTPException)
    def failed(error: HTTPException) -> tuple[str, int] | HTTPException:
        status = error.code or 500
        if status < 400:
            return error
        if isinstance(error, SecurityError):  # an unknown host: nothing more can be rendered
            return error
        needs = str(error.description) if error.description != type(error).description else ""
        return error_page(status, *_describe(status, needs))

    @app.errorhandler(500)
    def broken(error: Exception) -> tuple[str, int]:
        db.session.rollback()
        return error_page(500, *_describe(500))
