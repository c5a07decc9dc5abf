"""Pages on who takes part in a course, who trains, and the certificates."""

from typing import Any

from flask import abort, g, url_for
from flask_babel import gettext as _

from webapp.access import allow
from webapp.accounts.queries import memberships_of
from webapp.accounts.rules import coordinates
from webapp.circles import operations as circles
from webapp.circles.models import Member
from webapp.circles.rules import leads
from webapp.joining import operations as joining
from webapp.training import queries
from webapp.training.blueprint import bp
from webapp.training.forms import PersonForm, TrainerForm
from webapp.training.models import Course
from webapp.training.rules import sees_certificate
from webapp.web import done, page


@bp.route("/courses/<int:course_id>/participants", methods=["GET", "POST"])
@allow(leads, course=Course)
def participants(course: Course) -> Any:
    form = PersonForm()
    if form.accepted():
        member = circles.join(course, form.name.data)
        return done(_("%(name)s is on the list.", name=member.name), _participants(course))
    taken = queries.taken_on(course)
    return page("training/participants.html", form=form, course=course, taken=taken)


@bp.post("/courses/<int:course_id>/participants/<int:member_id>/remove")
@allow(leads, course=Course, member=Member)
def remove(course: Course, member: Member) -> Any:
    joining.leave(member)
    return done(_("%(name)s is off the list.", name=member.name), _participants(course))


@bp.route("/courses/<int:course_id>/trainers", methods=["GET", "POST"])
@allow(leads, course=Course)
def trainers(course: Course) -> Any:
    form = TrainerForm(course)
    if form.accepted():
        trainer = circles.appoint(course, form.chosen)
        return done(_("%(name)s is a trainer now.", name=trainer.name), _trainers(course))
    taught = memberships_of(course.organisation, [t.user_id for t in course.trainers])
    return page(
        "training/trainers.html",
        form=form,
        course=course,
        taught=taught if coordinates(g.user) else {},
    )


@bp.post("/courses/<int:course_id>/trainers/<int:member_id>/remove")
@allow(leads, course=Course, member=Member)
def dismiss(course: Course, member: Member) -> Any:
    circles.dismiss(member)
    return done(_("%(name)s is no longer a trainer.", name=member.name), _trainers(course))


@bp.get("/courses/<int:course_id>/certificates/<int:member_id>")
@allow(sees_certificate, course=Course, member=Member)
def certificate(course: Course, member: Member) -> Any:
    """What was attended, to print and sign; nothing to certify, no page."""
    taken = queries.taken_of(member) or abort(404)
    return page("training/certificate.html", course=course, taken=taken)


def _participants(course: Course) -> str:
    return url_for("training.participants", course_id=course.id)


def _trainers(course: Course) -> str:
    return url_for("training.trainers", course_id=course.id)
