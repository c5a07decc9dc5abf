"""Secret addresses: whom they open a page to, and that they never open another's."""

import pytest

from webapp import passes
from webapp.circles.models import CircleRole, Member
from webapp.db import db, unit_of_work
from webapp.groups import operations as groups
from webapp.groups.models import Group
from webapp.meetings import following
from webapp.passes import Purpose


@pytest.fixture
def draft(town):
    """A group of ours that is being planned, with one participant."""
    with unit_of_work():
        draft = Group(organisation=town.ours, name="Draft", slug="draft")
        draft.members = [somebody(town.ours, name="Riitta")]
        db.session.add(draft)
    return draft


def somebody(organisation, **facts):
    return Member(organisation_id=organisation.id, role=CircleRole.PARTICIPANT, **facts)


def own_page(member):
    with unit_of_work():
        given = passes.issue(Purpose.OWN_PAGE, member.id, member.organisation_id)
    return f"/p/{given.token}/en"


def test_an_address_of_a_deleted_draft_never_opens_a_page_of_those_who_get_its_numbers(
    town, draft, browser
):
    number, old = draft.members[0].id, own_page(draft.members[0])
    browser.get(old)
    with unit_of_work():
        groups.discard(draft)
    with unit_of_work():
        theirs = Group(organisation=town.theirs, name="Theirs", slug="theirs")
        theirs.members = [somebody(town.theirs, id=number, name="Somebody else")]
        db.session.add(theirs)
    new = own_page(theirs.members[0])
    browser.get(old, status=404)
    assert "Somebody else" in browser.get(new).text


def test_a_pass_of_one_organisation_opens_nothing_of_another(town, draft, browser):
    address = own_page(draft.members[0])
    with unit_of_work():
        passes.of(Purpose.OWN_PAGE, draft.members[0].id).organisation_id = town.theirs.id
    browser.get(address, status=404)


def test_addresses_behind_which_people_are_named_are_longer(town):
    def length(purpose):
        return len(passes.issue(purpose, 1, 1).token)

    assert (length(Purpose.OWN_PAGE), length(Purpose.SUBSTITUTE)) == (21, 21)
    assert length(Purpose.FEEDBACK) == 13  # typed from a wall


def test_an_address_from_before_there_was_salt_still_opens(town, draft, browser):
    address = own_page(draft.members[0])
    with unit_of_work():
        given = passes.of(Purpose.OWN_PAGE, draft.members[0].id)
        given.salt = ""
        passes.renew(given)
        early = f"/p/{given.token}/en"
    assert len(early) < len(address)
    browser.get(early)


def test_whoever_stops_coordinating_reads_the_organisations_calendar_no_more(town, browser):
    address = following.feed_of_organisation(town.ours).address
    kaisas = town.kaisa.memberships[0].id
    browser.get(address)
    browser.sign_in(town.aino)
    browser.send("accounts.change_role", {"role": "leader"}, membership_id=kaisas)
    browser.get(address, status=404)
