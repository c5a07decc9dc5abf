from flask_babel import lazy_gettext as _

from webapp.circles.models import Joining, MemberStatus

JOININGS = {
    Joining.OPEN: _("Any of our people takes a place with one tap"),
    Joining.REQUEST: _("They ask for a place, and a trainer says yes or no"),
    Joining.CLOSED: _("The trainers write the names down"),
}

# How a person stands on a course.
STANDINGS = {
    MemberStatus.ACTIVE: _("You have a place"),
    MemberStatus.ASKED: _("You have asked for a place"),
    MemberStatus.WAITING: _("You are in the queue"),
    MemberStatus.OFFERED: _("A place is offered to you. See your e-mail"),
}
