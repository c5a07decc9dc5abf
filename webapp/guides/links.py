"""What is known of a guide's link, and what follows when a machine has looked at it."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta
from itertools import takewhile
from urllib.parse import urlsplit

from sqlalchemy import delete, exists, func, or_, select, update
from sqlalchemy.exc import IntegrityError

from webapp.db import db, now
from webapp.guides import versions
from webapp.guides.link_looks import Look
from webapp.guides.link_models import LinkCheck, LinkHost, LinkState
from webapp.guides.models import Guide
from webapp.guides.states import GuideState

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
    """Each guide with an address has its check; with a new address it begins anew."""
    is_other = or_(Guide.url != LinkCheck.url, Guide.state == GuideState.RETIRED)
    changed = select(LinkCheck.guide_id).join(LinkCheck.guide).where(is_other)
    db.session.execute(delete(LinkCheck).where(LinkCheck.guide_id.in_(changed)))
    unchecked = ~exists().where(LinkCheck.guide_id == Guide.id)
    fresh = select(Guide.id, Guide.url).where(Guide.url != "", unchecked)
    fresh = fresh.where(Guide.state != GuideState.RETIRED)
    for guide_id, url in db.session.execute(fresh).all():
        db.session.add(LinkCheck(guide_id=guide_id, url=url, host=host_of(url)))
    db.session.flush()
    unknown = ~exists().where(LinkHost.name == LinkCheck.host)
    _greet(db.session.scalars(select(LinkCheck.host).where(unknown).distinct()))


def make_all_due() -> None:
    db.session.execute(update(LinkCheck).values(due_at=now()))


def number_due() -> int:
    """How many links are to be checked now; new guides and new addresses are among them."""
    enrol()
    return db.session.scalars(select(func.count()).where(LinkCheck.due_at <= now())).one()


def _greet(hosts: Iterable[str]) -> None:
    db.session.add_all([LinkHost(name=host) for host in hosts])


def greet(host: str) -> None:
    """A site is met on the way: others may be meeting it at the same moment."""
    if db.session.get(LinkHost, host) is None:
        with suppress(IntegrityError), db.session.begin_nested():
            db.session.add(LinkHost(name=host))


def host_of(url: str) -> str:
    return urlsplit(url).netloc.lower()[:255]


def note(check: LinkCheck, found: Look) -> None:
    """Remember what was found, and when to look again."""
    if found.wait is not None:
        _note_failure(check, LinkState.FORBIDDEN, found.wait)
    elif found.state is None:
        _note_failure(check, LinkState.UNREACHABLE)
    else:
        _settle(check, found.state)
        check.proposed_url = found.proposed_url if found.state == LinkState.MOVED else ""
        check.etag = found.etag or check.etag
        check.last_modified = found.last_modified or check.last_modified
        check.failures, check.first_failed_at, check.failing = 0, None, None
        is_well = found.state in (LinkState.WORKS, LinkState.MOVED)
        check.due_at = now() + (AGAIN if is_well else AGAIN_AFTER_TROUBLE)


def _note_failure(check: LinkCheck, lasting: LinkState, wait: timedelta = timedelta()) -> None:
    """A site may be down or busy for a night: only what has lasted for days is its state."""
    if check.failing != lasting:
        check.failing, check.failures, check.first_failed_at = lasting, 0, None
    check.failures += 1
    check.first_failed_at = check.first_failed_at or now()
    if check.failures >= FAILURES and now() - check.first_failed_at >= FAILING:
        _settle(check, lasting)
        check.proposed_url = ""
        check.due_at = now() + max(wait, AGAIN_AFTER_TROUBLE)
    else:
        check.due_at = now() + (wait or AGAIN_AFTER_FAILURE)


def _settle(check: LinkCheck, state: LinkState) -> None:
    """A guide whose link is broken needs attention, and no longer when the link is well again."""
    check.state, check.checked_at = state, now()
    if check.is_broken and check.guide.state == GuideState.PUBLISHED:
        versions.begin(check.guide)
        check.guide.state = GuideState.NEEDS_ATTENTION
        versions.keep(check.guide, "flagged")
    elif not check.is_broken:
        unmark(check.guide)


def unmark(guide: Guide) -> None:
    """Take back the mark that the machine has made; what people have marked stays."""
    if guide.state == GuideState.NEEDS_ATTENTION and _marked_by_machine(guide):
        versions.begin(guide)
        guide.state = GuideState.PUBLISHED
        versions.keep(guide, "published")


def _marked_by_machine(guide: Guide) -> bool:
    """Whether it was a machine that made it need attention, whatever has been edited since."""
    kept = db.session.scalars(versions.versions_of(guide))
    marked = list(takewhile(lambda kept: kept.told["state"] == GuideState.NEEDS_ATTENTION, kept))
    return bool(marked) and marked[-1].note == "flagged" and marked[-1].user_id is None


def purge() -> None:
    """Forget the sites that no guide is on."""
    used = exists().where(LinkCheck.host == LinkHost.name)
    db.session.execute(delete(LinkHost).where(~used))
