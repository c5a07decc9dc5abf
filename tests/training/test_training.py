"""Training of leaders: a course is joined with one tap, and gives a certificate."""

import pytest

from tests.training import courses
from webapp.circles.models import CircleRole, Joining, Member, MemberStatus
from webapp.db import db, now, unit_of_work
from webapp.joining import operations as joining
from webapp.mail import Mail
from webapp.training import operations, queries
from webapp.training.models import Course
from webapp.web import Refused

FORM = {"name": "First steps", "description": "", "joining": "open", "capacity": "2"}


@pytest.fixture
def course(town):
    return courses.course(town)


def member(user):
    db.session.rollback()
    return db.session.query(Member).filter_by(user_id=user.id).one()


def test_a_coordinator_starts_a_course_and_names_a_trainer(browser, town):
    browser.sign_in(town.kaisa).send("training.begin", FORM)
    begun = db.session.query(Course).one()
    browser.send("training.trainers", {"user": str(town.fanni.id)}, course_id=begun.id)
    page = browser.open("training.show", course_id=begun.id)
    assert "I'll take part" in page.main.text, "she is no trainer herself"
    assert "First steps" in page.h1.text and "Trainers: Fanni" in page.main.text
    browser.sign_in(town.fanni).open("training.participants", course_id=begun.id)
    page = browser.open("training.show", course_id=begun.id)
    assert "I'll take part" not in page.main.text and "You have a place" not in page.main.text
    browser.sign_in(town.leo).open("training.participants", status=403, course_id=begun.id)


def test_a_leader_takes_part_with_one_tap_and_steps_back(browser, town, course):
    page = browser.sign_in(town.leo).open("training.index")
    page = browser.get(page.select_one(".rows a")["href"])
    assert "I'll take part" in page.main.text
    at = {"course_id": course.id}
    browser.send("training.take_part", **at)
    browser.send("training.take_part", **at)
    assert member(town.leo).role == CircleRole.PARTICIPANT
    assert "You have a place" in browser.open("training.show", **at).main.text
    assert [letter.recipient for letter in db.session.query(Mail)] == ["leo@example.org"]
    browser.send("training.step_back", **at)
    assert member(town.leo).status == MemberStatus.LEFT
    browser.send("training.take_part", **at)
    assert member(town.leo).status == MemberStatus.ACTIVE


def test_a_full_course_has_a_queue_that_moves(browser, town, course):
    with unit_of_work():
        joining.open_to(course, Joining.OPEN, 1)
    courses.takes_part(course, town.leo)
    assert courses.takes_part(course, town.ulla).status == MemberStatus.WAITING
    browser.sign_in(town.leo).send("training.step_back", course_id=course.id)
    assert member(town.ulla).status == MemberStatus.OFFERED


def test_those_who_ask_wait_for_a_trainers_answer(browser, town, course):
    with unit_of_work():
        joining.open_to(course, Joining.REQUEST, None)
    assert courses.takes_part(course, town.leo).status == MemberStatus.ASKED
    at = {"circle_id": course.id, "member_id": member(town.leo).id}
    browser.sign_in(town.fanni).send("joining.accept", **at)
    assert member(town.leo).status == MemberStatus.ACTIVE


def test_a_course_that_is_closed_or_over_takes_nobody(browser, town, course):
    with unit_of_work():
        operations.end(course)
    browser.sign_in(town.leo).send("training.take_part", status=409, course_id=course.id)


def test_when_a_course_ends_those_who_wait_are_told_and_no_address_is_kept(town, course):
    with unit_of_work():
        joining.open_to(course, Joining.OPEN, 1)
    courses.takes_part(course, town.leo)
    courses.takes_part(course, town.ulla)
    with unit_of_work():
        operations.end(course)
    told = db.session.query(Mail).filter_by(recipient="ulla@example.org").all()
    assert told[-1].subject == "The group has ended"
    assert member(town.ulla).status == MemberStatus.LEFT
    assert [person.contact for person in course.participants] == [None]


def test_an_offer_from_before_the_end_is_not_taken(town, course):
    with unit_of_work():
        offered = operations.take_part(course, town.leo)
        offered.status, course.ended_at = MemberStatus.OFFERED, now()
    with pytest.raises(Refused):
        joining.say_yes(offered)


def test_a_trainer_does_not_take_part_in_the_own_course(browser, town, course):
    browser.sign_in(town.fanni).send("training.take_part", status=409, course_id=course.id)


def test_attendance_is_taken_on_the_pages_of_every_circle(browser, town, course):
    leo = courses.takes_part(course, town.leo)
    evening = courses.met(course, hours=2)
    page = browser.sign_in(town.fanni).open("attendance.take", meeting_id=evening.id)
    assert leo.name in page.main.text


def test_a_certificate_tells_the_hours_that_were_attended(browser, town, course):
    leo = courses.takes_part(course, town.leo)
    courses.is_there(courses.met(course, hours=2, days_ago=9), leo)
    courses.is_there(courses.met(course, hours=1.5, days_ago=2), leo)
    courses.met(course, hours=3, days_ago=1)  # he was away
    page = browser.sign_in(town.leo).open("training.index")
    page = browser.get(page.select_one("#taken a")["href"])
    for told in ("Leo", "First steps of a leader", "3.5", "Mielen ry", "Fanni"):
        assert told in page.main.text
    assert page.select_one(".signature")


def test_who_has_not_been_there_has_no_certificate(browser, town, course):
    leo = courses.takes_part(course, town.leo)
    at = {"course_id": course.id, "member_id": leo.id}
    browser.sign_in(town.leo).open("training.certificate", status=404, **at)


def test_a_certificate_is_for_its_owner_and_the_trainers_only(browser, town, course):
    leo = courses.takes_part(course, town.leo)
    courses.is_there(courses.met(course, hours=2), leo)
    at = {"course_id": course.id, "member_id": leo.id}
    browser.sign_in(town.ulla).open("training.certificate", status=403, **at)
    browser.sign_in(town.fanni).open("training.certificate", **at)
    other = courses.course(town)
    elsewhere = {"course_id": other.id, "member_id": leo.id}
    browser.sign_in(town.leo).open("training.certificate", status=403, **elsewhere)


def test_a_coordinator_sees_what_a_leader_has_taken(browser, town, course):
    courses.is_there(courses.met(course, hours=2), courses.takes_part(course, town.leo))
    at = {"membership_id": town.leo.memberships[0].id}
    page = browser.sign_in(town.kaisa).open("training.person", **at)
    assert "First steps of a leader" in page.main.text


def test_someone_without_an_account_is_written_down_by_name(browser, town, course):
    at = {"course_id": course.id}
    browser.sign_in(town.fanni).send("training.participants", {"name": "Maija"}, **at)
    maija = course.participants[0]
    courses.is_there(courses.met(course, hours=2), maija)
    assert queries.taken_of(maija).hours == 2
    assert "2 hours" in browser.open("training.participants", **at).main.text
    browser.send("training.remove", member_id=maija.id, **at)
    assert not course.participants


def test_a_course_is_in_the_trainers_day_with_the_groups(browser, town, course):
    courses.met(course, hours=2, days_ago=0)
    page = browser.sign_in(town.fanni).open("home.today")
    assert page.select_one(f"a[href='/en/courses/{course.id}']")
    assert "Grief group" in page.text and "First steps of a leader" in page.text


def test_courses_of_others_are_not_seen(browser, town, course):
    assert not browser.sign_in(town.olli).open("training.index").select(".rows a")


def test_odd_details_are_told_in_words(browser, town):
    for odd in {"name": ""}, {"capacity": "0"}, {"joining": "maybe"}, {"online_url": "zoom"}:
        page = browser.sign_in(town.kaisa).send("training.begin", {**FORM, **odd}, status=422)
        assert page.select_one(".error-summary")


def test_listing_courses_takes_as_many_statements_however_many_there_are(
    browser, town, course, statements
):
    browser.sign_in(town.leo).open("training.index")
    with statements() as few:
        browser.open("training.index")
    for _ in range(5):
        courses.course(town)
    with statements() as many:
        browser.open("training.index")
    assert len(many) == len(few) <= 12
