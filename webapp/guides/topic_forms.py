from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import ValidationError

from webapp.forms import Form, at_most, by_name, required, tidy
from webapp.guides import topics
from webapp.guides.models import Topic
from webapp.guides.vocabulary import topic_names, topics_by_slug

NONE = SelectChoice("", _("None"))


class TopicForm(Form):
    name_fi = StringField(
        _("Name in Finnish"), [required(_("Enter the name in Finnish")), at_most(200)], [tidy]
    )
    name_simple = StringField(_("Name in Easy Finnish"), [at_most(200)], [tidy])
    name_sv = StringField(_("Name in Swedish"), [at_most(200)], [tidy])
    name_en = StringField(_("Name in English"), [at_most(200)], [tidy])
    synonyms = TextAreaField(
        _("Other words for the same"),
        [at_most(topics.LONGEST_SYNONYMS)],
        description=_("One on each line. The search finds the guides by these too."),
        render_kw={"rows": 6},
    )
    broader = SelectField(
        _("Part of a broader topic"),
        description=_("Who looks for the broader topic finds this one's guides too."),
    )

    def __init__(self, topic: Topic | None) -> None:
        self.topic = topic
        self.all = topics_by_slug()
        super().__init__(**_as_written(topic) if topic else {})
        inside = topics.under(topic) if topic else set()
        names = {slug: n for slug, n in topic_names().items() if self.all[slug].id not in inside}
        self.broader.choices = [NONE, *(SelectChoice(*name) for name in by_name(names))]

    def validate_name_fi(self, field: Any) -> None:
        same = (t for t in self.all.values() if t.name_fi.casefold() == field.data.casefold())
        if any(topic is not self.topic for topic in same):
            raise ValidationError(_("There is already a topic with this name"))

    @property
    def said(self) -> dict[str, Any]:
        names = {name: self[name].data for name in Topic.NAMES.values()}
        broader = self.all.get(self.broader.data)
        return {"names": names, "synonyms": self.synonyms.data or "", "broader": broader}


def _as_written(topic: Topic) -> dict[str, str]:
    names = {name: getattr(topic, name) for name in Topic.NAMES.values()}
    above = topic.broader.slug if topic.broader else ""
    return {**names, "synonyms": topic.synonyms.replace(";", "\n"), "broader": above}


class MergeForm(Form):
    """Which topic takes the other's place; `sure` once it has been seen what will be."""

    into = SelectField(
        _("The topic that stays"),
        [required(_("Choose a topic"))],
        invalid_choice_message=_("Choose a topic"),
    )
    sure = HiddenField()

    def __init__(self, topic: Topic) -> None:
        super().__init__()
        self.all = topics_by_slug()
        names = {slug: name for slug, name in topic_names().items() if slug != topic.slug}
        self.into.choices = [SelectChoice("", ""), *(SelectChoice(*n) for n in by_name(names))]

    @property
    def chosen(self) -> Topic:
        return self.all[self.into.data]
