from flask_babel import lazy_gettext as _

from webapp.groups.models import Visibility

# The languages groups in Finland speak most, by BCP 47.
SPOKEN = (
    "fi fi-simple sv en fse se ar de es et fa fr ku pl ro ru so sq th ti tr uk ur vi zh"
).split()

VISIBILITIES = {
    Visibility.PUBLIC: _("Anyone can find it"),
    Visibility.UNLISTED: _("Only those who have the address"),
    Visibility.INTERNAL: _("Only our own people"),
}
NAMES = {
    "names": _("Nicknames: the leader ticks who came"),
    "count": _("Only the number of people, no names at all"),
}

# What must be told of a group before it is published: the page that asks for it, and its name.
TASKS = {
    "about": _("What and for whom"),
    "where": _("Where you meet"),
    "when": _("When you meet"),
    "leaders": _("Who leads the group"),
    "privacy": _("Privacy"),
}
