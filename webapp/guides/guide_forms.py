"""The forms in which curators write of a guide."""

from typing import Any

from flask import g, request
from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
)
from wtforms.fields import SelectChoice
from wtforms.validators import Optional, ValidationError

from webapp.accounts.rules import curates
from webapp.editor.forms import EditorForm, TextField
from webapp.forms import (
    at_most,
    by_name,
    number_field,
    required,
    tidy,
    web_address,
    web_link,
)
from webapp.guides import queries, vocabulary
from webapp.guides.labels import AUDIENCES, CONTENTS, KINDS
from webapp.guides.models import Guide, GuideKind
from webapp.guides.proposals import Proposal
from webapp.i18n import language, language_name, today

SPOKEN = "fi fi-simple sv en mul se et ru uk ar so fa es fr de zh".split()
FIRST_YEAR = 1900


class GuideForm(EditorForm):
    """All that is told of a guide; `seen` is the version that the curator had before the eyes."""

    title = StringField(_("Title"), [required(_("Enter the title")), at_most(200)], [tidy])
    url = StringField(_("Address of the guide"), [at_most(500), web_address], [web_link])
    publisher = StringField(_("Publisher"), [at_most(200)], [tidy])
    year = number_field(_("Year"), [Optional()], render_kw={"inputmode": "numeric"})
    language = SelectField(
        _("Language of the guide"), [required(_("Choose a language"))],
        invalid_choice_message=_("Choose a language"),
    )  # fmt: skip
    kind = SelectField(
        _("Kind"), [required(_("Choose the kind"))], invalid_choice_message=_("Choose the kind")
    )  # fmt: skip
    summary = TextField(
        _("Summary in your own words"),
        [at_most(2000)],
        description=_(
            "What is in the guide, and whom it helps? Two or three sentences are enough."
        ),
        render_kw={"rows": 4},
    )
    contents = SelectMultipleField(
        _("What is in it"), choices=[SelectChoice(*item) for item in CONTENTS.items()]
    )
    audiences = SelectMultipleField(
        _("For whom"), choices=[SelectChoice(*item) for item in AUDIENCES.items()]
    )
    topics = SelectMultipleField(_("Topics"))
    evidence = StringField(
        _("Page where it was found"), [at_most(500), web_address], [web_link],
        description=_("May be empty"),
    )  # fmt: skip
    seen = HiddenField()

    def __init__(self, guide: Guide | None, proposal: Proposal | None = None) -> None:
        super().__init__(**self._known(guide, proposal))
        tags = {*SPOKEN, *queries.languages()}
        names = by_name({tag: language_name(tag) for tag in tags})
        asked = [] if guide else [("", _("Choose a language"))]
        self.language.choices = [SelectChoice(*name) for name in (*asked, *names)]
        self.kind.choices = kinds_for(guide)
        self.topics.choices = [SelectChoice(*topic) for topic in by_name(vocabulary.topic_names())]
        if guide:
            self._take_theirs(guide)

    def _known(self, guide: Guide | None, proposal: Proposal | None) -> dict[str, Any]:
        if guide:
            return {"seen": guide.version, **now_of(guide)}
        if proposal:
            told = {"title": proposal.title, "publisher": proposal.publisher, "url": proposal.url}
            return {**told, "language": proposal.language, "kind": proposal.kind}
        return {"kind": "guide", "language": language()}

    def _take_theirs(self, guide: Guide) -> None:
        """Where another has saved meanwhile, what is ticked is taken as it now stands."""
        known = now_of(guide)
        for name in request.form.getlist("theirs"):
            if name in known:
                self[name].data, self[name].raw_data = known[name], [known[name]]

    def validate_year(self, field: Any) -> None:
        latest = today().year + 1
        if field.data and not FIRST_YEAR <= field.data <= latest:
            raise ValidationError(
                _("Enter a year between %(first)s and %(last)s", first=FIRST_YEAR, last=latest)
            )

    @property
    def facts(self) -> dict[str, Any]:
        names = "title url publisher year language kind contents audiences evidence".split()
        told = {name: self[name].data for name in names}
        return {**told, "topics": vocabulary.topics_called(self.topics.data or [])}

    @property
    def number_seen(self) -> int:
        seen = str(self.seen.data)
        return int(seen) if seen.isdecimal() and len(seen) < 9 else 0

    def as_told(self, tag: str) -> dict[str, Any]:
        """What is typed, as a version tells it."""
        names = "title url publisher year language kind evidence".split()
        lists = {
            name: sorted(self[name].data or []) for name in ("contents", "audiences", "topics")
        }
        summary = {f"summary {tag}": (self.summary.data or "").strip()}
        return {name: self[name].data for name in names} | lists | summary

    def label_of(self, name: str) -> Any:
        return self[name.partition(" ")[0]].label.text


def kinds_for(guide: Guide | None) -> list[SelectChoice]:
    """A working model stays one, for it has a page of its own; and no guide becomes one."""
    is_model = guide is not None and guide.kind == GuideKind.PRACTICE
    return [SelectChoice(*k) for k in KINDS.items() if (k[0] == GuideKind.PRACTICE) == is_model]


def now_of(guide: Guide) -> dict[str, Any]:
    """What the form's fields would hold for the guide as it now is."""
    text = guide.texts.get(("summary", language()))
    plain = "title url publisher year language kind evidence".split()
    return {
        **{name: getattr(guide, name) for name in plain},
        "summary": text.body if text else "",
        "contents": sorted(guide.contents),
        "audiences": sorted(guide.audiences),
        "topics": sorted(topic.slug for topic in guide.topics),
    }


def owners() -> dict[str, Any]:
    """Whose guides the curator may write."""
    choices = {}
    if g.user.is_platform_admin:
        choices["shared"] = _("Everyone's: it goes into the shared library")
    if curates(g.user):
        choices["own"] = _("Our own: only our own people see it")
    return choices


class NewGuideForm(GuideForm):
    """A guide that is being added; if there is one like it, the curator says they are two."""

    whose = RadioField(_("Whose guide is it?"), validate_choice=True)
    anyway = BooleanField(_("It is a different guide: add it anyway"))

    def __init__(self, proposal: Proposal | None = None) -> None:
        super().__init__(None, proposal)
        choices = owners()
        self.whose.choices = [SelectChoice(*choice) for choice in choices.items()]
        if self.whose.data not in choices:
            self.whose.data = next(iter(choices), None)
