"""Signing up without an account: places, the queue, and a page of one's own."""

from datetime import timedelta
from uuid import uuid4

import pytest

from webapp import sweeps
from webapp.attendance import hints
from webapp.circles import operations as circles
from webapp.circles.models import Joining, Member, MemberStatus
from webapp.db import db, now, unit_of_work
from webapp.groups import operations as groups
from webapp.groups.models import Group
from webapp.i18n import local
from webapp.joining import invitations, operations
from webapp.mail import Mail
from webapp.meetings.operations import Span, add, cancel


@pytest.fixture
def group(town):
    """The grief group takes sign-ups and has room for two more."""
    with unit_of_work():
        operations.open_to(town.group, Joining.OPEN, 5)
    return town.group


def signs_up(browser, group, name, **said):
    form = {"name": name, "key": uuid4().hex, **said}
    at = {"organisation": "mielen", "circle_slug": group.slug}
    browser.send("joining.sign_up", form, **at)
    return browser.answer.headers["Location"].partition("/en?")[0]


def member(name):
    db.session.rollback()
    return db.session.query(Member).filter_by(name=name).one()


def test_a_stranger_signs_up_and_gets_a_page_of_their_own(browser, group):
    page = browser.open("groups.public", organisation="mielen", group_slug=group.slug)
    page = browser.get(page.select_one("a[href$='sign-up']")["href"])
    assert "There are 2 free places." in page.text
    own = signs_up(browser, group, "Matti")
    page = browser.follow()
    assert "Keep the address of this page." in page.text
    assert page.select_one(".qr svg")
    assert "You have a place in the group" in browser.get(own).text
    assert browser.answer.headers["Cache-Control"] == "no-store"
    assert member("Matti").status == MemberStatus.ACTIVE


def test_the_group_fills_up_and_the_next_wait_in_a_queue(browser, group):
    for name in "Matti", "Maija":
        signs_up(browser, group, name)
    own = signs_up(browser, group, "Pekka")
    assert "You are number 1 in the queue." in browser.get(own).text
    second = signs_up(browser, group, "Liisa")
    assert "You are number 2 in the queue." in browser.get(second).text
    assert len(group.participants) == 5


def test_a_free_place_goes_to_the_first_in_the_queue_who_says_yes(browser, group):
    matti, _maija = (signs_up(browser, group, name) for name in ("Matti", "Maija"))
    pekka = signs_up(browser, group, "Pekka", contact="pekka@example.org")
    browser.post(f"{matti}/en/do", {"deed": "leave"})
    assert "There is a place for you." in browser.get(pekka).text
    assert "There is a place for you" in [m.subject for m in db.session.query(Mail)]
    browser.post(f"{pekka}/en/do", {"deed": "yes"})
    assert "You have a place in the group" in browser.get(pekka).text


def test_a_place_that_nobody_takes_in_time_goes_to_the_next(browser, group, clock):
    matti, _maija = (signs_up(browser, group, name) for name in ("Matti", "Maija"))
    pekka, liisa = (signs_up(browser, group, name) for name in ("Pekka", "Liisa"))
    browser.post(f"{matti}/en/do", {"deed": "leave"})
    clock(now() + timedelta(hours=49))
    sweeps.offer_places()
    assert "There is a place for you." in browser.get(liisa).text
    assert "You are no longer in the group." in browser.get(pekka).text
    browser.post(f"{pekka}/en/do", {"deed": "yes"}, status=409)


def test_the_same_form_twice_is_one_person(browser, group):
    key = uuid4().hex
    assert signs_up(browser, group, "Matti", key=key) == signs_up(browser, group, "Matti", key=key)
    assert member("Matti")


def test_two_of_one_name_are_told_apart_and_neither_learns_of_the_other(browser, group):
    signs_up(browser, group, "Antti")
    page = browser.follow()
    assert "Antti 2" in page.text
    assert "already" not in page.main.text


def test_the_leader_says_yes_or_no_to_those_who_ask(browser, town, group):
    with unit_of_work():
        operations.open_to(group, Joining.REQUEST, None)
    matti, maija = (signs_up(browser, group, name) for name in ("Matti", "Maija"))
    assert "You have asked for a place." in browser.get(matti).text
    browser.sign_in(town.fanni)
    page = browser.open("joining.places", circle_id=group.id)
    assert "Matti" in page.text
    at = {"circle_id": group.id}
    browser.send("joining.accept", member_id=member("Matti").id, **at)
    browser.send("joining.decline", member_id=member("Maija").id, **at)
    assert "You have a place in the group" in browser.get(matti).text
    assert "You are no longer in the group." in browser.get(maija).text


def test_a_participant_tells_when_they_cannot_come(browser, group):
    with unit_of_work():
        start = now() + timedelta(days=7)
        meeting = add(group, Span(start, start + timedelta(hours=1)))
    own = signs_up(browser, group, "Matti")
    browser.post(f"{own}/en/away", {"meeting": meeting.id, "away": "1"})
    assert hints.absent_from(meeting) == [member("Matti")]
    page = browser.get(own)
    assert "You are not coming" in page.text and "I can come after all" in page.text
    browser.post(f"{own}/en/away", {"meeting": meeting.id, "away": "0"})
    assert hints.absent_from(meeting) == []
    browser.post(f"{own}/en/away", {"meeting": "99999999999", "away": "1"})
    assert hints.absent_from(meeting) == []


def test_a_participant_sees_why_a_meeting_is_cancelled(browser, group):
    with unit_of_work():
        start = now() + timedelta(days=7)
        cancel(add(group, Span(start, start + timedelta(hours=1))), "The house is closed")
        group.is_sensitive = True
    said = browser.get(signs_up(browser, group, "Matti")).select_one("#coming").text
    assert "Cancelled" in said and "The house is closed" in said


def test_a_participant_takes_one_meeting_into_their_calendar(browser, town, group):
    own = signs_up(browser, group, "Matti")
    file = browser.get(own).select_one("#coming a[href$='.ics']")["href"]
    answer = browser.client.get(file)
    assert "SUMMARY:Grief group" in answer.text and "LOCATION:Kirjasto" in answer.text
    assert not any(name in answer.text for name in ("Matti", "Fanni", "Antti"))
    assert answer.headers["Cache-Control"] == "no-store"
    with unit_of_work():
        theirs = Group(organisation=town.theirs, name="Other", slug="other", published_at=now())
        db.session.add(theirs)
        db.session.flush()
        elsewhere = add(theirs, Span(now() + timedelta(days=1), now() + timedelta(days=2)))
    assert browser.client.get(file.replace("/1.ics", f"/{elsewhere.id}.ics")).status_code == 404
    browser.post(f"{own}/en/do", {"deed": "leave"})
    assert browser.client.get(file).status_code == 404


def test_a_participant_changes_what_they_have_told(browser, group):
    own = signs_up(browser, group, "Matti", contact="040 1234567")
    page = browser.get(f"{own}/en/details")
    assert page.select_one("#contact")["value"] == "040 1234567"
    browser.post(f"{own}/en/details", {"name": "Masa", "contact": ""})
    assert member("Masa").contact is None


def test_erasing_leaves_nothing_of_the_person_and_closes_the_page(browser, group):
    said = {"contact": "matti@example.org", "helps": "Quiet", "heard_from": "friend"}
    own = signs_up(browser, group, "Matti", **said)
    erased = member("Matti").id
    assert "erased at once" in browser.get(f"{own}/en/forget").text
    browser.post(f"{own}/en/forget", status=200)
    gone = db.session.get(Member, erased)
    assert (gone.name, gone.contact, gone.helps, gone.heard_from) == ("", None, "", "")
    browser.get(own, status=404)


def test_nothing_new_is_kept_of_one_who_has_left_or_where_no_names_are_kept(browser, group):
    told = {"name": "Masa", "contact": "masa@example.org"}
    matti, maija, pekka = (signs_up(browser, group, name) for name in ("Matti", "Maija", "Pekka"))
    browser.post(f"{matti}/en/do", {"deed": "leave"})
    browser.post(f"{matti}/en/details", told, status=409)
    with unit_of_work():
        circles.forget_names(group)
    browser.post(f"{maija}/en/details", told, status=409)
    with unit_of_work():
        circles.keep_names(group)
        groups.end(group)
    browser.post(f"{pekka}/en/details", told, status=409)
    db.session.rollback()
    assert not [m for m in group.members if m.name == "Masa" or m.contact]


def test_erasing_after_leaving_leaves_nothing_either(browser, group):
    own = signs_up(browser, group, "Matti")
    browser.post(f"{own}/en/do", {"deed": "leave"})
    with unit_of_work():  # as it could be before
        member("Matti").contact, member("Matti").helps = "matti@example.org", "Quiet"
    erased = member("Matti").id
    browser.post(f"{own}/en/forget", status=200)
    gone = db.session.get(Member, erased)
    assert (gone.name, gone.contact, gone.helps) == ("", None, "")


def test_a_participant_is_not_named_where_no_names_are_kept(browser, group, town):
    signs_up(browser, group, "Matti")
    at = {"group_id": group.id, "member_id": member("Matti").id}
    with unit_of_work():
        circles.forget_names(group)
    browser.sign_in(town.fanni).send("groups.rename", {"name": "Masa"}, status=409, **at)
    assert db.session.get(Member, at["member_id"]).name == ""


def test_a_mail_tells_of_the_sign_up_in_the_persons_language_without_a_sensitive_name(
    browser, group
):
    with unit_of_work():
        group.is_sensitive = True
    form = {"name": "Matti", "contact": "matti@example.org", "key": uuid4().hex}
    at = {"organisation": "mielen", "circle_slug": group.slug}
    browser.send("joining.sign_up", form, lang="sv", **at)
    sent = db.session.query(Mail).one()
    assert sent.subject == "Din anmälan"
    assert "Grief" not in sent.body
    assert "/p/m" in sent.body


@pytest.mark.parametrize(
    "said",
    [{"name": ""}, {"name": "x" * 81}, {"contact": "somewhere"}, {"key": "short"}],
    ids=["no name", "a long name", "no contact", "a forged key"],
)
def test_odd_details_are_told_in_words_and_nothing_is_lost(browser, group, said):
    form = {"name": "Matti", "helps": "Quiet", "key": uuid4().hex, **said}
    at = {"organisation": "mielen", "circle_slug": group.slug}
    page = browser.send("joining.sign_up", form, status=422, **at)
    assert page.select_one(".error-summary")
    assert page.select_one("#helps")["value"] == "Quiet"


def test_a_group_that_takes_no_sign_ups_has_no_form(browser, town):
    at = {"organisation": "mielen", "circle_slug": town.group.slug}
    browser.open("joining.sign_up", status=404, **at)


def test_a_group_for_five_hundred_takes_no_more(browser, town, group):
    with unit_of_work():
        group.capacity = None
        db.session.add_all(
            Member(organisation_id=1, circle=group, role="participant", name=f"No {n}")
            for n in range(497)
        )
    form = {"name": "Matti", "key": uuid4().hex}
    at = {"organisation": "mielen", "circle_slug": group.slug}
    page = browser.send("joining.sign_up", form, status=409, **at)
    assert "The queue is full" in page.text


def test_raising_the_room_offers_places_at_once(browser, town, group):
    for name in "Matti", "Maija":
        signs_up(browser, group, name)
    pekka = signs_up(browser, group, "Pekka")
    browser.sign_in(town.fanni)
    browser.send("joining.places", {"joining": "open", "capacity": "6"}, circle_id=group.id)
    assert "There is a place for you." in browser.get(pekka).text


def test_a_participant_is_away_for_a_while(browser, group, town):
    with unit_of_work():
        soon = [now() + timedelta(days=days) for days in (3, 10, 17)]
        for start in soon:
            add(group, Span(start, start + timedelta(hours=1)))
    own = signs_up(browser, group, "Matti")
    days = {"first_day": local(soon[0]).date(), "last_day": local(soon[1]).date()}
    browser.post(f"{own}/en/away-for-a-while", days)
    assert "The leaders know that you can't come." in browser.follow().text
    page = browser.get(own)
    assert len(page.select("[value='0'][name=away]")) == 2
    backwards = {"first_day": days["last_day"], "last_day": days["first_day"]}
    page = browser.post(f"{own}/en/away-for-a-while", backwards, status=422)
    assert "The last day is before the first" in page.text


def test_by_invitation_only_those_with_the_address_sign_up(browser, group, town):
    with unit_of_work():
        operations.open_to(group, Joining.INVITATION, None)
    browser.open("joining.sign_up", status=404, organisation="mielen", circle_slug=group.slug)
    address = invitations.address_of(group).partition("localhost")[2]
    browser.post(f"{address}/en", {"name": "Matti", "key": uuid4().hex})
    assert member("Matti").status == MemberStatus.ACTIVE
    with unit_of_work():
        invitations.renew(group)
    browser.get(f"{address}/en", status=404)


def test_where_no_names_are_kept_a_sign_up_only_counts_places(browser, group):
    with unit_of_work():
        circles.forget_names(group)
        operations.open_to(group, Joining.OPEN, 1)
    at = {"organisation": "mielen", "circle_slug": group.slug}
    page = browser.open("joining.sign_up", **at)
    assert "Nobody asks your name." in page.text
    assert not page.select("input[type=text]")
    forged = {"key": uuid4().hex, "name": "Matti", "contact": "matti@example.org"}
    browser.send("joining.sign_up", forged, **at)
    own = browser.answer.headers["Location"].partition("?")[0]
    browser.send("joining.sign_up", {"key": uuid4().hex}, **at)
    assert "number 1 in the queue" in browser.follow().text
    assert {(m.name, m.contact) for m in group.participants} == {("", None)}
    browser.post(f"{own.removesuffix('/en')}/en/do", {"deed": "leave"})
    assert [m.status for m in group.members if m.sign_up_key] == ["left", "offered"]


def test_a_leader_who_takes_someone_off_the_list_makes_room_for_the_next(browser, group, town):
    for name in "Matti", "Maija":
        signs_up(browser, group, name)
    pekka = signs_up(browser, group, "Pekka")
    browser.sign_in(town.fanni)
    browser.send("groups.remove", group_id=group.id, member_id=member("Matti").id)
    assert "There is a place for you." in browser.get(pekka).text


def test_when_the_group_ends_those_who_wait_are_told_and_nobody_gets_a_place(browser, group, town):
    matti, _maija = (signs_up(browser, group, name) for name in ("Matti", "Maija"))
    said = {"contact": "pekka@example.org", "language": "sv"}
    pekka = signs_up(browser, group, "Pekka", **said)
    browser.sign_in(town.fanni).send("groups.end", group_id=group.id)
    told = db.session.scalars(db.select(Mail).where(Mail.recipient == said["contact"])).all()
    assert told[-1].subject == "Gruppen har upphört"
    browser.post(f"{matti}/en/do", {"deed": "leave"})
    for own in matti, pekka:
        page = browser.get(own).main.text
        assert "The group has ended." in page
        assert "place" not in page and "I can't come" not in page
    assert {m.status for m in group.members if m.name in ("Matti", "Pekka")} == {"left"}
    assert member("Maija").contact is None


def test_a_place_offered_by_the_old_page_is_not_given_when_the_group_has_ended(browser, group):
    matti, _maija = (signs_up(browser, group, name) for name in ("Matti", "Maija"))
    pekka = signs_up(browser, group, "Pekka")
    browser.post(f"{matti}/en/do", {"deed": "leave"})
    with unit_of_work():
        groups.end(group)
    browser.post(f"{pekka}/en/do", {"deed": "yes"}, status=409)


def test_a_participant_is_written_to_in_the_language_they_choose(browser, group):
    at = {"organisation": "mielen", "circle_slug": group.slug}
    page = browser.open("joining.sign_up", lang="ru", **at)
    assert page.select_one("#language [selected]")["value"] == "ru"
    assert len(page.select("#language option")) == 10
    own = signs_up(browser, group, "Matti", contact="matti@example.org", language="uk")
    assert member("Matti").language == "uk"
    browser.post(f"{own}/en/details", {"name": "Matti", "language": "fi-simple"})
    assert member("Matti").language == "fi-simple"


def test_ticks_without_an_address_are_asked_about_and_nothing_typed_is_lost(browser, group):
    form = {"name": "Matti", "helps": "Quiet", "wants_news": "1", "key": uuid4().hex}
    at = {"organisation": "mielen", "circle_slug": group.slug}
    page = browser.send("joining.sign_up", form, status=422, **at)
    assert "or take off the two ticks" in page.select_one(".error-summary").text
    assert page.select_one("#wants_news[checked]") and page.select_one("#helps[value=Quiet]")


def test_a_while_covers_a_meeting_that_is_added_later_and_can_be_taken_back(browser, group):
    own = signs_up(browser, group, "Matti")
    days = [(now() + timedelta(days=n)).date() for n in (3, 20)]
    browser.post(f"{own}/en/away-for-a-while", {"first_day": days[0], "last_day": days[1]})
    with unit_of_work():
        start = now() + timedelta(days=10)
        meeting = add(group, Span(start, start + timedelta(hours=1)))
    assert hints.absent_from(meeting) == [member("Matti")]
    assert "You are not coming" in browser.get(own).text
    browser.post(f"{own}/en/away", {"meeting": meeting.id, "away": "0"})
    assert hints.absent_from(meeting) == []
    page = browser.get(own)
    first, _second = page.select("form[action*=there-after-all]")
    sent = {field["name"]: field["value"] for field in first.select("input")}
    browser.post(first["action"], sent)
    assert len(browser.get(own).select("form[action*=there-after-all]")) == 1


def test_who_leaves_is_told_the_way_back_and_is_written_to_no_more(browser, group):
    own = signs_up(browser, group, "Matti", contact="matti@example.org", helps="Quiet")
    browser.post(f"{own}/en/do", {"deed": "leave"})
    page = browser.get(own)
    assert page.find("a", string="Sign up again")["href"].endswith("/sign-up")
    assert (member("Matti").contact, member("Matti").helps) == (None, "")


def test_the_place_is_said_once_and_the_nearest_dates_first(browser, group):
    with unit_of_work():
        for days in range(1, 6):
            start = now() + timedelta(days=days)
            add(group, Span(start, start + timedelta(hours=1)))
    page = browser.get(signs_up(browser, group, "Matti"))
    assert page.main.text.count("Kirjasto, Oulu") == 1
    shown = [row for row in page.select("#coming .when") if not row.find_parent("details")]
    assert len(shown) == 3
    assert "Show all dates" in page.main.text


def test_leaders_see_how_to_reach_and_help_those_who_have_a_place(browser, group, town):
    signs_up(browser, group, "Matti", contact="matti@example.org", helps="Quiet", language="so")
    browser.sign_in(town.fanni)
    at = {"group_id": group.id, "member_id": member("Matti").id}
    told = browser.open("groups.rename", **at).main.text
    assert "matti@example.org" in told and "Quiet" in told and "Somali" in told
    page = browser.open("attendance.take", meeting_id=town.meeting.id)
    assert "Matti" in page.text and "Quiet" not in page.text


def test_when_names_are_kept_again_nobody_is_without_one(browser, group, town):
    with unit_of_work():
        circles.forget_names(group)
    browser.send(
        "joining.sign_up", {"key": uuid4().hex}, organisation="mielen", circle_slug=group.slug
    )
    own = browser.answer.headers["Location"].partition("/en?")[0]
    browser.sign_in(town.fanni)
    assert "Sign-ups and the queue" in browser.open("groups.show", group_id=group.id).text
    assert "Participant 1" in browser.open("groups.privacy", group_id=group.id).text
    browser.send("groups.privacy", {"names": "names", "visibility": "public"}, group_id=group.id)
    assert "Participant 1" in browser.open("groups.members", group_id=group.id).text
    browser.post(f"{own}/en/details", {"name": "Masa"})
    assert "Masa" in browser.open("groups.members", group_id=group.id).text
