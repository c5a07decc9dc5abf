"""Forms as they stand in the library and in each organisation."""

from sqlalchemy import select

from webapp import texts
from webapp.db import db
from webapp.feedback.models import FeedbackForm, Question


def versions(key: str) -> list[FeedbackForm]:
    """Every version of a form, the newest first."""
    wanted = select(FeedbackForm).where(FeedbackForm.key == key)
    return list(db.session.scalars(wanted.order_by(FeedbackForm.version.desc())))


def families(organisation_id: int | None) -> list[list[FeedbackForm]]:
    """The forms of an organisation (None: of the library), each as its versions, newest first.

    Of versions in use only the newest is told, and the draft before it.
    """
    wanted = select(FeedbackForm).where(FeedbackForm.organisation_id == organisation_id)
    families: dict[str, list[FeedbackForm]] = {}
    for form in db.session.scalars(wanted.order_by(FeedbackForm.version.desc())):
        family = families.setdefault(form.key, [])
        if not family or family[-1].is_draft:
            family.append(form)
    return sorted(families.values(), key=lambda family: family[0].key)


def in_use(organisation_id: int) -> list[FeedbackForm]:
    """What people can be asked with: the organisation's own forms, then the library's."""
    both = families(organisation_id) + families(None)
    return [family[-1] for family in both if not family[-1].is_draft]


def parts(form: FeedbackForm) -> list[FeedbackForm | Question]:
    """All of a form that has words."""
    texts.load(form.questions)
    return [form, *form.questions]
