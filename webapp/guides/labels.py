"""What kinds and audiences are called. Languages: see `i18n.language_name`."""

from flask_babel import lazy_gettext as _

from webapp.guides.contents import Contents
from webapp.guides.models import Audience, GuideKind

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
