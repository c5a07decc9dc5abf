"""What the audit log calls each act."""

from flask_babel import lazy_gettext as _

ACTIONS = {
    "membership.invited": _("invited a person"),
    "membership.role": _("changed a role"),
    "membership.removed": _("removed a person"),
    "group.published": _("published a group"),
    "group.ended": _("ended a group"),
    "group.started": _("started a group"),
    "group.visibility": _("changed who can see a group"),
    "meeting.cancelled": _("cancelled a meeting"),
    "meeting.not_held": _("reported that a meeting was not held"),
}
