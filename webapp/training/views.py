from typing import Any

from flask import g
from flask_babel import gettext as _

from webapp import texts
from webapp.access import allow
from webapp.accounts.models import Membership
from webapp.accounts.rules import belongs, coordinates
from webapp.circles.rules import leads
from webapp.db import db
from webapp.i18n import language
from webapp.meetings import queries as meetings
from webapp.training import operations, people, queries
from webapp.training.blueprint import bp
from webapp.training.forms import CourseForm
from webapp.training.labels import STANDINGS
from webapp.training.models import Course
from webapp.web import done, go, page, page_number

__all__ = ["bp", "people"]

PER_PAGE = 20


@bp.get("/courses")
@allow(belongs)
def index() -> Any:
    """The courses of the organisation, and what the reader has taken."""
    wanted = queries.courses_of(g.organisation)
    courses = db.paginate(wanted, page=page_number(), per_page=PER_PAGE, error_out=False)
    texts.load(courses.items)
    return page(
        "training/index.html",
        courses=courses,
        next_meetings=meetings.next_of(courses.items),
        mine=queries.belonging_to(courses.items, g.user),
        standings=STANDINGS,
        taken=queries.taken_by(g.user, g.organisation),
    )


@bp.route("/courses/new", methods=["GET", "POST"])
@allow(coordinates)
def begin() -> Any:
    form = CourseForm(None, language())
    if form.accepted():
        course = operations.begin(g.organisation, language(), form.said, **form.facts)
        return go(course.address)
    return page("training/edit.html", form=form, course=None, tag=language())


@bp.get("/courses/<int:course_id>")
@allow(belongs, course=Course)
def show(course: Course) -> Any:
    return page(
        "training/show.html",
        course=course,
        coming=db.session.scalars(meetings.coming(course)).all(),
        past=db.session.scalars(meetings.past(course)).all(),
        standing=queries.belonging_to([course], g.user).get(course.id),
        standings=STANDINGS,
        leads=leads(g.user, course),
    )


@bp.route("/courses/<int:course_id>/edit", methods=["GET", "POST"])
@allow(leads, course=Course)
def edit(course: Course) -> Any:
    form = CourseForm(course, language())
    if form.accepted():
        operations.word(course, language(), form.said)
        operations.settle(course, **form.facts)
        return done(_("Saved."), course.address)
    return page("training/edit.html", form=form, course=course, tag=language())


@bp.post("/courses/<int:course_id>/end")
@allow(leads, course=Course)
def end(course: Course) -> Any:
    operations.end(course)
    return done(_("The course has ended."), course.address)


@bp.post("/courses/<int:course_id>/take-part")
@allow(belongs, course=Course)
def take_part(course: Course) -> Any:
    member = operations.take_part(course, g.user)
    return done(str(STANDINGS[member.status]), course.address)


@bp.post("/courses/<int:course_id>/step-back")
@allow(belongs, course=Course)
def step_back(course: Course) -> Any:
    operations.step_back(course, g.user)
    return done(_("You no longer have a place on the course."), course.address)


@bp.get("/people/<int:membership_id>/courses")
@allow(coordinates, membership=Membership)
def person(membership: Membership) -> Any:
    taken = queries.taken_by(membership.user, g.organisation)
    return page("training/person.html", person=membership.user, taken=taken)
