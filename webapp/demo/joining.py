"""Tonight's group takes sign-ups: two have found it on the web, one of them can't come tonight.

Another is joined by invitation and keeps no names: there a sign-up only counts the places.
"""

from uuid import NAMESPACE_URL, uuid5

from sqlalchemy import select

from webapp.circles.models import Joining
from webapp.db import db
from webapp.demo.town import Town
from webapp.i18n import local, today
from webapp.joining import absences, operations
from webapp.joining.operations import SignUp
from webapp.meetings.models import Meeting

COMERS = (
    SignUp("Tuuli", helps="Rauhallinen paikka, jos alkaa itkettää"),
    SignUp("Reino", heard_from="poster"),
)


def add(town: Town) -> None:
    group = town.groups["aallonpohja"]
    operations.open_to(group, Joining.OPEN, len(group.participants) + 4)
    keys = (uuid5(NAMESPACE_URL, said.name).hex for said in COMERS)
    comers = [operations.sign_up(group, key, said) for key, said in zip(keys, COMERS, strict=True)]
    tuuli = comers[0]
    tuuli.contact, tuuli.wants_reminders, tuuli.wants_news = "tuuli@demo.example", True, True
    mine = select(Meeting).where(Meeting.circle_id == group.id)
    for meeting in db.session.scalars(mine):
        if local(meeting.starts_at).date() == today():
            absences.cannot_come(comers[1], meeting, away=True)
    by_invitation = town.groups["selva-suunta"]
    operations.open_to(by_invitation, Joining.INVITATION, 12)
    key = uuid5(NAMESPACE_URL, by_invitation.slug).hex
    operations.sign_up(by_invitation, key, SignUp(""))
