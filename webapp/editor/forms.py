from typing import Any

from flask import request
from wtforms import TextAreaField

from webapp.easy_finnish.review import Review, review
from webapp.forms import Form, at_most

CHECK = "check"  # what the button without JavaScript sends
LONGEST = 10_000  # characters


class TextField(TextAreaField):
    """A text in one language. What the help says of it is in `review`."""

    def __init__(self, label: Any, validators: Any = (), **settings: Any) -> None:
        settings.setdefault("render_kw", {"rows": 6})
        super().__init__(label, [*validators, at_most(LONGEST)], **settings)

    @property
    def review(self) -> Review:
        return review((self.data or "")[:LONGEST])


class EditorForm(Form):
    def accepted(self) -> bool:
        """Not when help alone was asked for."""
        return CHECK not in request.form and super().accepted()
