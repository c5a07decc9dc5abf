"""Pages on who leads a group and who takes part in it."""

from typing import Any

from flask import g, url_for
from flask_babel import gettext as _

from webapp.access import allow
from webapp.accounts.queries import memberships_of
from webapp.accounts.rules import coordinates
from webapp.circles import operations as circles
from webapp.circles.models import Member
from webapp.circles.rules import leads
from webapp.groups import operations
from webapp.groups.blueprint import bp
from webapp.groups.models import Group
from webapp.groups.people_forms import LeaderForm, MemberForm
from webapp.joining import operations as joining
from webapp.web import done, page


@bp.route("/groups/<int:group_id>/leaders", methods=["GET", "POST"])
@allow(leads, group=Group)
def leaders(group: Group) -> Any:
    form = LeaderForm(group)
    if form.accepted():
        member = circles.appoint(group, form.chosen, form.role.data)
        said = _("%(name)s leads the group now."), _("%(name)s takes attendance now.")
        return done(said[member in group.assistants] % {"name": member.name}, _leaders(group))
    return page("groups/leaders.html", form=form, group=group, taught=_taught(group))


@bp.post("/groups/<int:group_id>/leaders/<int:member_id>/remove")
@allow(leads, group=Group, member=Member)
def remove_leader(group: Group, member: Member) -> Any:
    operations.dismiss_leader(group, member)
    return done(_("%(name)s no longer leads the group.", name=member.name), _leaders(group))


@bp.route("/groups/<int:group_id>/members", methods=["GET", "POST"])
@allow(leads, group=Group)
def members(group: Group) -> Any:
    form = MemberForm()
    if form.accepted():
        member = circles.join(group, form.name.data)
        return done(_("%(name)s is on the list.", name=member.name), _members(group))
    return page("groups/members.html", form=form, group=group)


@bp.route("/groups/<int:group_id>/members/<int:member_id>", methods=["GET", "POST"])
@allow(leads, group=Group, member=Member)
def rename(group: Group, member: Member) -> Any:
    form = MemberForm(member)
    if form.accepted():
        circles.rename(member, form.name.data)
        return done(_("Saved."), _members(group))
    return page("groups/rename.html", form=form, group=group, member=member)


@bp.post("/groups/<int:group_id>/members/<int:member_id>/remove")
@allow(leads, group=Group, member=Member)
def remove(group: Group, member: Member) -> Any:
    joining.leave(member)
    return done(_("%(name)s is off the list.", name=member.name), _members(group))


def _taught(group: Group) -> dict[int, int]:
    """Of whom a coordinator may see the courses taken."""
    if not coordinates(g.user):
        return {}
    return memberships_of(group.organisation, [member.user_id for member in group.members])


def _leaders(group: Group) -> str:
    return url_for("groups.leaders", group_id=group.id)


def _members(group: Group) -> str:
    return url_for("groups.members", group_id=group.id)
