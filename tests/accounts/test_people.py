import re
from pathlib import Path

import pytest

from webapp.accounts.labels import ACTIONS
from webapp.accounts.models import Membership, Role, User
from webapp.accounts.operations import create_organisation
from webapp.db import db, unit_of_work
from webapp.mail import Mail


def membership_of(user):
    return db.session.scalars(db.select(Membership).where(Membership.user_id == user.id)).first()


def test_an_admin_invites_a_leader_who_is_told_by_mail(town, browser):
    form = {"name": "Uuno", "email": "Uuno@Example.org", "role": "leader"}
    browser.sign_in(town.aino).send("accounts.invite", form)
    newcomer = db.session.scalars(db.select(User).where(User.email == "uuno@example.org")).one()
    assert membership_of(newcomer).role == Role.LEADER
    assert db.session.scalars(db.select(Mail)).one().recipient == "uuno@example.org"


def test_someone_known_elsewhere_gets_a_second_membership(town, browser):
    form = {"name": "Olli", "email": "olli@example.org", "role": "curator"}
    browser.sign_in(town.aino).send("accounts.invite", form)
    assert len(db.session.get(User, town.olli.id).memberships) == 2


def test_inviting_twice_is_refused_kindly(town, browser):
    form = {"name": "Leo", "email": "leo@example.org", "role": "leader"}
    page = browser.sign_in(town.aino).send("accounts.invite", form, status=409)
    assert "already belongs" in page.text


def test_a_role_is_changed_and_the_change_can_be_read(town, browser):
    browser.sign_in(town.aino)
    browser.send(
        "accounts.change_role", {"role": "coordinator"}, membership_id=membership_of(town.leo).id
    )
    assert membership_of(town.leo).role == Role.COORDINATOR
    page = browser.open("accounts.audit_log")
    told = " ".join(page.main.text.split())
    assert "Aino changed a role" in told
    assert "Leo · Leader → Coordinator" in told


def test_the_last_admin_stays(town, browser):
    mine = membership_of(town.aino).id
    browser.sign_in(town.aino)
    page = browser.send("accounts.remove", membership_id=mine, status=409)
    assert "only admin" in page.text
    browser.send("accounts.change_role", {"role": "leader"}, membership_id=mine, status=409)
    assert membership_of(town.aino).role == Role.ADMIN


def test_a_removed_person_loses_the_organisation_at_once(app, town, browser):
    phone = type(browser)(app.test_client()).sign_in(town.kaisa)
    browser.sign_in(town.aino)
    assert (
        "loses access"
        in browser.open("accounts.confirm_removal", membership_id=membership_of(town.kaisa).id).text
    )
    browser.send("accounts.remove", membership_id=membership_of(town.kaisa).id)
    db.session.expire_all()
    assert "Grief group" not in phone.open("home.today").text


def test_a_removed_leader_leads_no_more(town, browser):
    assert [leader.user for leader in town.group.leaders] == [town.fanni]
    browser.sign_in(town.aino).send("accounts.remove", membership_id=membership_of(town.fanni).id)
    db.session.expire_all()
    assert town.group.leaders == []


def test_an_admin_cannot_touch_another_organisations_people(town, browser):
    theirs = membership_of(town.olli).id
    browser.sign_in(town.aino).open("accounts.change_role", membership_id=theirs, status=404)
    browser.send("accounts.remove", membership_id=theirs, status=404)


def test_a_person_in_two_organisations_switches_between_them(town, browser):
    with unit_of_work():
        db.session.add(Membership(user=town.fanni, organisation=town.theirs, role=Role.LEADER))
    browser.sign_in(town.fanni)
    second = town.fanni.memberships[-1]
    browser.send("accounts.switch", membership_id=second.id)
    assert "Other ry" in browser.follow().select_one(".organisation").text


def test_a_borrowed_membership_number_opens_nothing(town, browser):
    browser.sign_in(town.fanni).send(
        "accounts.switch", membership_id=membership_of(town.olli).id, status=404
    )


def test_an_organisation_is_created_from_the_command_line(app, town):
    done = app.test_cli_runner().invoke(
        args=["rinki", "create-organisation", "Uusi Äänekoski ry", "--admin", "eka@example.org"]
    )
    assert done.exit_code == 0, done.output
    admin = db.session.scalars(db.select(User).where(User.email == "eka@example.org")).one()
    assert admin.memberships[0].organisation.slug == "uusi-aanekoski-ry"


def test_every_act_that_is_recorded_has_its_words():
    """`audit.record("…")`, and the acts that operations give a name to on the way."""
    program = [path.read_text() for path in Path("webapp").glob("*/operations.py")]
    recorded = {
        act for text in program for act in re.findall(r"record\(\s*f?\"([a-z_.{}]+)\"", text)
    }
    assert recorded - {*ACTIONS} <= {"membership.{act}", "invited", "role", "removed"}


def test_many_people_come_in_pages(town, browser):
    with unit_of_work():
        for number in range(40):
            person = User(name=f"Person {number:02}", email=f"p{number}@example.org")
            db.session.add(Membership(user=person, organisation=town.ours, role=Role.LEADER))
    page = browser.sign_in(town.aino).open("accounts.people")
    assert len(page.select("ul.rows li")) == 30
    assert "45 people" in page.main.text
    page = browser.open("accounts.people", page=2)
    assert len(page.select("ul.rows li")) == 15


def test_two_organisations_of_one_name_have_addresses_of_their_own(app):
    with unit_of_work():
        made = [create_organisation("Tuki ry", f"admin{n}@example.org") for n in range(3)]
        assert [one.slug for one in made] == ["tuki-ry", "tuki-ry-2", "tuki-ry-3"]


@pytest.mark.parametrize(("name", "email"), [("", "a@example.org"), ("Tuki ry", "nobody")])
def test_the_command_line_says_what_is_missing(app, name, email):
    done = app.test_cli_runner().invoke(
        args=["rinki", "create-organisation", name, "--admin", email]
    )
    assert done.exit_code == 1
    assert done.output.startswith("Error: ")
    assert db.session.scalars(db.select(User)).all() == []


def test_a_coordinator_invites_leaders_and_gives_no_other_role(town, browser):
    form = {"name": "Uuno", "email": "uuno@example.org", "role": "admin"}
    browser.sign_in(town.kaisa)
    assert not browser.open("accounts.invite").select("[name=role]")
    browser.send("accounts.invite", form, next="/en/groups/1/leaders")
    assert browser.answer.headers["Location"].endswith("/en/groups/1/leaders")
    newcomer = db.session.scalars(db.select(User).where(User.email == "uuno@example.org")).one()
    assert membership_of(newcomer).role == Role.LEADER


def test_what_is_wrong_in_an_invitation_is_told_in_the_order_of_the_page(town, browser):
    page = browser.sign_in(town.aino).send("accounts.invite", {}, status=422)
    assert [a["href"] for a in page.select(".error-summary a")] == ["#name", "#email", "#role"]


def test_a_person_is_found_by_a_part_of_the_name_and_is_said_not_to_have_signed_in(town, browser):
    rows = browser.sign_in(town.aino).open("accounts.people", words="fan").select("#results li")
    assert [row.a.text for row in rows] == ["Fanni"] and "Has not signed in yet" in rows[0].text
    browser.sign_in(town.fanni)
    (row,) = browser.sign_in(town.aino).open("accounts.people", words="fan").select("#results li")
    assert "Has not signed in yet" not in row.text


def test_whoever_is_not_let_in_is_told_who_would_be(town, browser):
    page = browser.sign_in(town.kaisa).open("accounts.people", status=403)
    assert "Only an admin can open this page." in page.main.text


@pytest.mark.parametrize(
    ("endpoint", "item"),
    [
        ("groups.edit_organisation", "Organisation"),
        ("accounts.audit_log", "Organisation"),
        ("training.index", "Groups"),
        ("reports.show", "Groups"),
        ("collections.index", "Guides"),
    ],
)
def test_the_menu_shows_where_one_is(town, browser, endpoint, item):
    page = browser.sign_in(town.aino).open(endpoint)
    assert [a.text.strip() for a in page.select(".menu [aria-current]")] == [item]
