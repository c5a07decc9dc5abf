"""Meetings that are moved, called off or put back: told at once, in one message a reader."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from flask import g

from webapp.circles.models import Circle
from webapp.db import now
from webapp.meetings import operations
from webapp.meetings.models import Meeting
from webapp.messages import readers
from webapp.messages.readers import Reader


@operations.moved.connect
def tell_of_moves(meetings: list[Meeting], was: dict[int, operations.Was]) -> None:
    _tell(meetings, "moved", was=was)


@operations.cancelled.connect
def tell_of_cancellations(meetings: list[Meeting]) -> None:
    _tell(meetings, "cancelled")


@operations.restored.connect
def tell_of_returns(meetings: list[Meeting]) -> None:
    _tell(meetings, "restored")


def _tell(meetings: list[Meeting], template: str, **told: Any) -> None:
    """Only of what is still to come: nobody needs yesterday's news."""
    ahead = sorted(
        (m for m in meetings if m.ends_at > now()), key=lambda m: (m.circle_id, m.starts_at)
    )
    for _circle_id, of_one in groupby(ahead, key=lambda m: m.circle_id):
        changed = list(of_one)
        circle = changed[0].circle
        for reader in _readers(circle):
            readers.write(reader, template, circle, meetings=changed, **told)


def _readers(circle: Circle) -> Iterator[Reader]:
    """The participants who asked for it, and the leaders; but not whoever did it."""
    for member in circle.participants:
        if member.wants_news and member.contact:
            yield readers.participant(member)
    for leader in circle.leaders:
        user = leader.user
        if user and user.wants_reminders and user != g.get("user"):
            reader = readers.worker(user, circle.organisation_id)
            if reader:
                yield reader
