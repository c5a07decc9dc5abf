from typing import Any

from flask import request
from flask_babel import lazy_gettext as _
from wtforms import FileField, RadioField
from wtforms.fields import SelectChoice
from wtforms.validators import ValidationError

from webapp.forms import Form
from webapp.guides.guide_forms import owners


class FileForm(Form):
    is_multipart = True
    file = FileField(_("A CSV file of guides"), render_kw={"accept": ".csv,text/csv"})
    whose = RadioField(_("Whose guides are they?"))

    def __init__(self) -> None:
        super().__init__()
        self.content = b""
        self.whose.choices = [SelectChoice(*choice) for choice in owners().items()]
        if self.whose.data not in owners():
            self.whose.data = next(iter(owners()), None)

    def validate_file(self, _field: Any) -> None:
        sent = request.files.get("file")
        self.content = sent.read() if sent else b""
        if not self.content:
            raise ValidationError(_("Choose a file"))
