from datetime import timedelta

from webapp.circles.models import CircleRole, Member
from webapp.db import db, now, unit_of_work
from webapp.groups.models import Group, Visibility
from webapp.meetings.models import Meeting, MeetingState


def test_a_leader_sees_tonights_meeting_and_gets_to_attendance_by_one_tap(town, browser):
    page = browser.sign_in(town.fanni).open("home.today")
    card = page.select_one(f"#meeting-{town.meeting.id}")
    assert "Grief group" in card.text and "Kirjasto" in card.text
    assert card.select_one(f"a[href='/en/meetings/{town.meeting.id}/attendance']")


def test_a_meeting_that_nobody_reported_is_asked_for(town, browser):
    with unit_of_work():
        town.meeting.starts_at -= timedelta(days=2)
        town.meeting.ends_at -= timedelta(days=2)
    page = browser.sign_in(town.fanni).open("home.today")
    assert page.select_one(f"#overdue a[href='/en/meetings/{town.meeting.id}/attendance']")


def test_a_reported_meeting_is_no_longer_asked_for(town, browser):
    with unit_of_work():
        town.meeting.starts_at -= timedelta(days=2)
        town.meeting.ends_at -= timedelta(days=2)
        town.meeting.state = MeetingState.HELD
    page = browser.sign_in(town.fanni).open("home.today")
    assert page.select_one("#overdue") is None


def test_another_leader_sees_none_of_it(town, browser):
    page = browser.sign_in(town.leo).open("home.today")
    assert "Grief group" not in page.main.text


def test_a_coordinator_without_groups_sees_the_whole_organisations_day(town, browser):
    assert "Grief group" in browser.sign_in(town.kaisa).open("home.today").main.text


def test_someone_without_an_organisation_gets_a_page_that_says_so(town, browser):
    assert browser.sign_in(town.pia).open("home.today").h1


def test_todays_page_takes_as_many_statements_however_many_meetings(town, browser, statements):
    browser.sign_in(town.fanni)
    with statements() as few:
        browser.open("home.today")
    with unit_of_work():
        for days in range(1, 12):
            start = now() + timedelta(days=days)
            db.session.add(
                Meeting(organisation_id=1, circle=town.group, starts_at=start, ends_at=start)
            )
    with statements() as many:
        browser.open("home.today")
    assert len(few) == len(many)


def test_many_groups_on_one_day_take_as_many_statements_as_one(town, browser, statements):
    browser.sign_in(town.kaisa)
    with statements() as few:
        browser.open("home.today")
    with unit_of_work():
        for number in range(5):
            group = Group(organisation=town.ours, name=f"G{number}", slug=f"g{number}")
            start, end = town.meeting.starts_at, town.meeting.ends_at
            meeting = Meeting(organisation_id=1, circle=group, starts_at=start, ends_at=end)
            db.session.add(meeting)
    with statements() as many:
        browser.open("home.today")
    assert len(few) == len(many)


def test_tonights_meeting_goes_to_the_leaders_calendar_and_to_others(town, browser):
    page = browser.sign_in(town.fanni).open("home.today")
    card = page.select_one(".card.now")
    assert card.select_one(f"a[href='/en/meetings/{town.meeting.id}/calendar.ics']")
    told = card.select_one("[data-address]")
    assert "Grief group" in told["data-text"] and "Kirjasto" in told["data-text"]
    assert told["data-address"].endswith(f"/grief-group/meetings/{town.meeting.id}")
    with unit_of_work():
        town.group.visibility = Visibility.INTERNAL
    told = browser.open("home.today").select_one("[data-address]")
    assert told["data-address"] == ""  # no page of it is open to others


def test_a_large_organisations_day_shows_the_nearest_and_says_so(town, browser):
    with unit_of_work():
        for days in range(1, 40):
            start = now() + timedelta(hours=8 * days)
            db.session.add(
                Meeting(organisation_id=1, circle=town.group, starts_at=start, ends_at=start)
            )
    page = browser.sign_in(town.kaisa).open("home.today")
    assert len(page.select("#coming .rows > li")) == 30
    assert "Only the nearest meetings" in page.main.text


def test_a_coordinator_whose_own_group_has_ended_sees_the_whole_organisations_day(town, browser):
    with unit_of_work():
        course = Group(organisation=town.ours, name="Course", slug="course", ended_at=now())
        leader = Member(organisation_id=1, name="Kaisa", user=town.kaisa, role=CircleRole.LEADER)
        course.members.append(leader)
        db.session.add(course)
    page = browser.sign_in(town.kaisa).open("home.today")
    assert "Grief group" in page.main.text
    assert page.select_one(".chips [aria-current]").text == "The whole organisation"
    assert "Grief group" not in browser.open("home.today", whose="mine").main.text
    assert not browser.sign_in(town.fanni).open("home.today").select(".chips")


def test_a_coordinator_is_not_said_to_lead_with_those_who_do(town, browser):
    card = browser.sign_in(town.kaisa).open("home.today").select_one(".card.now").text
    assert "Led by: Fanni" in card and "with you" not in card


def test_the_evening_leads_on_from_attendance_to_feedback_and_to_the_leaders_own_word(
    town, browser
):
    def first_and_rest():
        card = browser.open("home.today").select_one(".card.now")
        first = card.select_one(".buttons.even a").text.strip()
        return first, [a.text.strip() for a in card.select(".tools a")]

    browser.sign_in(town.fanni)
    assert first_and_rest() == ("Take attendance", ["Feedback QR", "Plan"])
    with unit_of_work():
        town.meeting.state = MeetingState.HELD
    assert first_and_rest() == ("Feedback QR", ["Correct attendance", "Plan"])
    page = browser.open("groups.show", group_id=town.group.id).select_one("#next")
    assert page.select_one(".buttons.even a").text.strip() == "Feedback QR"
    assert "Change or cancel" not in page.text
    with unit_of_work():
        town.meeting.starts_at = now() - timedelta(minutes=1)
        town.meeting.ends_at = now() - timedelta(seconds=1)
    assert first_and_rest()[0] == "How did it go for you?"


def test_tonights_online_meeting_is_a_link_in_a_word(town, browser):
    with unit_of_work():
        town.group.place, town.group.online_url = "", "https://video.example/x"
    browser.sign_in(town.fanni)
    for page in browser.open("home.today"), browser.open("groups.show", group_id=town.group.id):
        (way,) = page.main.select("article a[href='https://video.example/x']")
        assert way.text == "Online" and "https" not in page.select_one("article").text


def test_an_online_meeting_is_said_to_be_online_in_the_list(town, browser):
    with unit_of_work():
        town.group.place, town.group.online_url = "", "https://video.example/x"
        town.meeting.starts_at += timedelta(days=2)
        town.meeting.ends_at += timedelta(days=2)
    coming = browser.sign_in(town.fanni).open("home.today").select_one("#coming").text
    assert "Online" in coming and "https" not in coming
