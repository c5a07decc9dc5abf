"""Pages as PDF, where WeasyPrint (the extra `pdf`) and the libraries it needs are installed."""

from ctypes.util import find_library
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

from flask import Response, current_app

LIBRARIES = "pango-1.0", "pangoft2-1.0"
KINDS = {".css": "text/css", ".svg": "image/svg+xml"}


@cache
def is_possible() -> bool:
    """Whether this machine can make one; asked without loading anything heavy."""
    return find_spec("weasyprint") is not None and all(map(find_library, LIBRARIES))


def answer(html: str, name: str) -> Response:
    """The page as `name`.pdf. Nothing is fetched from anywhere: only our own static files are."""
    from weasyprint import HTML, URLFetcher  # heavy, and only those who print need it
    from weasyprint.urls import URLFetcherResponse

    class OwnFiles(URLFetcher):
        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002
            path = _own_file(url)
            kind = KINDS.get(path.suffix, "text/plain")
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})

    page = HTML(string=html, base_url="rinki:/", url_fetcher=OwnFiles(), media_type="print")
    response = Response(page.write_pdf(), mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response


def _own_file(url: str) -> Path:
    home = Path(str(current_app.static_folder)).resolve()
    path = (home / urlsplit(url).path.removeprefix("/static/")).resolve()
    if not path.is_relative_to(home):
        raise ValueError("not a file of ours")
    return path
