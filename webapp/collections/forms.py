from flask_babel import lazy_gettext as _
from wtforms import SearchField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields import SelectChoice

from webapp.collections.models import Collection, CollectionItem
from webapp.collections.queries import circles_of, circles_with
from webapp.forms import Form, QueryForm, at_most, required, tidy


class WordsForm(Form):
    """What a collection says to its readers in one language."""

    title = StringField(
        _("Name of the collection"),
        [required(_("Enter a name for the collection")), at_most(120)],
        [tidy],
    )
    intro = TextAreaField(
        _("Words for the readers"),
        [at_most(2000)],
        description=_("Who is it for, and how does one begin?"),
        render_kw={"rows": 4},
    )

    def __init__(self, collection: Collection | None, tag: str) -> None:
        known = collection.texts if collection else {}
        fields = ((name, known.get((name, tag))) for name in Collection.text_fields)
        super().__init__(**{name: text.body for name, text in fields if text})

    @property
    def said(self) -> dict[str, str]:
        return {name: self[name].data or "" for name in Collection.text_fields}


class PickForm(QueryForm):
    words = SearchField(_("Find a guide to add"), filters=[lambda typed: tidy(typed)[:100]])


class LineForm(Form):
    line = StringField(
        _("A line on why it is here"),
        [at_most(300)],
        [tidy],
        description=_("For example: read this first"),
    )

    def __init__(self, item: CollectionItem, tag: str) -> None:
        known = item.texts.get(("line", tag))
        super().__init__(line=known.body if known else "")


class HandForm(Form):
    circles = SelectMultipleField(
        _("Whose leaders see it?"), coerce=int, validate_choice=False, choices=[]
    )

    def __init__(self, collection: Collection) -> None:
        super().__init__(circles=sorted(circles_with(collection)))
        self.circles.choices = [
            SelectChoice(circle.id, str(circle.title))
            for circle in circles_of(collection.organisation)
        ]

    @property
    def chosen(self) -> set[int]:
        return set(self.circles.data or ())
