from flask_babel import lazy_gettext as _
from wtforms import TextAreaField

from webapp.feedback.change_models import Change
from webapp.feedback.forms import as_written
from webapp.forms import Form, at_most, required


class ChangeForm(Form):
    body = TextAreaField(
        _("What did you change because of the feedback?"),
        [required(_("Write what you changed")), at_most(1000)],
        [as_written],
        description=_("Everyone in the group reads this. Don't write who said what."),
        render_kw={"rows": 5},
    )

    def __init__(self, change: Change | None = None, tag: str = "") -> None:
        written = change.texts.get(("body", tag)) if change else None
        super().__init__(body=written.body if written else "")
