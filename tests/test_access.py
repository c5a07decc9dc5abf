"""Who gets into what: one line a route, and no route without a line."""

import re

import pytest
from flask import url_for

from tests.guides import shelf
from tests.training import courses
from webapp import passes
from webapp.agendas import operations as agendas
from webapp.agendas.models import ClosingTalk
from webapp.circles.models import Joining
from webapp.collections import operations as collections
from webapp.db import db, unit_of_work
from webapp.feedback import changes, editing, leaders, queries, slips
from webapp.feedback import operations as feedback
from webapp.feedback.slip_models import Slip
from webapp.groups import proposals
from webapp.guides import reports, versions, waiting
from webapp.guides.models import Guide
from webapp.i18n import today
from webapp.joining import operations as joining
from webapp.meetings import breaks
from webapp.passes import Purpose
from webapp.practices import operations as practices
from webapp.reports import operations as reports_of_the_year
from webapp.search import synonyms
from webapp.search.models import Meaning

# An admin comes last: what she removes, nobody after her would find.
IN_TURN = ["nobody", "olli", "pia", "leo", "ulla", "fanni", "kaisa", "aino"]
EVERYONE = {*IN_TURN}
SIGNED_IN = EVERYONE - {"nobody"}
WITH_A_ROLE = SIGNED_IN - {"pia"}
ADMINS = {"aino", "olli"}
CURATORS = {*ADMINS, "ulla"}
OUR_CURATORS = {"ulla", "aino"}
OUR_COORDINATORS = {"kaisa", "aino"}
OURS = {"leo", "ulla", "fanni", "kaisa", "aino"}
COORDINATORS = {*ADMINS, "kaisa"}
OUR_COORDINATORS = {"kaisa", "aino"}
OUR_PEOPLE = WITH_A_ROLE - {"olli"}
TRAINERS = {"fanni", "kaisa", "aino"}
LEADS = {"fanni", "kaisa", "aino"}  # the grief group
NO_ONE = set()

LETS_IN = {
    "root.choose_language": EVERYONE,
    "root.healthz": EVERYONE,
    "root.sitemap.robots": EVERYONE,
    "root.sitemap.index": EVERYONE,
    "root.sitemap.part": EVERYONE,
    "home.front": EVERYONE,
    "home.today": SIGNED_IN,
    "home.languages": EVERYONE,
    "home.ui_kit": EVERYONE,  # in the demo
    "accounts.sign_in": EVERYONE,
    "accounts.enter_code": EVERYONE,
    "accounts.open_link": EVERYONE,
    "accounts.demo_sign_in": NO_ONE,  # the town's people are real
    "accounts.outbox": EVERYONE,  # in the demo
    "accounts.sign_out": SIGNED_IN,
    "accounts.account": SIGNED_IN,
    "accounts.sign_out_everywhere": SIGNED_IN,
    "accounts.switch": {"fanni"},  # the membership is hers
    "accounts.people": ADMINS,
    "accounts.invite": COORDINATORS,
    "accounts.change_role": {"aino"},
    "accounts.confirm_removal": {"aino"},
    "accounts.remove": {"aino"},
    "accounts.audit_log": ADMINS,
    "guides.index": EVERYONE,
    "guides.show": EVERYONE,
    "guides.feed": EVERYONE,
    "guides.texts": {"pia"},  # the shared library is hers
    "guides.write": {"pia"},
    "guides.still_right": {"pia"},
    "guides.export": EVERYONE,
    "guides.send_file": {*CURATORS, "pia"},
    "guides.look_at_file": {"ulla"},  # she sent it
    "guides.confirm_file": {"ulla"},
    "guides.add": {*CURATORS, "pia"},
    "guides.new": {*CURATORS, "pia"},
    "guides.edit": {"pia"},
    "guides.history": {"pia"},
    "guides.put_back": {"pia"},
    "guides.publish": {"pia"},
    "guides.flag": {"pia"},
    "guides.retire": {"pia"},
    "guides.review": {"pia"},
    "guides.offer": {"pia"},
    "guides.offered": {"pia"},
    "guides.answer_offer": {"pia"},
    "guides.topic_list": {"pia"},
    "guides.add_topic": {"pia"},
    "guides.edit_topic": {"pia"},
    "guides.looked_for": {*CURATORS, "pia"},
    "guides.meanings": {"pia"},
    "guides.add_meaning": {"pia"},
    "guides.edit_meaning": {"pia"},
    "guides.remove_meaning": {"pia"},  # after her it is gone
    "guides.merge_topic": {"pia"},
    "editor.check": SIGNED_IN,
    "guides.report": EVERYONE,
    "guides.to_do_list": {*CURATORS, "pia"},
    "guides.accept_address": {"pia"},  # the shared library is hers
    "guides.check_link": {"pia"},
    "guides.let_be": {"pia"},
    "guides.new_address": {"pia"},
    "guides.let_languages_be": {*CURATORS, "pia"},
    "guides.reviewed": {"pia"},
    "guides.close_report": {"pia"},
    "short.guide": EVERYONE,
    "practices.index": EVERYONE,
    "practices.show": EVERYONE,
    "practices.card": EVERYONE,
    "collections.show": EVERYONE,
    "collections.sheet": EVERYONE,
    "collections.favourites": SIGNED_IN,
    "collections.keep": SIGNED_IN,
    "collections.index": CURATORS,
    "collections.begin": CURATORS,
    "collections.edit": OUR_CURATORS,
    "collections.words": OUR_CURATORS,
    "collections.add": OUR_CURATORS,
    "collections.place": OUR_CURATORS,
    "collections.line": OUR_CURATORS,
    "collections.remove": {"ulla"},  # after her it is gone
    "collections.hand": OUR_CURATORS,
    "collections.publish": OUR_CURATORS,
    "collections.discard": OUR_CURATORS,
    "groups.organisation": EVERYONE,
    "groups.edit_organisation": ADMINS,
    "groups.organisation_texts": ADMINS,
    "groups.propose": EVERYONE,
    "groups.proposed": EVERYONE,
    "groups.proposals": COORDINATORS,
    "groups.proposal": OUR_COORDINATORS,
    "groups.close_proposal": OUR_COORDINATORS,
    "groups.card": EVERYONE,
    "groups.heard": COORDINATORS,
    "groups.find": EVERYONE,
    "groups.public": EVERYONE,
    "groups.poster": EVERYONE,
    "groups.meeting": EVERYONE,
    "groups.meeting_file": EVERYONE,
    "groups.calendar": EVERYONE,
    "groups.organisation_calendar": EVERYONE,
    "groups.meeting_guide": EVERYONE,
    "groups.all_meeting_guide": EVERYONE,
    "groups.dates_feed": EVERYONE,
    "group.short": EVERYONE,
    "groups.index": WITH_A_ROLE,
    "groups.start": COORDINATORS,
    "groups.show": LEADS,
    "groups.tasks": LEADS,
    "groups.about": LEADS,
    "groups.texts": LEADS,
    "groups.where": LEADS,
    "groups.privacy": LEADS,
    "groups.publish": LEADS,
    "groups.end": LEADS,
    "groups.leaders": LEADS,
    "groups.remove_leader": LEADS,
    "groups.members": LEADS,
    "groups.rename": LEADS,
    "groups.remove": LEADS,
    "meetings.plan": LEADS,
    "meetings.save": LEADS,
    "meetings.add": LEADS,
    "meetings.edit": LEADS,
    "meetings.cancel": LEADS,
    "meetings.restore": LEADS,
    "meetings.breaks_of_circle": LEADS,
    "meetings.breaks_of_all": COORDINATORS,
    "training.index": WITH_A_ROLE,
    "training.begin": COORDINATORS,
    "training.show": OUR_PEOPLE,
    "training.edit": TRAINERS,
    "training.participants": TRAINERS,
    "training.remove": TRAINERS,
    "training.trainers": TRAINERS,
    "training.dismiss": TRAINERS,
    "training.certificate": {"leo", *TRAINERS},  # it is Leo's
    "training.take_part": OUR_PEOPLE,
    "training.step_back": OUR_PEOPLE,
    "training.end": TRAINERS,
    "training.person": OUR_COORDINATORS,
    "meetings.hours": LEADS,
    "meetings.pay": LEADS,
    "messages.refused": {*ADMINS, "pia"},
    "joining.sign_up": EVERYONE,
    "joining.places": LEADS,
    "joining.names_kept": ADMINS,
    "joining.accept": LEADS,
    "joining.decline": LEADS,
    "joining.away": LEADS,
    "joining.renew": LEADS,
    "own.invited": EVERYONE,  # who holds the pass
    "attendance.substitute": LEADS,
    "feedback.hide": LEADS,
    "feedback.end_hide": LEADS,
    "feedback.sheet": LEADS,
    "feedback.end_sheet": LEADS,
    "feedback.circle_sheet": LEADS,
    "feedback.file": LEADS,
    "feedback.end_file": LEADS,
    "feedback.circle_file": LEADS,
    "feedback.tell_change": LEADS,
    "feedback.edit_change": LEADS,
    "feedback.remove_change": {"fanni"},  # after her it is gone
    "feedback.slip_sheet": LEADS,
    "feedback.slips_on_paper": LEADS,
    "feedback.end_slips": LEADS,
    "feedback.end_slips_on_paper": LEADS,
    "answers.give_by_slip": EVERYONE,  # who holds the slip
    "answers.slip_thanks": EVERYONE,
    "attendance_worker.stand_in": EVERYONE,  # who holds the pass
    "attendance_worker.unrecorded": EVERYONE,
    "own.show": EVERYONE,  # who holds the pass
    "own.file": EVERYONE,
    "own.details": EVERYONE,
    "own.do": EVERYONE,
    "own.away": EVERYONE,
    "own.away_for_a_while": EVERYONE,
    "own.there_after_all": EVERYONE,
    "messages.wishes": SIGNED_IN,
    "letters.stop": EVERYONE,  # who holds the pass
    "letters.stop_work": EVERYONE,
    "own.forget": EVERYONE,
    "agendas.show": LEADS,
    "agendas.fill": LEADS,
    "agendas.add_item": LEADS,
    "agendas.move": LEADS,
    "agendas.remove_item": {"fanni"},  # after her it is gone
    "agendas.remember": LEADS,
    "agendas.tick": LEADS,
    "agendas.attach": LEADS,
    "agendas.notes": {"fanni"},  # the group's own leaders
    "agendas.closing": {"fanni"},
    "agendas.called": {"aino", "kaisa"},
    "groups.called": OUR_COORDINATORS,
    "meetings.undo_break": {"fanni"},  # after her it is gone
    "meetings.file": LEADS,
    "meetings.calendar": WITH_A_ROLE,
    "meetings.renew_mine": WITH_A_ROLE,
    "meetings.renew_ours": COORDINATORS,
    "meetings.calendar_of_circle": LEADS,
    "meetings.renew_of_circle": LEADS,
    "calendars.of_circle": EVERYONE,  # who hold the address
    "calendars.of_leader": EVERYONE,
    "calendars.of_organisation": EVERYONE,
    "attendance.take": LEADS,
    "attendance.mark": LEADS,
    "attendance.walk_in": LEADS,
    "attendance.undo_walk_in": LEADS,
    "attendance.count": LEADS,
    "attendance.not_held": LEADS,
    "attendance.met_after_all": LEADS,
    "attendance.receive": LEADS,
    "attendance.history": LEADS,
    "attendance.whole": LEADS,
    "attendance.export_file": LEADS,
    "attendance.sheet": LEADS,
    "attendance.fill": LEADS,
    "attendance_worker.worker": EVERYONE,
    "reports.show": COORDINATORS,
    "reports.days": COORDINATORS,
    "reports.sheet": COORDINATORS,
    "reports.export_file": COORDINATORS,
    "reports.remark": COORDINATORS,
    "reports.headings": COORDINATORS,
    "reports.heading": OUR_COORDINATORS,
    "reports.raise_heading": OUR_COORDINATORS,
    "reports.remove_heading": {"kaisa"},  # after her it is gone
    "reports.words": OUR_COORDINATORS,
    "reports.by_group": COORDINATORS,
    "reports.meetings": OUR_COORDINATORS,
    "reports.question": COORDINATORS,
    "reports.question_of_group": OUR_COORDINATORS,
    "reports.grant_list": COORDINATORS,
    "reports.add_grant": COORDINATORS,
    "reports.edit_grant": OUR_COORDINATORS,
    "reports.remove_grant": {"kaisa"},  # after her it is gone
    "reports.groups_of_grant": OUR_COORDINATORS,
    "reports.include": OUR_COORDINATORS,
    "reports.belonging": OUR_COORDINATORS,
    "reports.leave_out": OUR_COORDINATORS,
    "feedback.show_qr": LEADS,
    "feedback.results": LEADS,
    "feedback.circle_results": LEADS,
    "feedback.plan": LEADS,
    "feedback.ask_anyway": LEADS,
    "feedback.end_qr": LEADS,
    "feedback.end_results": LEADS,
    "feedback.look_back": {"fanni"},  # the only one here who leads
    "feedback.leaders_results": OUR_COORDINATORS,
    "feedback.leaders_sheet": OUR_COORDINATORS,
    "feedback.leaders_file": OUR_COORDINATORS,
    "feedback.leaders_hide": OUR_COORDINATORS,
    "feedback.manners": COORDINATORS,
    "feedback.forms": WITH_A_ROLE,
    "feedback.scales": WITH_A_ROLE,
    "feedback.form": OURS,
    "feedback.preview_form": OURS,
    "feedback.copy_form": OUR_COORDINATORS,
    "feedback.change_form": OUR_COORDINATORS,
    "feedback.publish_form": OUR_COORDINATORS,
    "feedback.discard_form": OUR_COORDINATORS,
    "feedback.form_texts": OUR_COORDINATORS,
    "feedback.add_question": OUR_COORDINATORS,
    "feedback.edit_question": OUR_COORDINATORS,
    "feedback.place_question": OUR_COORDINATORS,
    "feedback.remove_question": {"kaisa"},  # after her it is gone
    "answers.give": EVERYONE,  # who hold the address
    "answers.thanks": EVERYONE,
    "answers.unknown": NO_ONE,  # an address that opens nothing
}


def test_every_route_has_a_line(app):
    assert {rule.endpoint for rule in app.url_map.iter_rules()} - {"static"} == {*LETS_IN}


@pytest.mark.parametrize("endpoint", LETS_IN)
def test_only_those_named_get_in(app, town, browser, endpoint):
    rule = next(app.url_map.iter_rules(endpoint))
    ids = things(town, rule)
    let_in = {name for name in IN_TURN if gets_in(browser.sign_in(vars(town).get(name)), rule, ids)}
    assert let_in == LETS_IN[endpoint]


def test_to_open_a_thing_of_another_organisation_is_to_find_nothing(app, town, browser):
    """It isn't said that it exists: 404, never 403."""
    browser.sign_in(town.olli)
    for endpoint in (
        name for name, who in LETS_IN.items() if who in (LEADS, OUR_CURATORS, OUR_COORDINATORS)
    ):
        rule = next(app.url_map.iter_rules(endpoint))
        assert ask(browser, rule, things(town, rule)).status_code == 404, endpoint


def things(town, rule):
    """What stands in an address, by its name there."""
    wanted = rule.arguments
    part_of_the_sitemap = {"kind": "pages", "number": 1}
    given = {
        **town.ids,
        "lang": "en",
        "tag": "sv",
        "typed": "mistyped",
        "ending": "csv",
        **part_of_the_sitemap,
    }
    given["field"] = "summary"
    if "topic_slug" in wanted:
        given |= {"topic_slug": "grief", **the_library(town)}
    given |= {"what": "copy", "figure": "visits", "reply_id": 1}
    if "circle_slug" in wanted:
        given["circle_slug"] = town.group.slug
        with unit_of_work():
            joining.open_to(town.group, Joining.OPEN, None)
    if {"item_id", "reminder_id"} & wanted and "meeting_id" in wanted:
        with unit_of_work():
            given["item_id"] = agendas.add_item(town.meeting, "Coffee", 10).id
            given["reminder_id"] = agendas.remember(town.meeting, "The keys").id
    if "form_id" in wanted:
        with unit_of_work():
            feedback.load_forms()
            form = editing.copy(queries.form(feedback.AFTER_A_MEETING), town.ours)
        given |= {"form_id": form.id, "question_id": form.questions[0].id}
    if "look_back_id" in wanted:
        leaders.ask_of_now(town.ours)
        given["look_back_id"] = leaders.look_backs(town.ours)[0].id
    if "talk_id" in wanted:
        with unit_of_work():
            agendas.look_back(town.meeting, town.fanni, 1, "", wants_call=True)
        given["talk_id"] = db.session.scalar(db.select(ClosingTalk.id))
    if "change_id" in wanted:
        with unit_of_work():
            given["change_id"] = changes.tell(town.group, "en", "More coffee").id
    if "practice_slug" in wanted:
        with unit_of_work():
            practices.load()
        given["practice_slug"] = practices.FIRST
    if "taken_id" in wanted:
        with unit_of_work():
            days = {"first": today(), "last": today(), "reason": "Repairs"}
            given["taken_id"] = breaks.take(town.ours, town.group, **days).id
    if "course_id" in wanted:
        given |= a_course(town)
    if "proposal_id" in wanted:
        with unit_of_work():
            wish = proposals.Wish("Matti", "matti@example.org", "Fathers")
            given["proposal_id"] = proposals.propose(town.ours, "k" * 32, wish).id
    if "meaning_id" in wanted:
        with unit_of_work():
            synonyms.load()
        given["meaning_id"] = db.session.scalar(db.select(Meaning.id))
    if "file_id" in wanted:
        with unit_of_work():
            given["file_id"] = waiting.receive(town.ulla, 1, shelf.as_file(shelf.GUIDES)).id
    if {"guide_slug", "collection_id", "collection_slug", "code", "report_id"} & wanted:
        given |= {"code": "1", **the_library(town)}
    if "question_id" in wanted and "form_id" not in wanted:
        with unit_of_work():
            given["question_id"] = feedback.start_asking(town.meeting).form.questions[0].id
    if "block_id" in wanted:
        with unit_of_work():
            given["block_id"] = reports_of_the_year.add_block(town.ours, "en", "Changes").id
    if "grant_id" in wanted:
        with unit_of_work():
            grant = reports_of_the_year.add_grant(town.ours, "Grant", "")
            reports_of_the_year.include(grant, town.group)
        given["grant_id"] = grant.id
    if "token" in wanted:
        given["token"] = token(town, rule)
    return {name: given[name] for name in wanted}


def token(town, rule):
    """Of a pass as the address wants it; a mailed link has a token of another kind."""
    letter = re.search(r"pass\((\w)\)", rule.rule)
    targets = {
        "m": town.ids["member_id"],
        "c": town.group.id,
        "l": town.fanni.id,
        "k": town.ours.id,
        "i": town.group.id,
        "s": town.meeting.id,
        "n": town.meeting.id,
        "x": town.ids["member_id"],
        "q": 1,
        "y": town.ids["membership_id"],
    }
    with unit_of_work():
        if letter and letter[1] == "q":
            slips.make(feedback.start_asking(town.meeting), 1)
            return passes.issue(Purpose.SLIP, db.session.scalar(db.select(Slip.id)), 1).token
        if letter and letter[1] == "i":
            joining.open_to(town.group, Joining.INVITATION, None)
        if letter and letter[1] in targets:
            return passes.issue(Purpose(letter[1]), targets[letter[1]], town.ours.id).token
        return feedback.address_of(feedback.start_asking(town.meeting)).token


def a_course(town):
    """Fanni trains, and Leo has been there."""
    course = courses.course(town)
    courses.is_there(courses.met(course, hours=2), courses.takes_part(course, town.leo))
    leo = course.participants[0]
    return {"course_id": course.id, "member_id": leo.id}


def the_library(town):
    """A guide, and a collection of ours with it."""
    if not db.session.scalar(db.select(Guide.id)):
        shelf.fill()
    guide = db.session.scalars(db.select(Guide)).first()
    with unit_of_work():
        versions.begin(guide)
        collection = collections.begin(town.ours, "en", {"title": "First", "intro": ""})
        item = collections.add(collection, guide)
        collections.publish(collection)
        report = reports.report(guide, "Broken")
    return {
        "guide_slug": guide.slug,
        "collection_id": collection.id,
        "collection_slug": collection.slug,
        "item_id": item.id,
        "report_id": report.id,
    }


def gets_in(browser, rule, ids):
    """Whether the page opens: it may be that what was sent (nothing) isn't enough for it."""
    with browser.client.session_transaction() as session:
        is_stranger = "key" not in session
        session["asked"] = "where the code is entered, this browser has asked for one"
    answer = ask(browser, rule, ids)
    assert answer.status_code < 500, answer.text
    turned_away = is_stranger and answer.headers.get("Location", "").startswith("/en/sign-in")
    return answer.status_code not in (403, 404) and not turned_away


def ask(browser, rule, ids):
    db.session.rollback()
    url = url_for(rule.endpoint, **ids)
    method = "GET" if "GET" in rule.methods else "POST"
    return browser.client.open(url, method=method, headers={"Sec-Fetch-Site": "same-origin"})
