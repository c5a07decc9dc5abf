"""Whether a guide is in the library already: by its address, or by its title."""

import re
from difflib import SequenceMatcher
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from sqlalchemy import or_, select

from webapp.db import db
from webapp.guides.index import GUIDES
from webapp.guides.models import Guide
from webapp.guides.states import GuideState

TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id|_ga|igshid|ref", re.IGNORECASE)
PAGES_OF_A_FOLDER = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)$", re.IGNORECASE)
ALIKE = 0.85  # how much of two titles must be the same; 1 is all
CANDIDATES = 20
SHOWN = 5


def cleaned(url: str) -> str:
    """An address without what does not tell where it leads: the same page, the same words."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url
    host = (parts.hostname or "").removeprefix("www.")
    host += f":{port}" if port not in (None, 80, 443) else ""
    path = PAGES_OF_A_FOLDER.sub("", unquote(parts.path)).rstrip("/")
    query = [pair for pair in parse_qsl(parts.query) if not TRACKING.fullmatch(pair[0])]
    return f"{host}{path}" + (f"?{urlencode(sorted(query))}" if query else "")


def like(url: str, title: str, organisation_id: int | None) -> list[Guide]:
    """The guides that may be this one: the shared ones, and the organisation's own."""
    by_address = [g for g in _on_site(url) if cleaned(g.url) == cleaned(url)] if url else []
    by_title = [g for g in _found_by(title) if _alike(g.title, title)] if title else []
    found = {guide.id: guide for guide in (*by_address, *by_title)}.values()
    return [g for g in found if _is_told_of(g, organisation_id)][:SHOWN]


def _is_told_of(guide: Guide, organisation_id: int | None) -> bool:
    """The organisation's own, and of the shared those whose page it may open: no drafts."""
    is_own = guide.organisation_id == organisation_id
    return is_own or (guide.organisation_id is None and guide.state != GuideState.DRAFT)


def _on_site(url: str) -> list[Guide]:
    """Those whose address holds the same last part: few, whatever stands before and after it."""
    last = cleaned(url).partition("?")[0].rpartition("/")[2]
    spelled = {last, unquote(last), urlsplit(url).path.rstrip("/").rpartition("/")[2]}
    wanted = or_(*(Guide.url.icontains(part, autoescape=True) for part in spelled if part))
    return list(db.session.scalars(select(Guide).where(wanted).limit(500)))


def _found_by(title: str) -> list[Guide]:
    found = GUIDES.find(title)
    if found is None:
        return []
    best = select(Guide).join(found.hits, found.hits.c.id == Guide.id)
    return list(db.session.scalars(best.order_by(found.hits.c.score.desc()).limit(CANDIDATES)))


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, _plain(one), _plain(other)).ratio() >= ALIKE


def _plain(title: str) -> str:
    """In any order of the words, for sites turn titles about."""
    return " ".join(sorted(re.findall(r"\w+", title.casefold())))
