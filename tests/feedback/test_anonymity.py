"""Nothing under the threshold can be worked out: not from any view, nor from two together,
nor from the same view on two days.

Whatever is shown is a sum of whole batches, each of at least as many people as the threshold says.
"""

from collections import Counter
from itertools import combinations
from secrets import token_urlsafe

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from webapp.db import db, unit_of_work
from webapp.feedback import operations, queries
from webapp.feedback.models import DONT_KNOW, Answer, Reply
from webapp.meetings.models import Meeting

SEVERAL = 3  # meetings
answers = st.lists(
    st.tuples(
        st.integers(0, SEVERAL - 1),  # which meeting
        st.sampled_from([None, 0, 1, 2, 3, 4, 5]),  # how it was: nothing, don't know, a step
        st.sampled_from(["", "Hyvä ilta"]),
    ),
    max_size=40,
)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(answers=answers, threshold=st.integers(3, 7))
def test_nothing_under_the_threshold_can_be_derived(town, answers, threshold):
    asks = asks_of(town, threshold)
    seen = [views(town, asks)]
    for meeting, step, words in answers:
        ask = asks[meeting]
        good, last = ask.form.questions[0], ask.form.questions[-1]
        said = {last.id: words} | ({good.id: step} if step is not None else {})
        with unit_of_work():
            operations.answer(ask, token_urlsafe(16), said)
        seen.append(views(town, asks))
    for one, other in combinations(seen, 2):
        for name in one:
            assert_hidden(one[name], other[name], threshold)
    for shown in seen:
        for one, other in combinations(shown.values(), 2):
            assert_hidden(one, other, threshold)


def assert_hidden(one, other, threshold):
    """What the difference of two views tells of is nobody, or enough people at once."""
    for key in {*one, *other}:
        difference = abs(people(one.get(key)) - people(other.get(key)))
        assert difference == 0 or difference >= threshold, (key, one, other)


def people(counts):
    """How many said something, be it "don't know" left aside."""
    return sum(n for step, n in (counts or Counter()).items() if step != DONT_KNOW)


def asks_of(town, threshold):
    """Three meetings of one group, each with an ask; nothing has been answered yet."""
    with unit_of_work():
        for kind in (Reply, Answer):
            db.session.execute(db.delete(kind))
        extra = SEVERAL - len(db.session.query(Meeting).all())
        for number in range(extra):
            moment = town.meeting.starts_at.replace(microsecond=number + 1)
            later = {"starts_at": moment, "ends_at": town.meeting.ends_at}
            db.session.add(Meeting(organisation_id=1, circle=town.group, **later))
        db.session.flush()
        meetings = db.session.query(Meeting).order_by(Meeting.id).limit(SEVERAL)
        asks = [queries.ask_about(m) or operations.start_asking(m) for m in meetings]
        for ask in asks:
            ask.threshold = threshold
    return asks


def views(town, asks):
    """All that anyone can see: of each meeting, of the group, of the organisation."""
    shown = {f"meeting {ask.id}": of_one(ask) for ask in asks}
    shown["group"] = together(shown.values())
    shown["organisation"] = together(of_one(ask) for ask in asks)
    return shown


def of_one(ask):
    counts = {}
    for figure in queries.figures(ask):
        key = figure.question.key
        counts[key] = Counter({s: n for s, n in figure.counts.items() if n})
        counts[f"{key} words"] = Counter(text for _id, text in figure.words)
    published = Counter()
    for reply in db.session.query(Reply).filter_by(ask_id=ask.id, published=True):
        published[reply.question_id] += reply.step != DONT_KNOW
    counts["all"] = Counter()
    return {key: Counter(c) for key, c in counts.items() if not key.endswith("words")}


def together(all_counts):
    total = {}
    for counts in all_counts:
        for key, counter in counts.items():
            total[key] = total.get(key, Counter()) + counter
    return total
