"""What kinds of questions are called."""

from flask_babel import lazy_gettext as _

from webapp.feedback.question_types import QuestionType

KINDS = {
    QuestionType.FACES5: _("Five faces"),
    QuestionType.FACES3: _("Three faces"),
    QuestionType.TEN: _("From 1 to 10"),
    QuestionType.ONE: _("One of several choices"),
    QuestionType.MANY: _("Many of several choices"),
    QuestionType.YES_NO: _("Yes, no or don’t know"),
    QuestionType.WORDS: _("In one’s own words"),
}
