"""Nothing under the threshold can be worked out: not from any view, nor from two together,
nor from the same view on two days.

A year of two groups is made up: answers in any number and order, blanks and "don't know", words,
texts hidden by a leader, meetings moved to another half of the year, a group moved to another
grant. After each thing that happens all real queries are asked, and their counts are compared
with all those that were told before.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from itertools import count, pairwise

from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from webapp.circles.models import Circle
from webapp.db import db, now, unit_of_work
from webapp.feedback import export, operations, queries
from webapp.feedback.models import Answer, Ask, FeedbackForm, Question, Reply
from webapp.feedback.question_types import DONT_KNOW, QuestionType
from webapp.feedback.wordings import same
from webapp.groups.models import Group
from webapp.i18n import today
from webapp.meetings.models import Meeting
from webapp.reports import replies
from webapp.reports.models import Grant, GrantCircle
from webapp.reports.periods import Period
from webapp.reports.scope import Scope

THRESHOLD = 3
ASKS = 4  # a meeting of this half year and one of the other, of a group; another's meeting; an end
SOME = st.integers(1, 2 * THRESHOLD)  # people who do the same

events = st.one_of(
    st.tuples(
        st.just("answer"),
        SOME,
        st.integers(0, ASKS - 1),
        st.sampled_from([None, DONT_KNOW, 1, 3, 5]),
        st.sampled_from([None, DONT_KNOW, 2]),
        st.sampled_from(["", "Hyvä ilta", "Kiitos"]),
        st.booleans(),
    ),
    st.tuples(st.just("hide"), st.integers(0, 30)),
    st.tuples(st.just("move"), st.integers(0, 2)),
    st.tuples(st.just("regrant"), st.integers(0, 1)),
)


@settings(
    max_examples=6,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],  # to shrink what was found would take minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@example(happening=[("answer", THRESHOLD, 0, 5, 2, "Kiitos", True), ("hide", 0), ("hide", 8)])
@given(happening=st.lists(events, min_size=3, max_size=8))
def test_nothing_under_the_threshold_can_be_derived(town, happening):
    year = a_year(town)
    seen = {}
    for what, *how in happening:
        with unit_of_work():
            getattr(year, what)(*how)
        for key, people in year.views():
            seen.setdefault(key, {0}).add(people)
    for key, told in seen.items():
        told = sorted(told)
        apart = [more - fewer for fewer, more in pairwise(told)]
        assert all(difference >= THRESHOLD for difference in apart), (key, told)


@dataclass
class Year:
    town: object
    asks: list[Ask]
    groups: list[Group]
    grants: list[Grant]
    keys: object

    def answer(self, people, place, step, other, words, quotable):
        ask = self.asks[place]
        good, heard, own = ask.form.questions
        said = {good.id: step, heard.id: other, own.id: words}
        said = {id_: what for id_, what in said.items() if what is not None}
        for _person in range(people):
            may = [own.id] if quotable else []
            operations.answer(ask, f"a key of its own {next(self.keys)}", said, may)

    def hide(self, number):
        ids = list(db.session.scalars(db.select(Reply.id).order_by(Reply.words, Reply.id)))
        for ask in self.asks:
            for id_ in ids[number : number + 1]:
                operations.hide(ask, id_)

    def move(self, place):
        """From one half of the year to the other."""
        meeting = self.asks[place].meeting
        first = meeting.starts_at.month < 7
        meeting.starts_at = meeting.starts_at.replace(month=8 if first else 3)

    def regrant(self, place):
        """The other grant pays for it from now on."""
        for row in db.session.scalars(db.select(GrantCircle)).all():
            if row.circle_id == self.groups[place].id:
                to = next(grant.id for grant in self.grants if grant.id != row.grant_id)
                db.session.delete(row)
                db.session.flush()
                new = GrantCircle(grant_id=to, circle_id=row.circle_id, organisation_id=1)
                db.session.add(new)
                db.session.flush()
                return

    def views(self):
        """How many people each view tells of, of each question, be it by steps or by words."""
        for ask in self.asks:
            figures = queries.figures(ask)
            yield from told_by(figures, [ask]).items()
            for figure in figures:  # of one ask those who did not know come along with a batch
                if figure.chosen or figure.unsure:
                    yield (ask.id, same(figure.question)), figure.chosen + figure.unsure
        for group in self.groups:
            asks = [ask for ask in self.asks if ask.circle is group]
            yield from told_by(queries.figures_of_the_year(group), asks).items()
            of_group = {reply.question_id for reply in published(asks)}
            assert {curve.question.id for curve in queries.curves(group)} <= of_group
        for scope in self.scopes():
            for said in replies.said(scope):
                yield same(said.question), said.number
            for question in (self.asks[0].form.questions[0], self.asks[-1].form.questions[0]):
                for by in (replies.by_circle, replies.by_meeting):
                    for _total, number in by(scope, question).values():
                        yield same(question), number
            quotable = [reply for reply in published(self.asks) if reply.quotable]
            assert len(replies.quotes(scope)) <= len(quotable)

    def scopes(self):
        this = today().year
        for period in (Period.year(this), Period.half(this, 1)):
            for grant in (None, *self.grants):
                yield Scope(self.town.ours, period, grant)


def told_by(figures, asks):
    """How many chose or wrote something, as the page and the files tell it."""
    exported = [row[3] for row in export.TABLES["means"](figures).rows]
    assert exported == [figure.chosen for figure in figures if figure.chosen]
    shown = published(asks)
    exported = [row[2] for row in export.TABLES["answers"](figures).rows]
    assert exported == [number for f in figures if f.chosen for _words, number in f.bars]
    steps = {(f.question.id, step): people for f in figures for step, people in f.counts.items()}
    assert +Counter(steps) == Counter((r.question_id, r.step) for r in shown if r.step)
    texts = sorted(row[1] for row in export.TABLES["words"](figures).rows)
    assert texts == sorted(r.words for r in shown if r.words and not r.hidden)
    hidden = [r.question_id for r in shown if r.hidden and r.words]  # still of their batch
    return {
        same(figure.question): figure.chosen + len(figure.words) + hidden.count(figure.question.id)
        for figure in figures
    }


def published(asks):
    of_asks = Reply.published, Reply.ask_id.in_([ask.id for ask in asks])
    return list(db.session.scalars(db.select(Reply).where(*of_asks)))


@settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.generate],  # to shrink what was found would take minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(written=st.lists(st.sampled_from(["", "Hyvä", "Kiitos", "Pitkä ilta"]), max_size=12))
def test_words_appear_a_thresholds_worth_at_a_time(town, written):
    year = a_year(town)
    ask = year.asks[0]
    own = ask.form.questions[-1]
    before = 0
    for words in written:
        with unit_of_work():
            operations.answer(ask, f"a key of its own {next(year.keys)}", {own.id: words})
        shown = len(queries.figures(ask)[-1].words)
        assert shown - before == 0 or shown - before >= THRESHOLD
        before = shown


KEYS = count()


def a_year(town):
    """Two groups with their asks and two grants; nothing has been answered yet."""
    with unit_of_work():
        for kind in (Reply, Answer, Ask, GrantCircle, Grant, Question, FeedbackForm):
            db.session.execute(db.delete(kind))
        mine = Meeting.id != town.meeting.id
        db.session.execute(db.delete(Meeting).where(mine))
        other = db.session.scalars(db.select(Group).where(Group.slug == "other")).first()
        other = other or Group(organisation=town.ours, name="Other", slug="other")
        db.session.add(other)
        groups = [town.group, other]
        about, at_the_end = a_form("evening"), a_form("end")
        meetings = [a_meeting(group, month) for group, month in zip_asks(groups)]
        asks = [an_ask(about, meeting=meeting) for meeting in meetings]
        asks.append(an_ask(at_the_end, whole_circle=town.group))
        grants = [Grant(organisation=town.ours, name=name, funder="") for name in ("One", "Two")]
        db.session.add_all([*asks, *grants])
        db.session.flush()
        for grant, group in zip(grants, groups, strict=True):
            row = GrantCircle(grant_id=grant.id, circle_id=group.id, organisation_id=1)
            db.session.add(row)
    return Year(town, asks, groups, grants, KEYS)


def zip_asks(groups):
    return [(groups[0], 2), (groups[0], 9), (groups[1], 4)]


def a_form(key):
    form = FeedbackForm(key=key, version=1, digest=key, in_use_since=now())
    kinds = {"good": QuestionType.FACES5, "heard": QuestionType.FACES3, "own": QuestionType.WORDS}
    form.questions = [
        Question(key=key, type=kind, position=position)
        for position, (key, kind) in enumerate(kinds.items(), 1)
    ]
    db.session.add(form)
    db.session.flush()
    for question in form.questions:
        operations.texts.write(question, "text", "en", f"{form.key}: {question.key}")
        steps = "\n".join(map(str, range(1, question.type.top + 1)))
        operations.texts.write(question, "steps", "en", steps)
    return form


def a_meeting(circle: Circle, month: int) -> Meeting:
    start = now().replace(month=month, day=1 + next(KEYS) % 27, microsecond=next(KEYS) % 1000)
    end = start + timedelta(hours=2)
    meeting = Meeting(organisation_id=1, circle=circle, starts_at=start, ends_at=end)
    db.session.add(meeting)
    return meeting


def an_ask(form, **about):
    begins, ends = now() - timedelta(days=1), now() + timedelta(days=1)
    times = {"opens_at": begins, "closes_at": ends}
    return Ask(organisation_id=1, form=form, threshold=THRESHOLD, **times, **about)
