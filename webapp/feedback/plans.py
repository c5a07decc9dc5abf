"""When a circle is asked, with which form, and how its organisation asks."""

from datetime import datetime

from sqlalchemy import func, select

from webapp.circles.models import Circle
from webapp.db import db
from webapp.feedback.plan_models import (
    AFTER_A_MEETING,
    DAYS_OPEN,
    THRESHOLD,
    FeedbackManners,
    FeedbackPlan,
)
from webapp.feedback.queries import ask_about
from webapp.meetings.models import Meeting, MeetingState


def manners(organisation_id: int) -> FeedbackManners:
    """How an organisation asks, by its own word or by default."""
    return db.session.get(FeedbackManners, organisation_id) or FeedbackManners(
        organisation_id=organisation_id, threshold=THRESHOLD, days_open=DAYS_OPEN
    )


def plan_of(circle: Circle) -> FeedbackPlan:
    """Which forms a circle is asked with, and when; by its own word or by default."""
    planned = select(FeedbackPlan).where(FeedbackPlan.circle_id == circle.id)
    return db.session.scalar(planned) or FeedbackPlan(
        organisation_id=circle.organisation_id,
        circle_id=circle.id,
        every=1,
        form_key=AFTER_A_MEETING,
        end_form_key="",
    )


def is_asked(meeting: Meeting) -> bool:
    """Whether feedback on it is planned, or asked already."""
    every = plan_of(meeting.circle).every
    if every == 1 or ask_about(meeting):
        return True
    so_far = (
        select(func.count())
        .select_from(Meeting)
        .where(
            Meeting.circle_id == meeting.circle_id,
            Meeting.starts_at <= meeting.starts_at,
            Meeting.state.in_([MeetingState.PLANNED, MeetingState.HELD]),
        )
    )
    return bool(every) and (db.session.scalar(so_far) or 0) % every == 0


def last_end(circle: Circle) -> datetime | None:
    """When the last of the circle's meetings that are not cancelled is over."""
    on = Meeting.circle_id == circle.id, Meeting.state != MeetingState.CANCELLED
    return db.session.scalar(select(func.max(Meeting.ends_at)).where(*on))
