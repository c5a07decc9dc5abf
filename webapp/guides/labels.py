"""What kinds and audiences are called. Languages: see `i18n.language_name`."""

from flask_babel import lazy_gettext as _

from webapp.guides.contents import Contents
from webapp.guides.models import Audience, GuideKind
from webapp.guides.states import GuideState

KINDS = {
    GuideKind.GUIDE: _("Guide"),
    GuideKind.HANDBOOK: _("Handbook"),
    GuideKind.TOOLKIT: _("Toolkit"),
    GuideKind.FORM: _("Ready-made form"),
    GuideKind.MATERIAL_BANK: _("Material bank"),
    GuideKind.TRAINING: _("Training"),
    GuideKind.VIDEO: _("Video"),
    GuideKind.MODEL: _("Working model"),
    GuideKind.WEB_PAGE: _("Web page"),
    GuideKind.PRACTICE: _("Working model, described here"),
}

# What language a description is in, where it isn't the reader's.
DESCRIPTIONS = {
    "fi": _("Description in Finnish"),
    "fi-simple": _("Description in Easy Finnish"),
    "sv": _("Description in Swedish"),
    "en": _("Description in English"),
}

AUDIENCES = {
    Audience.LEADERS: _("Group leaders"),
    Audience.COORDINATORS: _("Coordinators"),
    Audience.TRAINERS: _("Trainers"),
    Audience.PARTICIPANTS: _("Participants"),
    Audience.PROFESSIONALS: _("Professionals"),
    Audience.ORGANISATIONS: _("Organisations and associations"),
}

CONTENTS = {
    Contents.FORMS: _("Ready-made forms"),
    Contents.SLIDES: _("Slides"),
    Contents.WORKBOOK: _("Workbook"),
    Contents.EXERCISES: _("Exercises"),
    Contents.VIDEO: _("Video"),
    Contents.CHECKLIST: _("Checklist"),
}

STATES = {
    GuideState.DRAFT: _("Draft"),
    GuideState.PUBLISHED: _("Published"),
    GuideState.NEEDS_ATTENTION: _("Needs attention"),
    GuideState.RETIRED: _("Taken out of the library"),
}

# What was done when a version was kept.
NOTES = {
    "added": _("added"),
    "edited": _("edited"),
    "published": _("published"),
    "flagged": _("marked as needing attention"),
    "retired": _("taken out of the library"),
    "review": _("given a day to look at it again"),
    "accepted": _("taken into the shared library"),
    "imported": _("read from a file"),
    "address": _("given a new address"),
    "put-back": _("put back: version"),
}

# What a version tells of a guide.
FIELDS = {
    "title": _("Title"),
    "publisher": _("Publisher"),
    "year": _("Year"),
    "language": _("Language of the guide"),
    "url": _("Address of the guide"),
    "kind": _("Kind"),
    "evidence": _("Page where it was found"),
    "state": _("State"),
    "reason": _("Why is it taken out of the library?"),
    "review_on": _("Look at it again on"),
    "replaced_by": _("What to read instead"),
    "audiences": _("For whom"),
    "contents": _("What is in it"),
    "topics": _("Topics"),
    "summary": _("Summary"),
}
