from wtforms import (
    BooleanField,
    DateField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields import SelectChoice

from webapp.forms import Form, required

WORDS = "Bad", "Poor", "Fair", "Good", "Great"


class KitForm(Form):
    """One of each field, for the page that shows the kit. Its words are for developers."""

    name = StringField("A line", [required("Enter something")], description="A hint under it")
    words = TextAreaField("Words")
    day = DateField("A day")
    people = IntegerField("A number", render_kw={"stepper": True})
    town = SelectField("A list", choices=["Oulu", "Vaasa"])
    one = RadioField("One of these", [required("Choose one")], choices=["First", "Second"])
    many = SelectMultipleField("Some of these", choices=["Red", "Green"])
    topics = SelectMultipleField("Filters", choices=["Red", "Green"])
    agreed = BooleanField("A tick")
    face = RadioField(
        "Faces",
        choices=[SelectChoice(value, word) for value, word in zip("12345", WORDS, strict=True)]
        + [SelectChoice("", "I don't know")],
        render_kw={"faces": 5},
    )
