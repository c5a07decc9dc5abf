from collections.abc import Collection, Mapping
from datetime import time, timedelta
from pathlib import Path
from random import SystemRandom
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, delete, func, insert, or_, select, update

from webapp import audit, passes, texts
from webapp.accounts.queries import hashed
from webapp.db import db, now, unit_of_work
from webapp.feedback import library, plans, queries
from webapp.feedback.library import FormPlan
from webapp.feedback.models import Answer, Ask, FeedbackForm, Question, Reply
from webapp.feedback.plan_models import AFTER_A_MEETING
from webapp.feedback.question_types import DONT_KNOW
from webapp.i18n import at_helsinki, local
from webapp.meetings.models import Meeting
from webapp.meetings.operations import Was, moved
from webapp.passes import Purpose
from webapp.web import Refused


def load_forms(folder: Path = library.FORMS, only: str = "*") -> list[FeedbackForm]:
    """Put the forms of these files in the database; returns those that were not there yet."""
    plans = [(file, library.read(file)) for file in sorted(folder.glob(f"{only}.yaml"))]
    return [_add_form(plan) for file, plan in plans if not _is_known(file, plan)]


def _is_known(file: Path, plan: FormPlan) -> bool:
    known = db.session.scalar(
        select(FeedbackForm).where(
            FeedbackForm.key == plan.key, FeedbackForm.version == plan.version
        )
    )
    if known and known.digest != plan.digest:
        raise Refused(
            f"{file}: version {plan.version} is in use with other words. Raise the version."
        )
    return known is not None


def _add_form(plan: FormPlan) -> FeedbackForm:
    form = FeedbackForm(
        key=plan.key,
        version=plan.version,
        occasion=plan.occasion,
        digest=plan.digest,
        in_use_since=now(),
    )
    form.questions = [
        Question(key=q.key, type=q.type, required=q.required, position=position)
        for position, q in enumerate(plan.questions, 1)
    ]
    db.session.add(form)
    db.session.flush()
    _say(form, plan.texts)
    for question, planned in zip(form.questions, plan.questions, strict=True):
        _say(question, planned.texts)
    return form


def _say(thing: texts.Worded, said: dict[str, library.Texts]) -> None:
    for field, bodies in said.items():
        for tag, body in bodies.items():
            texts.write(thing, field, tag, body)


def ask_about(meeting: Meeting) -> Ask:
    """The ask about this meeting, made when it is first needed.

    That is on a page which is only read, so it is written in a unit of work of its own.
    """
    if found := queries.ask_about(meeting):
        return found
    with unit_of_work():
        return queries.ask_about(meeting) or start_asking(meeting)


def start_asking(meeting: Meeting) -> Ask:
    """Ask those who were in the meeting: from its day on, for as many days as is usual here."""
    planned = plans.plan_of(meeting.circle).form_key
    ask = Ask(
        threshold=plans.manners(meeting.organisation_id).threshold,
        organisation_id=meeting.organisation_id,
        meeting=meeting,
        form=queries.form(planned) or first_form(AFTER_A_MEETING),
    )
    _keep_time(ask, meeting, timedelta(days=plans.manners(meeting.organisation_id).days_open))
    db.session.add(ask)
    db.session.flush()
    address_of(ask)
    return ask


def address_of(ask: Ask) -> passes.Pass:
    """The pass where it is answered."""
    return passes.issue(Purpose.FEEDBACK, ask.id, ask.organisation_id)


@moved.connect
def follow(meetings: list[Meeting], was: dict[int, Was], **_more: Any) -> None:
    """Meetings that are moved take their asks along, open as long after as they were to be."""
    for ask in queries.asks_about(meetings):
        if ask.meeting:
            _keep_time(ask, ask.meeting, ask.closes_at - was[ask.meeting.id].span.end)


def _keep_time(ask: Ask, meeting: Meeting, after: timedelta) -> None:
    ask.opens_at = at_helsinki(local(meeting.starts_at).date(), time.min)
    ask.closes_at = meeting.ends_at + after


def answer(
    ask: Ask, form_key: str, said: Mapping[int, int | str], quotable: Collection[int] = ()
) -> None:
    """Count one form as it was sent: a step or words by question. The same form counts once.

    `quotable` are the questions whose words may be quoted in public.
    """
    if not ask.is_open:
        raise Refused(_("This feedback is closed."))
    _one_at_a_time(ask)
    form_hash = hashed(f"{ask.id}:{form_key}")
    if db.session.get(Answer, form_hash):
        return
    owned = {"organisation_id": ask.organisation_id, "ask_id": ask.id}
    db.session.add(Answer(form_hash=form_hash, **owned))
    for id_, what in said.items():
        if isinstance(what, int):
            db.session.add(Reply(question_id=id_, step=what, **owned))
        elif what:
            db.session.add(Reply(question_id=id_, words=what, quotable=id_ in quotable, **owned))
    db.session.flush()
    publish(ask)


def hide(ask: Ask, reply_id: int) -> None:
    """Put a text out of sight: it tells too much of somebody. It is remembered who did so."""
    mine = Reply.id == reply_id, Reply.ask_id == ask.id, Reply.published
    if db.session.execute(update(Reply).where(*mine).values(hidden=True)).rowcount:  # type: ignore[attr-defined]
        audit.record("feedback.hidden", ask, organisation_id=ask.organisation_id)


def publish(ask: Ask) -> None:
    """Show each question's waiting replies if there are enough of them; all together, or none.

    They are written anew, shuffled and under other numbers: where a row lies tells nothing then.
    """
    waiting = Reply.ask_id == ask.id, Reply.published.is_(False)
    enough = (
        select(Reply.question_id)
        .where(*waiting, or_(Reply.step > DONT_KNOW, Reply.words != ""))
        .group_by(Reply.question_id)
        .having(func.count() >= ask.threshold)
    )
    batch = *waiting, Reply.question_id.in_(db.session.scalars(enough).all())
    rows = [{**row, "published": True} for row in db.session.execute(_kept(*batch)).mappings()]
    if rows:
        SystemRandom().shuffle(rows)
        db.session.execute(delete(Reply).where(*batch).execution_options(synchronize_session=False))
        db.session.execute(insert(Reply), rows)


def _kept(*batch: ColumnElement[bool]) -> Any:
    """All of a reply but its number."""
    columns = Reply.organisation_id, Reply.ask_id, Reply.question_id
    return select(*columns, Reply.step, Reply.words, Reply.quotable).where(*batch)


def _one_at_a_time(ask: Ask) -> None:
    """Hold the ask until the transaction ends: what is counted next stays true until then.

    SQLite has one writer anyway; elsewhere the row is locked.
    """
    db.session.execute(select(Ask.id).where(Ask.id == ask.id).with_for_update())


def first_form(key: str) -> FeedbackForm:
    """A form from the files, in a database that has not been set up with them."""
    return next(form for form in load_forms(only=key) if form.key == key)
