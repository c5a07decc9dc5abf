"""The small town every test lives in: two organisations and one of everything.

Mielen ry:  Aino (admin), Kaisa (coordinator), Ulla (curator), Fanni and Leo (leaders)
Other ry:   Olli (admin)
Pia looks after the platform. Fanni leads the grief group; Leo leads nothing yet.
"""

from datetime import timedelta
from types import SimpleNamespace

from webapp.accounts.models import Membership, Organisation, Role, User
from webapp.circles.models import CircleRole, Member
from webapp.db import db, now, unit_of_work
from webapp.groups.models import Group, Visibility
from webapp.meetings.models import Meeting


def build() -> SimpleNamespace:
    ours = Organisation(id=1, name="Mielen ry", slug="mielen", municipality="Oulu")
    theirs = Organisation(id=2, name="Other ry", slug="other", municipality="Turku")
    people = {
        name: User(name=name.title(), email=f"{name}@example.org", is_platform_admin=name == "pia")
        for name in ("aino", "kaisa", "ulla", "fanni", "leo", "olli", "pia")
    }
    roles = {
        "aino": (ours, Role.ADMIN),
        "kaisa": (ours, Role.COORDINATOR),
        "ulla": (ours, Role.CURATOR),
        "fanni": (ours, Role.LEADER),
        "leo": (ours, Role.LEADER),
        "olli": (theirs, Role.ADMIN),
    }
    memberships = [
        Membership(user=people[name], organisation=organisation, role=role)
        for name, (organisation, role) in roles.items()
    ]
    group = Group(
        organisation=ours,
        name="Grief group",
        slug="grief-group",
        place="Kirjasto, Oulu",
        municipality="Oulu",
        visibility=Visibility.PUBLIC,
        published_at=now(),
    )
    group.members = [_member(ours, "Fanni", user=people["fanni"], role=CircleRole.LEADER)]
    group.members += [_member(ours, name) for name in ("Hilkka", "Sinitiainen", "Antti")]
    meeting = Meeting(
        organisation_id=1,
        circle=group,
        starts_at=now() - timedelta(minutes=30),
        ends_at=now() + timedelta(minutes=60),
    )
    with unit_of_work():
        db.session.add_all([ours, theirs, *people.values(), *memberships, group, meeting])
    ids = {
        "organisation": ours.slug,
        "group_id": group.id,
        "group_slug": group.slug,
        "circle_id": group.id,
        "meeting_id": meeting.id,
        "member_id": group.members[-1].id,  # Antti
        "user_id": people["fanni"].id,
        "membership_id": people["fanni"].memberships[0].id,
    }
    return SimpleNamespace(
        **people, ours=ours, theirs=theirs, group=group, meeting=meeting, ids=ids
    )


def _member(organisation, name, user=None, role=CircleRole.PARTICIPANT):
    return Member(organisation_id=organisation.id, name=name, user=user, role=role)
