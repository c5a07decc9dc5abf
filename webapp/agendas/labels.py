from flask_babel import lazy_gettext as _

THEMES = {
    "first": _("The first meeting"),
    "ordinary": _("An ordinary meeting"),
    "last": _("The last meeting"),
}
