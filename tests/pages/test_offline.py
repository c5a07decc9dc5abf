"""An evening in a cellar: attendance taken with the network cut by the browser's own switch."""

import pytest
from playwright.sync_api import expect

from tests.demo_places import PLACES
from tests.pages.chromium import becomes_true
from webapp.attendance import queries
from webapp.attendance.models import Attendance, AttendanceChange
from webapp.db import db, unit_of_work
from webapp.meetings.models import Meeting, MeetingState

ATTENDANCE = next(place for place in PLACES if place.name == "attendance")
KEPT = """async () => {
  const pages = [];
  for (const name of await caches.keys())
    for (const { url } of await (await caches.open(name)).keys()) pages.push(new URL(url).pathname);
  return pages;
}"""
IS_KEPT = "(page) => caches.match(page)"
IS_AT_WORK = """async () => {
  const worker = await navigator.serviceWorker.getRegistration("/en/meetings/");
  return worker?.active;
}"""
QUEUED = """async () => {
  const names = (await indexedDB.databases()).map(({ name }) => name);
  if (!names.includes("attendance")) return [];
  const open = await new Promise((done) => {
    const asked = indexedDB.open("attendance");
    asked.onsuccess = () => done(asked.result);
  });
  const taps = open.transaction("taps").objectStore("taps").getAll();
  await new Promise((done) => { taps.onsuccess = done; });
  open.close();
  return taps.result;
}"""


@pytest.fixture
def evening(site, phone, demo):
    with site.app.app_context(), unit_of_work():
        meeting = db.session.get(Meeting, demo.things["meeting_id"])
        meeting.state = MeetingState.PLANNED
        meeting.headcount = meeting.reported_at = None
        for kind in (Attendance, AttendanceChange):
            db.session.execute(db.delete(kind).where(kind.meeting_id == meeting.id))
    return Evening(site, phone, demo)


class Evening:
    def __init__(self, site, phone, demo):
        self.site, self.new_phone, self.demo = site, phone, demo
        self.address = demo.address(ATTENDANCE, "en")
        self.meeting_id = demo.things["meeting_id"]

    def phone_of(self, who, **how):
        page = self.new_phone(locale="en-GB", **how)
        self.sign_in(page, who)
        page.goto(self.address)
        return page

    def sign_in(self, page, who):
        cookie = {"name": "rinki", "value": self.demo.cookie(who), "url": self.site.address}
        page.context.add_cookies([cookie])

    def has_been_kept(self, page):
        """A moment after the first visit the phone has all that the page needs."""
        becomes_true(
            page,
            "async (page) => navigator.serviceWorker.controller && await caches.match(page)",
            self.address,
        )
        becomes_true(page, f"async () => (await ({KEPT})()).length >= 5")

    def marks(self):
        with self.site.app.app_context():
            meeting = db.session.get(Meeting, self.meeting_id)
            names = {member.id: member.name for member in queries.participants(meeting)}
            return {names[id_]: str(mark) for id_, mark in queries.marks(meeting).items()}

    def history(self):
        with self.site.app.app_context():
            meeting = db.session.get(Meeting, self.meeting_id)
            found = db.session.scalars(queries.history(meeting))
            return [(c.user.name, c.member and c.member.name, c.mark) for c in found]


def names_on(page, count):
    return page.locator(".toggle label:first-child [translate=no]").all_inner_texts()[:count]


def tap(page, name):
    page.get_by_label(name, exact=True).click()


def test_an_evening_in_a_cellar(evening):
    fanni = evening.phone_of("fanni")
    first, second, third = names_on(fanni, 3)
    evening.has_been_kept(fanni)

    fanni.context.set_offline(True)
    tap(fanni, first)
    expect(fanni.get_by_text("1 mark waits to be sent")).to_be_visible()
    fanni.reload()
    expect(fanni.get_by_label(first, exact=True)).to_be_checked()
    tap(fanni, second)
    tap(fanni, third)
    tap(fanni, third)  # a slip, put right: no fourth mark
    expect(fanni.get_by_text("3 marks wait to be sent")).to_be_visible()
    expect(fanni.locator("#tally")).to_contain_text("2 people there")
    assert evening.marks() == {}

    fanni.context.set_offline(False)
    expect(fanni.locator("#waiting")).to_be_hidden()
    assert evening.marks() == {first: "present", second: "present", third: "absent"}
    assert fanni.evaluate(QUEUED) == []
    assert len(evening.history()) == 3


def test_what_was_sent_is_still_seen_when_the_network_goes(evening):
    fanni = evening.phone_of("fanni")
    [first] = names_on(fanni, 1)
    evening.has_been_kept(fanni)
    tap(fanni, first)
    expect(fanni.locator("#status")).to_have_text("Saved")
    fanni.context.set_offline(True)
    fanni.reload()
    expect(fanni.get_by_label(first, exact=True)).to_be_checked()
    expect(fanni.locator("#tally")).to_contain_text("1 person there")


def test_no_name_waits_in_the_queue(evening):
    fanni = evening.phone_of("fanni")
    [first] = names_on(fanni, 1)
    evening.has_been_kept(fanni)
    fanni.context.set_offline(True)
    tap(fanni, first)
    expect(fanni.get_by_text("1 mark waits to be sent")).to_be_visible()
    [waiting] = fanni.evaluate(QUEUED)
    assert waiting.keys() == {"key", "id", "at", "to", "row", "said"}
    assert first not in str(waiting)


def test_the_whole_list_and_the_headcount_are_saved_without_a_network(evening):
    fanni = evening.phone_of("fanni")
    [first] = names_on(fanni, 1)
    evening.has_been_kept(fanni)
    fanni.context.set_offline(True)
    tap(fanni, first)
    fanni.get_by_label("How many were there?").fill("9")
    fanni.get_by_role("button", name="Done").click()
    expect(fanni.get_by_text("All is kept on this phone")).to_be_visible()
    expect(fanni.locator("#tally")).to_contain_text("9 people there")

    fanni.context.set_offline(False)
    expect(fanni.locator("#waiting")).to_be_hidden()
    marks = evening.marks()
    assert marks.pop(first) == "present"
    *rest, one_who_told_it = sorted(marks.values())
    assert set(rest) == {"absent"} and one_who_told_it == "excused"
    fanni.goto(evening.address)
    expect(fanni.get_by_label("How many were there?")).to_have_value("9")


def test_of_two_phones_the_later_tap_holds_and_both_are_in_the_history(evening):
    fanni, kaisa = evening.phone_of("fanni"), evening.phone_of("kaisa")
    first, second = names_on(fanni, 2)
    evening.has_been_kept(fanni)
    fanni.context.set_offline(True)
    tap(fanni, first)  # there
    expect(fanni.get_by_text("1 mark waits to be sent")).to_be_visible()
    tap(kaisa, first)
    expect(kaisa.locator("#status")).to_have_text("Saved")
    tap(kaisa, first)  # no: that was someone else
    kaisa.wait_for_function("document.querySelector('#waiting').hidden")
    tap(kaisa, second)
    tap(fanni, second)
    tap(fanni, second)  # later than Kaisa's
    fanni.wait_for_timeout(800)

    fanni.context.set_offline(False)
    expect(fanni.locator("#waiting")).to_be_hidden()
    assert evening.marks() == {first: "absent", second: "absent"}
    assert {name for name, member, _ in evening.history() if member == first} == {
        "Fanni Koski", "Kaisa Niemi"
    }  # fmt: skip
    expect(fanni.get_by_label(first, exact=True)).not_to_be_checked()  # and Fanni sees it


def test_a_new_name_is_asked_to_wait_for_the_network(evening):
    fanni = evening.phone_of("fanni")
    evening.has_been_kept(fanni)
    fanni.context.set_offline(True)
    fanni.get_by_label("Who else came?").fill("Uusi")
    fanni.get_by_role("button", name="Add", exact=True).click()
    expect(fanni.get_by_text("a new name needs it")).to_be_visible()
    expect(fanni.get_by_label("Who else came?")).to_have_value("Uusi")
    fanni.get_by_role("link", name="We did not meet").click()
    expect(fanni.get_by_text("On this page you can still mark")).to_be_visible()
    assert fanni.evaluate(QUEUED) == []


def test_a_session_that_has_ended_keeps_the_marks_and_says_so(evening):
    fanni = evening.phone_of("fanni")
    [first] = names_on(fanni, 1)
    evening.has_been_kept(fanni)
    fanni.context.set_offline(True)
    tap(fanni, first)
    fanni.context.clear_cookies()
    fanni.context.set_offline(False)
    expect(fanni.get_by_text("Your sign-in has ended")).to_be_visible()
    expect(fanni.get_by_text("1 mark waits to be sent")).to_be_visible()
    assert "/en/sign-in?next=" in fanni.locator("#waiting a").get_attribute("href")

    evening.sign_in(fanni, "fanni")
    fanni.goto("/en/today")
    expect(fanni.locator("#waiting")).to_be_hidden()
    becomes_true(fanni, f"async () => (await ({QUEUED})()).length === 0")
    assert evening.marks() == {first: "present"}


def test_today_keeps_the_lists_of_the_evening(evening):
    fanni = evening.new_phone(locale="en-GB")
    evening.sign_in(fanni, "fanni")
    fanni.goto("/en/today")
    evening_has_come = fanni.get_by_role("link", name="Take attendance").first
    becomes_true(fanni, IS_KEPT, evening.address)
    becomes_true(
        fanni,
        "async () => (await navigator.serviceWorker.getRegistration('/en/meetings/'))?.active",
    )
    fanni.context.set_offline(True)
    evening_has_come.click()
    expect(fanni.get_by_role("heading", name="Who came?")).to_be_visible()
    assert fanni.evaluate("getComputedStyle(document.querySelector('.bar')).display") == "block"
    assert {"/en/today", "/en/"}.isdisjoint(fanni.evaluate(KEPT))


def test_signing_out_leaves_nothing_on_the_phone(evening):
    fanni = evening.phone_of("fanni")
    [first] = names_on(fanni, 1)
    evening.has_been_kept(fanni)
    fanni.context.set_offline(True)
    tap(fanni, first)
    expect(fanni.get_by_text("1 mark waits to be sent")).to_be_visible()
    fanni.context.route("**/taps", lambda route: route.abort())  # it can't be sent
    fanni.context.set_offline(False)
    fanni.goto("/en/me")
    expect(fanni.get_by_text("1 mark waits to be sent")).to_be_visible()
    fanni.get_by_role("button", name="Sign out", exact=True).click()
    expect(fanni.get_by_text("You have signed out.")).to_be_visible()
    assert fanni.evaluate("() => caches.keys()") == []
    assert fanni.evaluate(QUEUED) == []


def test_another_person_on_the_same_phone_finds_nothing_of_the_first(evening):
    fanni = evening.phone_of("fanni")
    [first] = names_on(fanni, 1)
    evening.has_been_kept(fanni)
    fanni.context.set_offline(True)
    tap(fanni, first)
    expect(fanni.get_by_text("1 mark waits to be sent")).to_be_visible()
    fanni.context.clear_cookies()
    before = fanni.evaluate("() => caches.keys()")
    fanni.context.set_offline(False)
    expect(fanni.get_by_text("Your sign-in has ended")).to_be_visible()

    evening.sign_in(fanni, "kaisa")
    fanni.goto("/en/today")
    becomes_true(fanni, "async (old) => !(await caches.keys()).includes(old)", before[0])
    assert fanni.evaluate(QUEUED) == []
    assert evening.marks() == {}
