"""The address of a group that is typed from paper."""

from flask import url_for

from webapp.groups.models import Group
from webapp.short import code_of
from webapp.web import absolute


def short_address(group: Group) -> str:
    """Without https://. Numbers can be tried out: only what all may find has a short one."""
    if group.is_findable:
        address = url_for("group.short", code=code_of(group.id))
    else:
        address = url_for("groups.public", group_slug=group.slug)
    return absolute(address).partition("://")[2]
