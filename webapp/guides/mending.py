"""What a curator does about one thing on the list."""

from collections.abc import Iterable
from datetime import timedelta

from flask_babel import gettext as _

from webapp.db import db
from webapp.guides import link_sweep, links, versions
from webapp.guides.link_labels import LINK_STATES
from webapp.guides.link_models import LinkCheck, LinkState
from webapp.guides.models import Guide
from webapp.guides.to_do_models import Passed, ToDo
from webapp.i18n import today
from webapp.web import Refused


def accept_address(guide: Guide, url: str) -> None:
    """Take the address into use that the old one leads to; it must be the one that was seen."""
    check = db.session.get(LinkCheck, guide.id)
    if guide.url == url:
        return
    if check is None or check.url != guide.url or check.proposed_url != url or not url:
        raise Refused(_("The address has changed since you looked at it. Look at the list again."))
    give_address(guide, url)


def give_address(guide: Guide, url: str) -> None:
    """A new address: what a machine said of the old one holds no more."""
    versions.begin(guide)
    guide.url = url
    versions.keep(guide, "address")
    links.unmark(guide)


def look_again(guide: Guide) -> str:
    """Ask the guide's site now, and say what was found."""
    if not guide.url:
        raise Refused(_("The guide has no address."))
    later = _("The site must not be asked again just now. Try later.")
    if not link_sweep.look_again(guide):
        raise Refused(later)
    check = db.session.get_one(LinkCheck, guide.id)
    if check.failing == LinkState.FORBIDDEN:
        return str(later)
    failed = _("The site does not answer. It will be asked again in the coming days.")
    return str(failed if check.failing else LINK_STATES[check.state])


def let_be_spoken(guides: Iterable[Guide]) -> None:
    """The languages that these guides have are enough."""
    for guide in guides:
        let_be(ToDo.LANGUAGES, guide)


def let_be(kind: ToDo, guide: Guide) -> None:
    """It is all right as it is, until it becomes something else."""
    check = db.session.get(LinkCheck, guide.id)
    about = {
        ToDo.COPY: guide.url,
        ToDo.BROKEN: check and f"{check.state} {check.url}",
        ToDo.MOVED: check and f"{check.state} {check.url}",
    }
    passed = Passed(guide_id=guide.id, kind=kind, about=about.get(kind) or "")
    db.session.merge(passed)
    if kind == ToDo.BROKEN:
        links.unmark(guide)


def review_in_a_year(guide: Guide) -> None:
    """It has been looked at: time for the next look is in a year."""
    versions.begin(guide)
    guide.review_on = today() + timedelta(days=365)
    versions.keep(guide, "review")
