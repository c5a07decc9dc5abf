"""What is known of a guide's link, and what follows when a machine has looked at it."""

from collections.abc import Iterable
from datetime import timedelta
from urllib.parse import urlsplit

from flask_babel import gettext as _
from sqlalchemy import delete, exists, select

from webapp.db import db, now
from webapp.guides.link_looks import Look
from webapp.guides.link_models import LinkCheck, LinkHost, LinkState
from webapp.guides.models import Guide
from webapp.web import Refused

AGAIN = timedelta(days=14)
AGAIN_AFTER_TROUBLE = timedelta(days=7)
AGAIN_AFTER_FAILURE = timedelta(hours=36)  # the third failure comes on the third day
FAILURES = 3
FAILING = timedelta(days=3)


def check_of(guide: Guide) -> LinkCheck | None:
    """What was found at the address that the guide has now, if it has been looked at."""
    check = db.session.get(LinkCheck, guide.id)
    if check and check.url == guide.url and check.state != LinkState.NEVER_CHECKED:
        return check
    return None


def archived(guide: Guide) -> str:
    """The web archive's copy of the guide, as it was when it was published."""
    return f"https://web.archive.org/web/{guide.year or '*'}/{guide.url}"


def enrol() -> None:
    """Each guide with an address has its check; one that got a new address begins anew."""
    changed = select(LinkCheck.guide_id).join(LinkCheck.guide).where(Guide.url != LinkCheck.url)
    db.session.execute(delete(LinkCheck).where(LinkCheck.guide_id.in_(changed)))
    unchecked = ~exists().where(LinkCheck.guide_id == Guide.id)
    fresh = select(Guide.id, Guide.url).where(Guide.url != "", unchecked)
    for guide_id, url in db.session.execute(fresh).all():
        db.session.add(LinkCheck(guide_id=guide_id, url=url, host=host_of(url)))
    db.session.flush()
    unknown = ~exists().where(LinkHost.name == LinkCheck.host)
    _greet(db.session.scalars(select(LinkCheck.host).where(unknown).distinct()))


def _greet(hosts: Iterable[str]) -> None:
    db.session.add_all([LinkHost(name=host) for host in hosts])


def host_of(url: str) -> str:
    return urlsplit(url).netloc.lower()[:255]


def note(check: LinkCheck, found: Look) -> None:
    """Remember what was found, and when to look again."""
    if found.wait is not None:
        check.due_at = now() + found.wait
    elif found.state is None:
        _note_failure(check)
    else:
        check.state, check.checked_at = found.state, now()
        check.proposed_url = found.proposed_url if found.state == LinkState.MOVED else ""
        check.etag = found.etag or check.etag
        check.last_modified = found.last_modified or check.last_modified
        check.failures, check.first_failed_at = 0, None
        is_well = found.state in (LinkState.WORKS, LinkState.MOVED)
        check.due_at = now() + (AGAIN if is_well else AGAIN_AFTER_TROUBLE)


def _note_failure(check: LinkCheck) -> None:
    """A site may be down for a night: it is unreachable only after failing for days."""
    check.failures += 1
    check.first_failed_at = check.first_failed_at or now()
    if check.failures >= FAILURES and now() - check.first_failed_at >= FAILING:
        check.state, check.checked_at, check.proposed_url = LinkState.UNREACHABLE, now(), ""
        check.due_at = now() + AGAIN_AFTER_TROUBLE
    else:
        check.due_at = now() + AGAIN_AFTER_FAILURE


def accept_address(guide: Guide, url: str) -> None:
    """Take the address into use that the old one leads to; it must be the one that was seen."""
    check = db.session.get(LinkCheck, guide.id)
    if guide.url == url:
        return
    if check is None or check.url != guide.url or check.proposed_url != url or not url:
        raise Refused(_("The address has changed since you looked at it. Look at the list again."))
    guide.url = url


def purge() -> None:
    """Forget the sites that no guide is on."""
    used = exists().where(LinkCheck.host == LinkHost.name)
    db.session.execute(delete(LinkHost).where(~used))
