from webapp.accounts.models import Membership, Role, User
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
    assert "Aino changed a role" in " ".join(page.main.text.split())


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
