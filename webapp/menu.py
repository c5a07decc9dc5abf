"""The menu of those who are signed in, the same on every page."""

from dataclasses import dataclass

from flask import Flask, g, request, url_for
from flask_babel import gettext as _

from webapp.access import may

# Which pages each item stands for: those of whole blueprints, and some by name.
STANDS_FOR = {
    "groups.index": {
        *("groups", "meetings", "attendance", "agendas", "feedback", "joining", "reports"),
        "training",
    },
    "guides.index": {"guides", "collections", "practices"},
    "accounts.people": {
        *("groups.edit_organisation", "groups.organisation_texts", "training.person"),
        *("accounts.change_role", "accounts.confirm_removal", "accounts.invite"),
        *("accounts.audit_log", "feedback.manners", "joining.names_kept"),
    },
}


@dataclass(frozen=True)
class MenuItem:
    label: str
    url: str
    icon: str
    current: bool


def menu() -> list[MenuItem]:
    """The pages a signed-in reader goes to from everywhere, as far as they may."""
    entries = (
        ("home.today", _("Today"), "sun"),
        ("groups.index", _("Groups"), "users"),
        ("guides.index", _("Guides"), "book"),
        ("accounts.people", _("Organisation"), "shield-lock"),
        ("accounts.account", _("Me"), "user"),
    )
    here = _here()
    return [
        MenuItem(label, url_for(endpoint), icon, endpoint == here)
        for endpoint, label, icon in entries
        if g.get("user") and may(endpoint)
    ]


def _here() -> str:
    """The item that stands for this page: by its own name first, then by its blueprint's."""
    for name in (request.endpoint or "", request.blueprint or ""):
        for item, pages in STANDS_FOR.items():
            if name in (item, *pages):
                return item
    return request.endpoint or ""


def init_app(app: Flask) -> None:
    app.add_template_global(menu)
