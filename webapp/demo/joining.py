"""Tonight's group takes sign-ups: two have found it on the web, one of them can't come tonight."""

from uuid import NAMESPACE_URL, uuid5

from sqlalchemy import select

from webapp.circles.models import Joining
from webapp.db import db
from webapp.demo.town import Town
from webapp.i18n import local, today
from webapp.joining import operations
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
    mine = select(Meeting).where(Meeting.circle_id == group.id)
    for meeting in db.session.scalars(mine):
        if local(meeting.starts_at).date() == today():
            operations.cannot_come(comers[1], meeting, away=True)
