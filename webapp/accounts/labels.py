"""What roles and the acts of the audit log are called."""

from flask_babel import lazy_gettext as _

from webapp.accounts.models import Role

ROLES = {
    Role.LEADER: _("Leader"),
    Role.COORDINATOR: _("Coordinator"),
    Role.CURATOR: _("Curator"),
    Role.ADMIN: _("Admin"),
}

ACTIONS = {
    "membership.invited": _("invited a person"),
    "membership.role": _("changed a role"),
    "membership.removed": _("removed a person"),
    "organisation.names": _("decided for how long names are kept"),
    "group.started": _("started a group"),
    "proposal.answered": _("answered a wish to start a group"),
    "proposal.started": _("started a group from a wish"),
    "proposal.closed": _("closed a wish to start a group"),
    "course.started": _("started a course"),
    "course.ended": _("ended a course"),
    "group.published": _("published a group"),
    "group.visibility": _("changed who can see a group"),
    "group.discarded": _("deleted a draft of a group"),
    "group.ended": _("ended a group"),
    "leader.added": _("made someone a leader of a group"),
    "leader.removed": _("took away a leader of a group"),
    "assistant.added": _("let someone take attendance of a group"),
    "assistant.removed": _("no longer lets someone take attendance of a group"),
    "feedback.hidden": _("hid a text in the feedback"),
    "feedback.answered": _("answered a group’s feedback"),
    "feedback.answer_changed": _("changed an answer to a group"),
    "feedback.answer_removed": _("removed an answer to a group"),
    "feedback.slips": _("made slips for feedback"),
    "names.erased": _("erased the names of a group"),
    "substitute.asked": _("made a link for a substitute to take attendance"),
    "substitute.ended": _("closed a substitute's link"),
    "guide.published": _("published a guide"),
    "guide.retired": _("took a guide out of the library"),
    "guide.offered": _("offered a guide to all"),
    "guide.kept": _("took back the offer of a guide"),
    "guide.accepted": _("took an offered guide into the shared library"),
    "guide.declined": _("left an offered guide to its organisation"),
    "feedback.settled": _("changed how feedback is asked"),
    "feedback_form.published": _("took a feedback form into use"),
    "collection.published": _("published a collection"),
    "collection.withdrawn": _("made a collection a draft again"),
    "collection.removed": _("deleted a collection"),
    "attendance.exported": _("took attendance with names out as a file"),
    "meeting.cancelled": _("cancelled a meeting"),
    "meeting.restored": _("put a cancelled meeting back"),
    "participant.erased": _("erased themself from a group"),
    "group.called": _("called a group’s leaders"),
    "leader.called": _("called a leader who had asked for it"),
    "break.taken": _("took a break from meetings"),
    "break.undone": _("undid a break"),
    "meeting.not_held": _("reported that a meeting was not held"),
    "calendar.renewed": _("renewed the address of a calendar"),
    "topic.added": _("added a topic"),
    "topic.changed": _("changed a topic"),
    "topic.merged": _("merged two topics"),
    "meaning.written": _("wrote words that mean the same"),
    "meaning.removed": _("removed words that mean the same"),
}

DETAILS = {
    **{str(role): name for role, name in ROLES.items()},
    "public": _("Anyone can find it"),
    "unlisted": _("Only those who have the address"),
    "internal": _("Only our own people"),
}


def in_words(detail: str) -> str:
    """An entry's values as people call them: "Leader → Admin"."""
    return " → ".join(str(DETAILS.get(value, value)) for value in detail.split(" → "))
