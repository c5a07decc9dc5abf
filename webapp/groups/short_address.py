"""The address of a group that is typed from paper."""

from flask import url_for

from webapp.groups.models import Group
from webapp.short import code_of
from webapp.web import absolute


def short_address(group: Group, tag: str) -> str:
    """It leads into the phone's own language. Numbers can be tried out: only what all may find has
    a short one, and others the address of the page in the language given."""
    if group.is_findable:
        return absolute(url_for("group.short", code=code_of(group.id)))
    return absolute(url_for("groups.public", group_slug=group.slug, lang=tag))


def on_paper(address: str) -> str:
    """As it is printed, to be typed."""
    return address.partition("://")[2]
