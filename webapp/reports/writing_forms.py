from flask_babel import lazy_gettext as _
from wtforms import RadioField, StringField, TextAreaField
from wtforms.fields import SelectChoice

from webapp.forms import Form, at_most, required, tidy
from webapp.reports.models import DEFAULTS, Basis, Block, Figure, Passage, Remark

BASES = {
    Basis.COLLECTED: _("Collected: counted meeting by meeting"),
    Basis.SAMPLE: _("Sample: asked of some"),
    Basis.ESTIMATE: _("Estimate: worked out or guessed"),
}


class RemarkForm(Form):
    basis = RadioField(
        _("How is the figure known?"),
        [required(_("Choose how the figure is known"))],
        description=_("STEA asks this of each figure."),
    )
    note = StringField(
        _("A note"), [at_most(200)], [tidy],
        description=_("For example: in spring the visits were not counted"),
    )  # fmt: skip

    def __init__(self, figure: Figure, known: Remark | None) -> None:
        super().__init__(
            basis=str(known.basis if known else DEFAULTS[figure]), note=known.note if known else ""
        )
        self.basis.choices = [SelectChoice(str(basis), name) for basis, name in BASES.items()]

    @property
    def chosen(self) -> Basis:
        return Basis(self.basis.data)


class HeadingForm(Form):
    heading = StringField(
        _("Heading"), [required(_("Enter a heading")), at_most(120)], [tidy],
        description=_("For example: what changed in people’s lives"),
    )  # fmt: skip

    def __init__(self, block: Block | None = None) -> None:
        super().__init__(heading=str(block.title) if block else "")


class PassageForm(Form):
    body = TextAreaField(_("Text under the heading"), [at_most(10_000)], render_kw={"rows": 10})

    def __init__(self, written: Passage | None) -> None:
        super().__init__(body=str((written and written.wording("body")) or ""))
