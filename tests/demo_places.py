"""The main pages of the demo town, in one short list: what is photographed and what is measured."""

import re
from dataclasses import dataclass, field
from datetime import timedelta
from secrets import randbits
from typing import Any

from flask import url_for
from sqlalchemy import func, select

from webapp import create_app, i18n, passes, texts
from webapp.accounts import operations as accounts
from webapp.accounts.models import User
from webapp.circles.models import Joining
from webapp.collections.models import Collection
from webapp.db import db, unit_of_work
from webapp.feedback import operations as feedback
from webapp.feedback import planning
from webapp.feedback.change_models import Change
from webapp.feedback.models import Ask, FeedbackForm
from webapp.feedback.slip_models import Slip
from webapp.groups.models import Group
from webapp.groups.proposal_models import Proposal
from webapp.guides.models import Guide
from webapp.languages import LANGUAGES, PARTICIPANTS
from webapp.meetings import operations as meetings
from webapp.meetings.models import Meeting
from webapp.passes import Purpose
from webapp.training.models import Course


@dataclass(frozen=True)
class Place:
    name: str
    endpoint: str
    who: str = ""
    """The first name of the demo person who opens it; empty for someone not signed in."""
    query: dict[str, str] = field(default_factory=dict)
    holds: str = ""
    """Which pass opens it, where its purpose has several."""
    status: int = 200


PLACES = (
    Place("front page", "home.front"),
    Place("sign in", "accounts.sign_in"),
    Place("library", "guides.index"),
    Place("search", "guides.index", query={"words": "ryhmän ohjaaminen"}),
    Place("guide", "guides.show"),
    Place("finding a group", "groups.find"),
    Place("organisation", "groups.organisation"),
    Place("public group", "groups.public"),
    Place("feedback", "answers.give"),
    Place("collection", "collections.show"),
    Place("today", "home.today", "fanni"),
    Place("attendance", "attendance.take", "fanni"),
    Place("feedback QR", "feedback.show_qr", "fanni"),
    Place("results", "feedback.results", "fanni"),
    Place("results over time", "feedback.circle_results", "fanni"),
    Place("group", "groups.show", "fanni"),
    Place("groups", "groups.index", "kaisa"),
    Place("starting a group", "groups.tasks", "kaisa"),
    Place("dates", "meetings.plan", "kaisa"),
    Place("people", "accounts.people", "aino"),
    Place("audit log", "accounts.audit_log", "aino"),
    Place("the year in figures", "reports.show", "kaisa"),
    Place("kit", "home.ui_kit"),
)

# All the other pages: too many to look at each time, but each is held to the same rules.
OTHER_PLACES = (
    Place("code", "accounts.sign_in", query={"next": "/fi/today"}),
    Place("demo's mails", "accounts.outbox"),
    Place("thanks", "answers.thanks"),
    Place("languages", "home.languages"),
    Place("nothing found", "guides.index", query={"words": "xyzzy"}),
    Place("a month of groups", "groups.find", query={"view": "calendar"}),
    Place("no group found", "groups.find", query={"words": "xyzzy"}),
    Place("poster", "groups.poster"),
    Place("a public meeting", "groups.meeting"),
    Place("reporting a link", "guides.report"),
    Place("to do in the library", "guides.to_do_list", "pia"),
    Place("new address of a guide", "guides.new_address", "pia"),
    Place("all of one kind", "guides.to_do_list", "pia", {"kind": "languages"}),
    Place("collection on paper", "collections.sheet"),
    Place("working models", "practices.index"),
    Place("a working model", "practices.show"),
    Place("a working model on paper", "practices.card"),
    Place("taking into use", "groups.start", "kaisa", {"practice": "peer-activity"}),
    Place("topics", "guides.topic_list", "pia"),
    Place("what people looked for", "guides.looked_for", "pia"),
    Place("words that mean the same", "guides.meanings", "pia"),
    Place("a new meaning", "guides.add_meaning", "pia"),
    Place("one meaning", "guides.edit_meaning", "pia"),
    Place("mistyped", "guides.index", query={"words": "vertaistuuki"}),
    Place("new topic", "guides.add_topic", "pia"),
    Place("a topic", "guides.edit_topic", "pia"),
    Place("merging a topic", "guides.merge_topic", "pia"),
    Place("texts of a guide", "guides.texts", "pia"),
    Place("writing a text", "guides.write", "pia"),
    Place("adding a guide", "guides.add", "ulla"),
    Place("a new guide", "guides.new", "ulla"),
    Place("editing a guide", "guides.edit", "pia"),
    Place("versions of a guide", "guides.history", "pia"),
    Place("taking a guide out", "guides.retire", "pia"),
    Place("a day to look again", "guides.review", "pia"),
    Place("guides from a file", "guides.send_file", "ulla"),
    Place("offered guides", "guides.offered", "pia"),
    Place("my guides", "collections.favourites", "fanni"),
    Place("collections", "collections.index", "ulla"),
    Place("new collection", "collections.begin", "ulla"),
    Place("making a collection", "collections.edit", "ulla", {"words": "opas"}),
    Place("words of a collection", "collections.words", "ulla"),
    Place("a line", "collections.line", "ulla"),
    Place("giving a collection", "collections.hand", "ulla"),
    Place("deleting a collection", "collections.discard", "ulla"),
    Place("me", "accounts.account", "fanni"),
    Place("not held", "attendance.not_held", "fanni"),
    Place("who has come", "attendance.whole", "fanni"),
    Place("attendance sheet", "attendance.sheet", "fanni"),
    Place("filling in", "attendance.fill", "fanni"),
    Place("marks", "attendance.history", "fanni"),
    Place("one meeting", "meetings.edit", "fanni"),
    Place("cancelling", "meetings.cancel", "fanni"),
    Place("my calendar", "meetings.calendar", "kaisa"),
    Place("the group's calendar", "meetings.calendar_of_circle", "fanni"),
    Place("sign-up", "joining.sign_up"),
    Place("own page", "own.show", query={"new": "1"}),
    Place("own details", "own.details"),
    Place("erasing oneself", "own.forget"),
    Place("away for a while", "own.away_for_a_while"),
    Place("stopping messages", "letters.stop"),
    Place("stopping messages at work", "letters.stop_work"),
    Place("messages to me", "messages.wishes", "kaisa"),
    Place("sign-up by invitation", "own.invited"),
    Place("a question at a time", "answers.give", query={"one": "1"}),
    Place("feedback that has closed", "answers.give", holds="closed", status=410),
    Place("feedback at the end of a group", "answers.give", holds="end"),
    Place("feedback by a slip", "answers.give_by_slip"),
    Place("a slip that is used", "answers.give_by_slip", holds="used", status=410),
    Place("an address that is no pass", "answers.unknown", status=404),
    Place("slips", "feedback.slip_sheet", "fanni"),
    Place("slips on paper", "feedback.slips_on_paper", "fanni"),
    Place("slips at the end", "feedback.end_slips", "kaisa"),
    Place("slips at the end on paper", "feedback.end_slips_on_paper", "kaisa"),
    Place("a substitute", "attendance.substitute", "fanni"),
    Place("an evening by its address", "attendance_worker.stand_in"),
    Place("an evening told already", "attendance_worker.unrecorded"),
    Place("sign-ups and the queue", "joining.places", "kaisa"),
    Place("how long names are kept", "joining.names_kept", "aino"),
    Place("days away of a participant", "joining.away", "kaisa"),
    Place("plan of a meeting", "agendas.show", "fanni"),
    Place("private notes", "agendas.notes", "fanni"),
    Place("closing talk", "agendas.closing", "fanni"),
    Place("feedback forms", "feedback.forms", "kaisa"),
    Place("asking for feedback", "feedback.plan", "kaisa"),
    Place("feedback at the end", "feedback.end_qr", "kaisa"),
    Place("what was said at the end", "feedback.end_results", "kaisa"),
    Place("what leaders said", "feedback.leaders_results", "kaisa"),
    Place("what leaders said on paper", "feedback.leaders_sheet", "kaisa"),
    Place("results on paper", "feedback.sheet", "fanni"),
    Place("results of the end on paper", "feedback.end_sheet", "kaisa"),
    Place("results of the year on paper", "feedback.circle_sheet", "kaisa"),
    Place("answering a group", "feedback.tell_change", "fanni"),
    Place("an answer to a group", "feedback.edit_change", "fanni"),
    Place("how we ask for feedback", "feedback.manners", "kaisa"),
    Place("a measure of social inclusion", "feedback.scales", "kaisa"),
    Place("a form being written", "feedback.form", "kaisa"),
    Place("a form as people see it", "feedback.preview_form", "kaisa"),
    Place("a form in one language", "feedback.form_texts", "kaisa"),
    Place("new question", "feedback.add_question", "kaisa"),
    Place("one question", "feedback.edit_question", "kaisa"),
    Place("deleting a form", "feedback.discard_form", "kaisa"),
    Place("breaks of a group", "meetings.breaks_of_circle", "fanni"),
    Place("breaks of all", "meetings.breaks_of_all", "kaisa"),
    Place("leaders' hours", "meetings.hours", "fanni"),
    Place("a leader's pay", "meetings.pay", "fanni"),
    Place("another meeting", "meetings.add", "fanni"),
    Place("participants", "groups.members", "fanni"),
    Place("renaming", "groups.rename", "fanni"),
    Place("leaders", "groups.leaders", "kaisa"),
    Place("about a group", "groups.about", "kaisa"),
    Place("other texts", "groups.texts", "kaisa"),
    Place("where", "groups.where", "kaisa"),
    Place("privacy", "groups.privacy", "kaisa"),
    Place("publishing", "groups.publish", "kaisa"),
    Place("ending", "groups.end", "kaisa"),
    Place("new group", "groups.start", "kaisa"),
    Place("telling of the organisation", "groups.edit_organisation", "aino"),
    Place("texts of the organisation", "groups.organisation_texts", "aino"),
    Place("wishing for a group", "groups.propose"),
    Place("a wish is sent", "groups.proposed"),
    Place("wishes for groups", "groups.proposals", "kaisa"),
    Place("a wish for a group", "groups.proposal", "kaisa"),
    Place("card of a group", "groups.card"),
    Place("how people have heard", "groups.heard", "kaisa"),
    Place("training", "training.index", "leena"),
    Place("a course", "training.show", "leena"),
    Place("a course of one's own", "training.show", "kaisa"),
    Place("a new course", "training.begin", "kaisa"),
    Place("details of a course", "training.edit", "kaisa"),
    Place("participants of a course", "training.participants", "kaisa"),
    Place("trainers", "training.trainers", "kaisa"),
    Place("certificate", "training.certificate", "kaisa"),
    Place("courses a person has taken", "training.person", "aino"),
    Place("the year of a grant", "reports.show", "kaisa", {"grant": "1"}),
    Place("last year", "reports.show", "kaisa", {"period": "2025"}),
    Place("other days", "reports.days", "kaisa"),
    Place("the year on paper", "reports.sheet", "kaisa"),
    Place("how a figure is known", "reports.remark", "kaisa"),
    Place("headings of the report", "reports.headings", "kaisa"),
    Place("a heading of the report", "reports.heading", "kaisa"),
    Place("words of the report", "reports.words", "kaisa"),
    Place("visits by group", "reports.by_group", "kaisa"),
    Place("visits of a group", "reports.meetings", "kaisa"),
    Place("an answer by group", "reports.question", "kaisa"),
    Place("an answer of a group", "reports.question_of_group", "kaisa"),
    Place("grants", "reports.grant_list", "kaisa"),
    Place("new grant", "reports.add_grant", "kaisa"),
    Place("a grant", "reports.edit_grant", "kaisa"),
    Place("groups of a grant", "reports.groups_of_grant", "kaisa"),
    Place("days of a group in a grant", "reports.belonging", "kaisa"),
    Place("inviting", "accounts.invite", "aino"),
    Place("a role", "accounts.change_role", "aino"),
    Place("removing", "accounts.confirm_removal", "aino"),
)

STARTING = {"groups.tasks", "groups.publish"}
EVERY_PLACE = {place.name: place for place in PLACES + OTHER_PLACES}


def _finish(draft: Group, like: Meeting) -> None:
    """Tell what is still missing, so that the group can be published."""
    texts.write(draft, "audience", "fi", "Sinulle, joka olet 18–29-vuotias.")
    draft.place = "Kirjasto"
    meetings.add(draft, meetings.Span(like.starts_at, like.ends_at))


def _slips(ask: Ask) -> list[Slip]:
    """One to answer with, and one that is used; the code that all share stays open."""
    mine = {"ask_id": ask.id, "organisation_id": ask.organisation_id}
    slips = [Slip(id=randbits(31), is_used=used, **mine) for used in (False, True)]
    db.session.add_all(slips)
    db.session.flush()
    return slips


class Demo:
    """The demo in a data folder, seen from inside."""

    def __init__(self, folder: str):
        self.app = create_app(DATA=folder, DEMO=True)
        with self.app.test_request_context():
            group = db.session.scalars(select(Group).where(Group.slug == "aallonpohja")).one()
            of_group = select(Meeting).where(Meeting.circle_id == group.id)
            days = {i18n.local(m.starts_at).date(): m for m in db.session.scalars(of_group)}
            tonight, last_week, closed = (
                days[i18n.today() - timedelta(weeks=n)] for n in (0, 1, 2)
            )
            guide = db.session.scalars(select(Guide).order_by(Guide.id)).first()
            collection = db.session.scalars(select(Collection).order_by(Collection.id)).first()
            invited = select(Group).where(Group.joining == Joining.INVITATION)
            drafts = select(FeedbackForm).where(FeedbackForm.in_use_since.is_(None))
            draft = db.session.scalars(drafts).one()
            with unit_of_work():
                asked = feedback.ask_about(tonight)
                slip, used = _slips(asked)
                targets = {
                    Purpose.FEEDBACK: asked,
                    Purpose.SLIP: slip,
                    Purpose.OWN_PAGE: group.participants[-1],
                    Purpose.SUBSTITUTE: tonight,
                    Purpose.STOP: group.participants[-1],
                    Purpose.STOP_WORK: group.organisation.memberships[0],
                    Purpose.UNRECORDED: last_week,
                    Purpose.INVITATION: db.session.scalars(invited).first(),
                }
                others = {
                    "closed": (Purpose.FEEDBACK, feedback.ask_about(closed)),
                    "end": (Purpose.FEEDBACK, planning.ask_at_the_end(group)),
                    "used": (Purpose.SLIP, used),
                }
                of_purpose = {purpose: (purpose, thing) for purpose, thing in targets.items()}
                self.tokens = {
                    name: passes.issue(purpose, thing.id, thing.organisation_id).token
                    for name, (purpose, thing) in (of_purpose | others).items()
                }
            self.member_id = group.participants[0].id
            self.things: dict[str, Any] = {
                "organisation": "vertaistupa",
                "circle_id": group.id,
                "group_id": group.id,
                "group_slug": group.slug,
                "guide_slug": guide and guide.slug,
                "circle_slug": group.slug,
                "topic_slug": "loneliness",
                "practice_slug": "peer-activity",
                "meaning_id": 1,
                "grant_id": 1,
                "block_id": 1,
                "figure": "visits",
                "question_id": 1,
                "meeting_id": tonight.id,
                "look_back_id": 1,
                "member_id": group.participants[0].id,
                "membership_id": group.organisation.memberships[0].id,
                "collection_id": collection and collection.id,
                "collection_slug": collection and collection.slug,
                "item_id": collection and collection.items[0].id,
                "tag": "sv",
                "typed": "mistyped",
                "proposal_id": db.session.scalar(select(func.min(Proposal.id))),
                "form_id": draft.id,
                "change_id": db.session.scalar(select(func.min(Change.id))),
            }
            self.of_a_draft = {**self.things, "question_id": draft.questions[0].id}
            trained = db.session.scalars(select(Course)).first()
            self.of_a_course = {
                **self.things,
                "course_id": trained and trained.id,
                "member_id": trained and trained.participants[0].id,
            }
            self.of_last_week = {**self.things, "meeting_id": last_week.id}
            draft = select(Group).where(Group.slug == "nuorten-aikuisten-ilta")
            started = db.session.scalars(draft).one()
            with unit_of_work():
                _finish(started, tonight)
            self.of_a_start = {**self.things, "group_id": started.id}

    def languages(self, place: Place) -> list[str]:
        """What the page is in: what participants open is in their languages, too."""
        view = self.app.view_functions[place.endpoint]
        return PARTICIPANTS if getattr(view, "in_every_language", False) else LANGUAGES

    def address(self, place: Place, language: str = "fi") -> str:
        rules = self.app.url_map.iter_rules(place.endpoint)
        rule = next(rule for rule in rules if "lang" in rule.arguments)
        wanted = rule.arguments - {"lang"}
        told = place.endpoint in {"feedback.results", "feedback.sheet"}
        things = self.of_last_week if told else self.things
        things = self.of_a_start if place.endpoint in STARTING else things
        things = self.of_a_course if place.endpoint.startswith("training.") else things
        things = self.of_a_draft if "form_id" in wanted else things
        if opened := re.search(r"pass\((\w)\)", rule.rule):
            things = {**things, "token": self.tokens[place.holds or Purpose(opened[1])]}
        values = {name: things[name] for name in wanted}
        with self.app.test_request_context():
            return url_for(place.endpoint, lang=language, **values, **place.query)

    def cookie(self, who: str) -> str:
        """The session cookie of a person who has signed in; empty for nobody."""
        if not who:
            return ""
        with self.app.test_request_context():
            person = db.session.scalars(select(User).where(User.email.startswith(who))).one()
            with unit_of_work():
                key = accounts.open_session(person)
            serializer = self.app.session_interface.get_signing_serializer(self.app)
            return str(serializer.dumps({"key": key}))
