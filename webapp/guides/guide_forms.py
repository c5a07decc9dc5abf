"""The forms in which curators write of a guide."""

from typing import Any

from flask import g, request
from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields import SelectChoice
from wtforms.validators import Optional, ValidationError

from webapp.accounts.rules import curates
from webapp.forms import (
    Form,
    at_most,
    by_name,
    day_field,
    number_field,
    required,
    tidy,
    web_address,
)
from webapp.guides import queries
from webapp.guides.labels import AUDIENCES, CONTENTS, KINDS
from webapp.guides.models import Guide
from webapp.guides.proposals import Proposal
from webapp.i18n import language, language_name, today

SPOKEN = "fi fi-simple sv en mul se et ru uk ar so fa es fr de zh".split()
FIRST_YEAR = 1900


class AddressForm(Form):
    url = StringField(
        _("Address of the guide"),
        [required(_("Paste the address of the guide")), at_most(500), web_address],
        [tidy],
        description=_("We look at the page and fill in what it tells of itself."),
        render_kw={"type": "url", "inputmode": "url", "placeholder": "https://"},
    )


class GuideForm(Form):
    """All that is told of a guide; `seen` is the version that the curator had before the eyes."""

    title = StringField(_("Title"), [required(_("Enter the title")), at_most(200)], [tidy])
    url = StringField(_("Address of the guide"), [at_most(500), web_address], [tidy])
    publisher = StringField(_("Publisher"), [at_most(200)], [tidy])
    year = number_field(_("Year"), [Optional()], render_kw={"inputmode": "numeric"})
    language = SelectField(
        _("Language of the guide"), [required(_("Choose a language"))],
        invalid_choice_message=_("Choose a language"),
    )  # fmt: skip
    kind = SelectField(
        _("Kind"), [required(_("Choose the kind"))],
        choices=[SelectChoice(*kind) for kind in KINDS.items()],
        invalid_choice_message=_("Choose the kind"),
    )  # fmt: skip
    summary = TextAreaField(
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
        _("Page where it was found"), [at_most(500), web_address], [tidy],
        description=_("May be empty"),
    )  # fmt: skip
    seen = HiddenField()

    def __init__(self, guide: Guide | None, proposal: Proposal | None = None) -> None:
        super().__init__(**self._known(guide, proposal))
        tags = {*SPOKEN, *queries.languages()}
        names = by_name({tag: language_name(tag) for tag in tags})
        self.language.choices = [SelectChoice(*name) for name in names]
        self.topics.choices = [SelectChoice(*topic) for topic in by_name(queries.topic_names())]
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
        return {**told, "topics": queries.topics_called(self.topics.data or [])}

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


class RetireForm(Form):
    reason = StringField(
        _("Why is it taken out of the library?"),
        [required(_("Say why, so that readers know")), at_most(200)],
        [tidy],
        description=_("For example: a newer edition has come out"),
    )
    instead = StringField(
        _("What to read instead"),
        [at_most(500)],
        [tidy],
        description=_("The address of the other guide's page here in the library. May be empty."),
    )
    replacement: Guide | None = None

    def validate_instead(self, field: Any) -> None:
        slug = (field.data or "").rstrip("/").rpartition("/")[2].partition("?")[0]
        self.replacement = queries.guides_by_slug([slug]).get(slug) if slug else None
        if slug and self.replacement is None:
            raise ValidationError(_("There is no guide in the library at this address"))


class ReviewForm(Form):
    day: DateField = day_field(
        _("Look at it again on"), [Optional()], description=_("Leave it empty for no reminder")
    )
