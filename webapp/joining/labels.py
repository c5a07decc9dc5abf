from flask_babel import lazy_gettext as _

from webapp.circles.models import Joining

# How someone came to know of a group.
HEARD_FROM = {
    "worker": _("A worker in health or social care told me"),
    "friend": _("A friend or a relative told me"),
    "poster": _("A poster or a leaflet"),
    "web": _("The internet"),
    "organisation": _("The organisation itself"),
    "other": _("Some other way"),
}

JOININGS = {
    Joining.CLOSED: _("The leaders write the names down"),
    Joining.OPEN: _("Anyone signs up on the group's page, as long as there is room"),
    Joining.INVITATION: _("Those sign up to whom you give an address"),
    Joining.REQUEST: _("People ask on the group's page, and you say yes or no"),
}
