"""The form in which a summary is written in one language."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import HiddenField
from wtforms.validators import ValidationError

from webapp.editor.forms import EditorForm, TextField
from webapp.forms import at_most
from webapp.guides.models import Guide
from webapp.texts import digest

LONGEST = 2000


class SummaryForm(EditorForm):
    summary = TextField(
        _("Summary"),
        [at_most(LONGEST)],
        description=_(
            "What is in the guide, and whom it helps? Two or three sentences are enough."
        ),
    )
    seen = HiddenField()
    """Of the text as it was when the page was opened."""

    def __init__(self, guide: Guide, tag: str) -> None:
        text = guide.texts.get(("summary", tag))
        self.current = text.body if text else ""
        super().__init__(summary=self.current, seen=digest(self.current))

    def validate_summary(self, field: Any) -> None:
        """Two people may write the same text: the second sees both, and chooses."""
        mark = digest(self.current)
        if self.seen.data != mark and (field.data or "").strip() != self.current:
            self.seen.data = mark
            raise ValidationError(
                _("Someone has just changed this text. Look at theirs. Save again to keep yours")
            )

    @property
    def theirs(self) -> str:
        """What another person has saved meanwhile."""
        return self.current if self.summary.errors and self.summary.data != self.current else ""
