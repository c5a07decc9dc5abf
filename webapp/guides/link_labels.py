"""What is said of links, and of what there is to do."""

from flask_babel import lazy_gettext as _

from webapp.guides.link_models import LinkState
from webapp.guides.to_do_models import ToDo

LINK_STATES = {
    LinkState.NEVER_CHECKED: _("The link has not been checked."),
    LinkState.WORKS: _("The link works."),
    LinkState.MOVED: _("The link works and leads to a new address."),
    LinkState.GONE: _("The page is no longer there."),
    LinkState.FORBIDDEN: _("The site does not let a machine check the link."),
    LinkState.UNREACHABLE: _("The site has not answered for days."),
    LinkState.CERTIFICATE: _("The site's connection is not secure, so the browser may warn you."),
}

TO_DO = {
    ToDo.REPORT: _("Readers say the link is broken or wrong"),
    ToDo.BROKEN: _("The link does not work"),
    ToDo.MOVED: _("The guide has a new address"),
    ToDo.ATTENTION: _("Marked as needing attention"),
    ToDo.REVIEW: _("Time to look at the guide again"),
    ToDo.BEHIND: _("The summary has changed, a translation has not"),
    ToDo.BLANK: _("The address is missing"),
    ToDo.COPY: _("The link leads to a copy"),
    ToDo.LANGUAGES: _("The summary is missing in some language"),
}
