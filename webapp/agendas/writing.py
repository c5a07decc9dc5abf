"""What leaders write for themselves: notes, and a closing talk; and the calls they want."""

from typing import Any

from flask import g, url_for
from flask_babel import gettext as _
from markupsafe import Markup

from webapp.access import allow
from webapp.agendas import operations, queries
from webapp.agendas.blueprint import bp
from webapp.agendas.forms import NoteForm, TalkForm
from webapp.agendas.models import ClosingTalk
from webapp.agendas.places import of_meeting
from webapp.agendas.rules import calls, is_own_leader
from webapp.meetings.models import Meeting
from webapp.web import done, page


@bp.route("/meetings/<int:meeting_id>/notes", methods=["GET", "POST"])
@allow(is_own_leader, meeting=Meeting)
def notes(meeting: Meeting) -> Any:
    form = NoteForm(queries.note_of(meeting))
    if form.accepted():
        operations.write_note(meeting, form.body.data)
        return done(_("Saved."), of_meeting(meeting))
    return page("agendas/notes.html", form=form, meeting=meeting)


@bp.route("/meetings/<int:meeting_id>/closing", methods=["GET", "POST"])
@allow(is_own_leader, meeting=Meeting)
def closing(meeting: Meeting) -> Any:
    form = TalkForm(queries.talk_of(meeting, g.user))
    if form.accepted():
        said = int(form.how.data), form.heavy.data, form.wants_call.data
        operations.look_back(meeting, g.user, *said)
        thanks = _("Thank you. The coordinator calls you.") if said[2] else _("Thank you.")
        return done(_and_without_a_name(thanks), meeting.circle.address)
    return page("agendas/closing.html", form=form, meeting=meeting)


@bp.post("/closing-talks/<int:talk_id>/called")
@allow(calls, talk=ClosingTalk)
def called(talk: ClosingTalk) -> Any:
    operations.called(talk)
    return done(_("Marked as called."), url_for("home.today"))


def _and_without_a_name(thanks: str) -> str:
    """Thanks, and the way to what one says as one of many."""
    how = _("How is leading going? Answer without your name")
    return Markup('{} <a href="{}">{}</a>').format(thanks, url_for("feedback.look_back"), how)
