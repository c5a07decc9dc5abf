"""What people are told: reminders, changes, what waits. And how they stop it."""

from datetime import time, timedelta

import pytest

from webapp import mail, sweeps
from webapp.attendance.models import Absence
from webapp.circles.models import CircleRole, Member
from webapp.db import db, now, unit_of_work
from webapp.i18n import at_helsinki, local, today
from webapp.mail import Mail
from webapp.meetings import breaks, operations
from webapp.meetings.models import Meeting
from webapp.meetings.operations import Span


@pytest.fixture
def maija(town):
    """She has signed up and wants to be told everything, in Easy Finnish."""
    return joins(town, "Maija", language="fi-simple")


def joins(town, name, **facts):
    wishes = {
        "wants_reminders": True,
        "wants_news": True,
        "contact": f"{name.lower()}@example.org",
        **facts,
    }
    with unit_of_work():
        member = Member(
            organisation_id=1,
            role=CircleRole.PARTICIPANT,
            name=name,
            **wishes,
        )
        town.group.members.append(member)
    return member


def meets(town, days, hour=17):
    start = at_helsinki(today() + timedelta(days=days), time(hour))
    with unit_of_work():
        meeting = Meeting(
            organisation_id=1,
            circle=town.group,
            starts_at=start,
            ends_at=start + timedelta(hours=1),
        )
        db.session.add(meeting)
    return meeting


def at(hour, days=0):
    return at_helsinki(today() + timedelta(days=days), time(hour, 5))


def letters(to=""):
    db.session.rollback()
    wanted = db.session.query(Mail).order_by(Mail.id)
    return [letter for letter in wanted if to in letter.recipient]


def test_who_asked_is_reminded_the_day_before_once_and_in_their_language(town, maija, clock):
    joins(town, "Matti", wants_reminders=False)
    meets(town, days=1)
    meets(town, days=2)
    clock(at(9))
    sweeps.remind()
    assert letters("maija") == [], "not in the early morning"
    clock(at(10))
    for _again in range(3):
        sweeps.remind()
    [letter] = letters("maija")
    assert letter.subject == "Muistutus huomisesta" and letter.language == "fi-simple"
    assert "Ryhmäsi" not in letter.body and "Grief group" in letter.body
    assert letters("matti") == []


def test_the_name_of_a_sensitive_group_stays_out_of_the_mail(town, maija, clock):
    with unit_of_work():
        town.group.is_sensitive = True
    meets(town, days=1)
    clock(at(10))
    sweeps.remind()
    [letter] = letters("maija")
    assert "Grief group" not in letter.body + letter.subject


def test_who_cannot_come_is_not_reminded(town, maija, clock):
    meeting = meets(town, days=1)
    with unit_of_work():
        away = dict.fromkeys(("first_day", "last_day"), local(meeting.starts_at).date())
        db.session.add(Absence(organisation_id=1, member_id=maija.id, **away))
    clock(at(10))
    sweeps.remind()
    assert letters("maija") == []


def test_a_cancelled_meeting_is_told_of_at_once_and_not_reminded_of(town, maija, clock):
    meeting = meets(town, days=1)
    with unit_of_work():
        operations.cancel(meeting, "The leader is ill")
    [letter] = letters("maija")
    assert letter.subject == "Tapaaminen on peruttu" and "The leader is ill" in letter.body
    assert [m.recipient for m in letters()] == ["maija@example.org", "fanni@example.org"]
    clock(at(10))
    sweeps.remind()
    assert len(letters("maija")) == 1


def test_a_meeting_that_only_changes_its_place_tells_both_places(town):
    joins(town, "Matti", language="en")
    meeting = meets(town, days=3)
    with unit_of_work():
        span = Span(meeting.starts_at, meeting.ends_at)
        operations.change(meeting, span, "The school")
    [letter] = letters("matti")
    now_and_before = [line for line in letter.body.splitlines() if "17" in line]
    assert [line.partition(", ")[2] for line in now_and_before] == [
        "The school",
        "Kirjasto, Oulu",
    ]


def test_a_leader_sees_before_and_after_who_hears_of_a_cancelled_meeting(town, browser):
    joins(town, "Matti")
    joins(town, "Pekka", contact="040 1234567")
    meeting = meets(town, days=3)
    told = "A message goes to 1 participant. 4 have not asked for messages"
    browser.sign_in(town.fanni)
    for page in ("meetings.cancel", "meetings.edit"):
        assert told in browser.open(page, meeting_id=meeting.id).main.text
    page = browser.open("meetings.cancel", meeting_id=meeting.id)
    assert "danger" in page.select_one("form button.wide")["class"]
    browser.send("meetings.cancel", {"reason": "The house is closed"}, meeting_id=meeting.id)
    assert told in browser.follow().select_one(".notice").text
    assert len(letters("matti")) == 1 and letters("pekka") == []
    days = {"first_day": today(), "last_day": today() + timedelta(days=9), "reason": "Summer"}
    meets(town, days=4)
    page = browser.send("meetings.breaks_of_circle", days, status=200, circle_id=town.group.id)
    assert told in page.main.text


def test_a_group_without_names_tells_nobody_and_promises_nothing(town, browser):
    with unit_of_work():
        for member in town.group.participants:
            db.session.delete(member)
    page = browser.sign_in(town.fanni).open("meetings.cancel", meeting_id=town.meeting.id)
    assert "message" not in page.main.text


def test_a_break_over_many_meetings_is_one_message(town, maija):
    for days in (3, 10, 17):
        meets(town, days)
    first, last = today() + timedelta(days=1), today() + timedelta(days=30)
    with unit_of_work():
        taken = breaks.take(town.ours, None, first, last, "Summer")
    [letter] = letters("maija")
    assert letter.body.count("\n- ") == 3
    with unit_of_work():
        breaks.undo(taken)
    assert letters("maija")[1].subject == "Tapaamiset pidetään sittenkin"


def test_a_move_tells_when_it_was_and_when_it_is(town, maija):
    meeting = meets(town, days=3)
    later = meeting.starts_at + timedelta(hours=1)
    with unit_of_work():
        operations.change(meeting, Span(later, later + timedelta(hours=1)), "Kahvila")
    [letter] = letters("maija")
    assert "18.00, Kahvila" in letter.body and "17.00" in letter.body


def test_a_meeting_moved_to_another_day_is_reminded_of_again(town, maija, clock):
    meeting = meets(town, days=1)
    clock(at(10))
    sweeps.remind()
    with unit_of_work():
        operations.change(
            meeting,
            Span(meeting.starts_at + timedelta(days=1), meeting.ends_at + timedelta(days=1)),
            "",
        )
    clock(at(10, days=1))
    sweeps.remind()
    subjects = [letter.subject for letter in letters("maija")]
    assert subjects.count("Muistutus huomisesta") == 2


def test_a_leader_is_asked_by_the_next_noon_and_answers_by_one_link(town, browser, clock):
    meeting = meets(town, days=0, hour=18)
    clock(at(11, days=1))
    sweeps.remind()
    assert letters("fanni") == []
    clock(at(12, days=1))
    for _again in range(2):
        sweeps.remind()
    [letter] = [m for m in letters("fanni") if "18.00" in m.body]
    link = next(line for line in letter.body.splitlines() if "/p/n" in line)
    page = browser.get(link.partition("localhost")[2] + "/en")
    assert "Hilkka" in page.text
    browser.post(link.partition("localhost")[2] + "/en", {"headcount": "5"}, status=200)
    db.session.refresh(meeting)
    assert meeting.headcount == 5


def test_nobody_is_asked_about_a_meeting_that_has_been_told_about(town, clock):
    meeting = meets(town, days=0, hour=18)
    with unit_of_work():
        meeting.state = town.meeting.state = "held"
    clock(at(12, days=1))
    sweeps.remind()
    assert letters("fanni") == []


def test_a_coordinator_gets_one_digest_a_week_if_something_waits(town, clock):
    monday = today() + timedelta(days=7 - today().weekday())
    clock(at_helsinki(monday, time(8, 5)))
    for _again in range(2):
        sweeps.remind()
    assert len(letters("kaisa")) == len(letters("aino")) == 1
    assert "Grief group" in letters("kaisa")[0].body
    assert letters("olli") == [], "nothing waits there"
    clock(at_helsinki(monday + timedelta(days=7), time(8, 5)))
    sweeps.remind()
    assert len(letters("kaisa")) == 2


def test_one_tap_stops_the_messages_without_signing_in(town, maija, browser, clock):
    meets(town, days=1)
    clock(at(10))
    sweeps.remind()
    [letter] = letters("maija")
    stop = letter.stop_url.partition("localhost")[2]
    assert letter.stop_url in letter.body
    assert "Stop the messages?" in browser.get(f"{stop}/en").text, "looking stops nothing"
    assert maija.wants_reminders
    browser.post(f"{stop}/en", status=200)
    assert not (maija.wants_reminders or maija.wants_news)


def test_a_mail_program_stops_them_for_its_reader(town, maija, browser, post_office, app, clock):
    meets(town, days=1)
    clock(at(10))
    sweeps.remind()
    app.config |= {"MAIL_SERVER": "127.0.0.1", "MAIL_PORT": post_office.port}
    app.config["MAIL_STARTTLS"] = False
    clock(now())
    mail.send_due()
    letter = next(m for m in post_office.letters if m["To"] == "maija@example.org")
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = letter["List-Unsubscribe"].strip("<>").partition("localhost")[2]
    answer = browser.client.post(address, data={"List-Unsubscribe": "One-Click"})
    db.session.rollback()
    assert answer.status_code == 200 and not maija.wants_news
    gone = {(m.recipient, m.stop_url) for m in db.session.query(Mail) if m.sent_at}
    assert gone == {("", "")}, "a mail that has gone keeps no secret"


def test_leaders_and_coordinators_choose_what_they_are_told(browser, town, clock):
    browser.sign_in(town.kaisa)
    page = browser.open("messages.wishes")
    assert len(page.select("[type=checkbox][checked]")) == 2
    browser.send("messages.wishes", {"wants_reminders": "y"})
    assert town.kaisa.wants_reminders and not town.kaisa.wants_digest
    browser.sign_in(town.leo)
    assert len(browser.open("messages.wishes").select("[type=checkbox]")) == 1


def test_who_makes_a_change_is_not_told_of_it(browser, town):
    meeting = meets(town, days=1)
    browser.sign_in(town.fanni)
    browser.send("meetings.cancel", {"reason": "Ill", "scope": "one"}, meeting_id=meeting.id)
    assert letters("fanni") == []


def test_an_admin_sees_that_a_mail_server_refuses(browser, town, app, post_office, maija):
    app.config |= {"MAIL_SERVER": "127.0.0.1", "MAIL_PORT": post_office.port}
    app.config["MAIL_STARTTLS"] = False
    post_office.answer = "451 try later, fanni@example.org"
    meeting = meets(town, days=1)
    with unit_of_work():
        operations.cancel(meeting, "")
    mail.send_due()
    browser.sign_in(town.aino)
    page = browser.open("home.today")
    assert "2 mails have not gone out." in page.text and "SMTPDataError" in page.text
    assert "fanni@example.org" not in page.text
    browser.sign_in(town.fanni)
    assert "have not gone out" not in browser.open("home.today").text


def test_wishes_need_an_address_to_write_to(browser, town):
    from webapp.circles.models import Joining
    from webapp.joining import operations as joining

    with unit_of_work():
        joining.open_to(town.group, Joining.OPEN, None)
    form = {"name": "Maija", "key": "a" * 32, "wants_reminders": "y", "contact": "040 1234567"}
    at = {"organisation": "mielen", "circle_slug": town.group.slug}
    page = browser.send("joining.sign_up", form, status=422, **at)
    assert "Enter an e-mail address, or take off the two ticks below" in page.text
    browser.send("joining.sign_up", {**form, "contact": "maija@example.org"}, **at)
    maija = db.session.query(Member).filter_by(name="Maija").one()
    assert maija.wants_reminders and not maija.wants_news
