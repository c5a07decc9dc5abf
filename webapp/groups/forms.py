from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    RadioField,
    SearchField,
    SelectField,
    SelectMultipleField,
    StringField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from webapp.editor.forms import EditorForm, TextField
from webapp.forms import Form, QueryForm, at_most, by_name, required, tidy, web_address
from webapp.groups.labels import AUDIENCES, NAMES, SPOKEN, VISIBILITIES, WELCOMES
from webapp.groups.models import Group, Visibility
from webapp.groups.queries import written_languages
from webapp.guides.vocabulary import topic_names, topics_called
from webapp.i18n import language_name
from webapp.practices.models import Practice


class SearchForm(QueryForm):
    words = SearchField(_("Find a group"), filters=[lambda typed: tidy(typed)[:100]])


class TextsForm(EditorForm):
    """What is told of a group in one language."""

    name = StringField(
        _("Name of the group"), [required(_("Enter a name for the group")), at_most(120)], [tidy]
    )
    audience = StringField(
        _("Who is it for?"),
        [required(_("Say who the group is for")), at_most(200)],
        [tidy],
        description=_("For example: adults who have lost someone close"),
    )
    description = TextField(
        _("What is done there?"),
        [at_most(2000)],
        description=_("A few short sentences. Write as you would tell a friend."),
        render_kw={"rows": 5},
    )

    def __init__(self, group: Group | None, tag: str, **facts: Any) -> None:
        fields = group.text_fields if group else ()
        known = {field: group.texts.get((field, tag)) for field in fields} if group else {}
        super().__init__(**{name: text.body for name, text in known.items() if text}, **facts)

    @property
    def said(self) -> dict[str, str]:
        return {name: self[name].data or "" for name in Group.text_fields}


class AboutForm(TextsForm):
    language = SelectField(
        _("Which language do you speak there?"),
        [required(_("Choose a language"))],
        invalid_choice_message=_("Choose a language"),
    )
    audiences = SelectMultipleField(
        _("Is it only for some?"),
        choices=[SelectChoice(*audience) for audience in AUDIENCES.items()],
        description=_("Choose none if everyone is welcome"),
        render_kw={"pills": True},
    )
    topics = SelectMultipleField(
        _("Topics"), description=_("People find the group by these"), render_kw={"pills": True}
    )
    is_sensitive = BooleanField(
        _("The topic is sensitive"),
        description=_("The group's page gets a button for leaving it quickly"),
    )

    def __init__(self, group: Group | None, tag: str, practice: Practice | None = None) -> None:
        spoken = group.language if group else tag.split("-")[0]
        sensitive = bool(group and group.is_sensitive)
        like = group or (practice and practice.guide)
        about = [topic.slug for topic in like.topics] if like else []
        facts = {"language": spoken, "is_sensitive": sensitive, "topics": about}
        facts["audiences"] = sorted(group.audiences) if group else []
        super().__init__(group, tag, **facts, **_as_in(practice))
        self.topics.choices = [SelectChoice(*topic) for topic in by_name(topic_names())]
        names = sorted((language_name(tag), tag) for tag in {*SPOKEN, spoken})
        self.language.choices = [SelectChoice(tag, name) for name, tag in names]

    @property
    def facts(self) -> dict[str, Any]:
        return {
            "language": self.language.data,
            "is_sensitive": self.is_sensitive.data,
            "audiences": set(self.audiences.data or ()),
            "topics": topics_called(self.topics.data or []),
        }


def _as_in(practice: Practice | None) -> dict[str, str]:
    """What a practice proposes for the group that takes it into use."""
    proposed = {"name": "name", "description": "summary"}
    return {n: str(practice.wording(field)) for n, field in proposed.items()} if practice else {}


class OtherTextsForm(TextsForm):
    """The texts in one more language; left empty, there are none in that language."""

    def __init__(self, group: Group, tag: str) -> None:
        super().__init__(group, tag)
        self.needed = written_languages(group) <= {tag}

    def validate(self, extra_validators: Any = None) -> bool:
        empty = not any(map(tidy, self.said.values()))
        return (empty and not self.needed) or super().validate(extra_validators)


class WhereForm(Form):
    municipality = StringField(_("Municipality"), [at_most(100)], [tidy])
    place = StringField(
        _("Place"),
        [at_most(200)],
        [tidy],
        description=_("Name and street address, so that a newcomer finds the door"),
    )
    online_url = StringField(
        _("Address for meeting online"),
        [at_most(500), web_address],
        [tidy],
        description=_("Begins with https://"),
        render_kw={"type": "url", "inputmode": "url"},
    )
    shows_link = BooleanField(_("Show this address to everyone on the group's page"))
    welcomes = SelectMultipleField(
        _("What makes it easier to come?"),
        choices=[SelectChoice(*welcome) for welcome in WELCOMES.items()],
    )

    def validate_place(self, field: Any) -> None:
        if not field.data and not self.online_url.data:
            raise ValidationError(_("Enter a place, or an address for meeting online"))


class PrivacyForm(Form):
    names = RadioField(
        _("What is kept of those who come?"),
        [required(_("Choose what is kept of those who come"))],
        choices=[SelectChoice(*choice) for choice in NAMES.items()],
        invalid_choice_message=_("Choose what is kept of those who come"),
    )
    visibility = RadioField(
        _("Who can see the group?"),
        [required(_("Choose who can see the group"))],
        choices=[SelectChoice(*choice) for choice in VISIBILITIES.items()],
        invalid_choice_message=_("Choose who can see the group"),
    )
    shows_leaders = BooleanField(_("Show the leaders' first names on the group's page"))

    def __init__(self, group: Group) -> None:
        chosen = {}
        if group.visibility is not None:
            chosen["names"] = "names" if group.keeps_names else "count"
        super().__init__(group, **chosen)
        self.group = group

    @property
    def erases(self) -> bool:
        """Whether names that are kept now would be gone for good."""
        return self.group.keeps_names and self.names.data == "count"

    @property
    def decided(self) -> dict[str, Any]:
        return {
            "keeps_names": self.names.data == "names",
            "visibility": Visibility(self.visibility.data),
            "shows_leaders": self.shows_leaders.data,
        }
