from typing import Any

from flask import Blueprint, g, redirect, url_for

from webapp import texts
from webapp.access import allow, everyone, may, public
from webapp.guides.states import LISTED
from webapp.practices import queries
from webapp.practices.described import article
from webapp.practices.labels import FACTS, SECTIONS, STAGES, by_area
from webapp.practices.models import Practice
from webapp.practices.starts import STARTS
from webapp.qr import qr_code
from webapp.web import absolute, page

bp = Blueprint("practices", __name__)

HOUR = 3600

bp.add_app_template_filter(by_area)


@bp.get("/practices")
@allow(everyone)
def index() -> Any:
    found = queries.practices()
    return page("practices/index.html", max_age=HOUR, practices=found, stages=STAGES)


@bp.get("/practices/<practice_slug>")
@allow(public, practice=Practice)
def show(practice: Practice) -> Any:
    if practice.guide.state not in LISTED:  # whose page says why it has been taken out
        return redirect(url_for("guides.show", guide_slug=practice.guide.slug))
    texts.load([practice])
    start = STARTS.get(practice.starts)
    return page(
        "practices/show.html",
        practice=practice,
        facts=FACTS,
        sections=SECTIONS,
        stages=STAGES,
        uses=queries.uses(practice),
        about=article(practice),
        start=url_for(start, practice=practice.slug) if start and g.user and may(start) else "",
    )


@bp.get("/practices/<practice_slug>/card")
@allow(public, practice=Practice)
def card(practice: Practice) -> Any:
    """One page to print."""
    address = absolute(url_for(".show", practice_slug=practice.slug))
    return page(
        "practices/card.html",
        practice=practice,
        sections={name: SECTIONS[name] for name in ("idea", "audience", "conditions")},
        address=address.partition("://")[2],
        code=qr_code(address, practice.wording("name")),
    )
