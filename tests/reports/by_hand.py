"""The figures of a report, counted by hand: plain Python over the rows, one by one."""

from collections import Counter, defaultdict
from datetime import timedelta

from sqlalchemy import select

from webapp.attendance.models import Attendance, Mark
from webapp.circles.models import CircleRole
from webapp.db import db, now
from webapp.feedback.models import Ask, Question, Reply
from webapp.groups.models import Group
from webapp.i18n import local
from webapp.meetings.models import Meeting, MeetingState
from webapp.reports.models import Figure


class ByHand:
    """Of one organisation, from a day to another; of some groups, if they are named."""

    def __init__(self, organisation, period, belongs=None):
        every = db.session.scalars(select(Meeting)).all()
        ours = [m for m in every if m.organisation_id == organisation.id and is_group(m.circle)]
        self.organisation, self.period, self.belongs = organisation, period, belongs
        self.all_held = [m for m in ours if m.state == MeetingState.HELD]
        self.meetings = [
            meeting
            for meeting in ours
            if period.first <= day_of(meeting) <= period.last
            and (belongs is None or belongs(meeting.circle, day_of(meeting)))
        ]
        self.held = [m for m in self.meetings if m.state == MeetingState.HELD]
        self.came = defaultdict(set)
        for row in db.session.scalars(select(Attendance)):
            if row.mark == Mark.PRESENT:
                self.came[row.meeting_id].add(row.member_id)

    def numbers(self):
        in_state = Counter(meeting.state for meeting in self.meetings)
        planned = [m for m in self.meetings if m.state == MeetingState.PLANNED]
        ahead = [m for m in planned if m.ends_at > now()]
        visits = sum(map(self.visits, self.held))
        named = sum(len(self.came[meeting.id]) for meeting in self.held)
        seen = {member for meeting in self.held for member in self.came[meeting.id]}
        is_unknown = visits > 0 and named == 0
        return {
            Figure.GROUPS: len({meeting.circle_id for meeting in self.held}),
            Figure.MEETINGS: len(self.meetings),
            Figure.HELD: len(self.held),
            Figure.CANCELLED: in_state[MeetingState.CANCELLED],
            Figure.NOT_HELD: in_state[MeetingState.NOT_HELD],
            Figure.UNTOLD: len(planned) - len(ahead),
            Figure.AHEAD: len(ahead),
            Figure.VISITS: visits,
            Figure.UNNAMED: visits - named,
            Figure.PEOPLE: None if is_unknown else len(seen),
            Figure.NEW: None if is_unknown else len(self.new()),
            Figure.VOLUNTEERS: len(self.who_led(paid=False)),
            Figure.HOURS: self.hours(paid=False),
            Figure.PAID: len(self.who_led(paid=True)),
            Figure.PAID_HOURS: self.hours(paid=True),
            Figure.LANGUAGES: len({meeting.circle.language for meeting in self.held}),
            Figure.PLACES: len({m.place or m.circle.place for m in self.held} - {""}),
        }

    def visits(self, meeting):
        return max(len(self.came[meeting.id]), meeting.headcount or 0)

    def new(self):
        """Who came to one of these meetings, and to none of the group's before."""
        first = {}
        for meeting in sorted(self.all_held, key=lambda meeting: meeting.starts_at):
            for member in self.came[meeting.id]:
                first.setdefault(member, meeting)
        return {member for member, meeting in first.items() if meeting in self.held}

    def leaders(self, meeting, paid):
        return [
            member
            for member in meeting.circle.members
            if member.role == CircleRole.LEADER
            and was_paid(member, meeting) == paid
            and member.joined_at < meeting.ends_at
            and (member.left_at is None or member.left_at > meeting.starts_at)
        ]

    def who_led(self, paid):
        return {leader.user_id for meeting in self.held for leader in self.leaders(meeting, paid)}

    def hours(self, paid):
        spent = [lasted(meeting) * len(self.leaders(meeting, paid)) for meeting in self.held]
        return sum(spent, timedelta()) / timedelta(hours=1)

    def by(self, key):
        """Groups, meetings and visits by a key of the meeting."""
        parts = defaultdict(list)
        for meeting in self.held:
            parts[key(meeting)].append(meeting)
        return {
            key: (len({m.circle_id for m in part}), len(part), sum(map(self.visits, part)))
            for key, part in parts.items()
        }

    def asks(self):
        """Those about these meetings, and those about whole groups that closed in the period."""
        meetings = {meeting.id for meeting in self.meetings}
        return {
            ask.id
            for ask in db.session.scalars(select(Ask))
            if ask.meeting_id in meetings or (ask.whole_circle and self.closed(ask))
        }

    def closed(self, ask):
        group, day = ask.whole_circle, local(ask.closes_at).date()
        ours = is_group(group) and group.organisation_id == self.organisation.id
        within = self.period.first <= day <= self.period.last
        return ours and within and (self.belongs is None or self.belongs(group, day))

    def published(self):
        asks = self.asks()
        replies = db.session.scalars(select(Reply))
        return [reply for reply in replies if reply.ask_id in asks and reply.published]

    def replies(self):
        """The sum and the number of the steps of each question, of what is published."""
        questions = {question.id: question for question in db.session.scalars(select(Question))}
        steps = defaultdict(list)
        for reply in self.published():
            question = questions[reply.question_id]
            if reply.step and question.type.top:
                steps[question.form.key, question.key, question.type].append(reply.step)
        return {key: (sum(found), len(found)) for key, found in steps.items()}

    def quotes(self):
        return sorted(r.words for r in self.published() if r.quotable and not r.hidden)


def was_paid(member, meeting):
    at = meeting.starts_at
    return any(p.begins_at <= at and (p.ends_at or now()) > at for p in member.paid_times)


def town(meeting):
    group = meeting.circle
    if not group.place and group.online_url:
        return None
    return group.municipality or group.organisation.municipality


def lasted(meeting):
    """With the time that the group is prepared for."""
    preparing = timedelta(minutes=meeting.circle.preparation_minutes)
    return meeting.ends_at - meeting.starts_at + preparing


def is_group(circle):
    return isinstance(circle, Group)


def day_of(meeting):
    return local(meeting.starts_at).date()
