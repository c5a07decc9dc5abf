"""The card with which a worker in health or social care hands a person over to a group; and how
people have heard of the groups."""

from typing import Any

from flask import g, url_for
from flask_babel import gettext as _

from webapp.access import allow, public
from webapp.accounts.rules import coordinates
from webapp.db import db
from webapp.groups import labels
from webapp.groups.blueprint import bp
from webapp.groups.models import Group
from webapp.groups.short_address import on_paper, short_address
from webapp.i18n import language
from webapp.joining.labels import HEARD_FROM
from webapp.joining.queries import heard_from, takes_sign_ups
from webapp.meetings import queries as meetings
from webapp.qr import qr_code
from webapp.web import absolute, page

DATES = 3


@bp.get("/o/<organisation>/groups/<group_slug>/card")
@allow(public, group=Group)
def card(group: Group) -> Any:
    """Of a sensitive group it tells only where and when: a card may be seen by others."""
    page_of_group = url_for(".public", group_slug=group.slug)
    sign_up = url_for("joining.sign_up", circle_slug=group.slug)
    title = _("A peer-support group") if group.is_discreet else group.title
    return page(
        "groups/card.html",
        group=group,
        organisation=group.organisation,
        coming=db.session.scalars(meetings.coming(group).limit(DATES)).all(),
        code=qr_code(absolute(sign_up if takes_sign_ups(group) else page_of_group), title),
        short=on_paper(short_address(group, language())),
        labels=labels,
    )


@bp.get("/groups/heard-from")
@allow(coordinates)
def heard() -> Any:
    counts = heard_from(g.organisation)
    rows = [(name, counts[answer]) for answer, name in HEARD_FROM.items() if answer in counts]
    return page("groups/heard.html", rows=rows)
