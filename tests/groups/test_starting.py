from datetime import timedelta

import pytest

from webapp.audit import AuditEntry
from webapp.db import db, now, unit_of_work
from webapp.groups.models import Group
from webapp.meetings.models import Meeting
from webapp.texts import Text

ABOUT = {
    "name": "Äidit illassa",
    "audience": "Mothers of small children",
    "description": "Tea and talk.",
    "language": "fi",
}
WHERE = {"municipality": "Oulu", "place": "Talo, Kuja 1", "online_url": ""}
PRIVACY = {"names": "names", "visibility": "public"}


class Starter:
    """A coordinator who starts a group."""

    def __init__(self, browser):
        self.browser = browser

    def send(self, page, data, status=303, **where):
        at = {"group_id": self.group.id, **where}
        return self.browser.send(f"groups.{page}", data, status=status, **at)

    def open(self, page, status=200, **where):
        return self.browser.open(f"groups.{page}", group_id=self.group.id, status=status, **where)

    @property
    def group(self):
        return db.session.query(Group).order_by(Group.id.desc()).first()

    def start(self, **about):
        self.browser.send("groups.start", {**ABOUT, **about})

    def plan(self):
        with unit_of_work():
            start = now() + timedelta(days=7)
            db.session.add(
                Meeting(organisation_id=1, circle=self.group, starts_at=start, ends_at=start)
            )

    def prepare(self, leader):
        self.start()
        self.send("where", WHERE)
        self.plan()
        self.send("leaders", {"user": leader.id, "role": "leader"})
        self.send("privacy", PRIVACY)


@pytest.fixture
def kaisa(town, browser):
    return Starter(browser.sign_in(town.kaisa))


def to_do(page):
    return [li.a.text for li in page.select(".rows li") if "To do" in li.text]


def error(page, field):
    assert page.select_one(f".error-summary a[href='#{field}']")
    return page.select_one(f"#{field}-error").text


def test_a_group_is_prepared_by_its_list_and_published(kaisa, town):
    kaisa.start()
    tasks = kaisa.open("tasks")
    assert to_do(tasks) == ["Where you meet", "When you meet", "Who leads the group", "Privacy"]
    kaisa.send("where", WHERE)
    kaisa.plan()
    kaisa.send("leaders", {"user": town.leo.id, "role": "leader"})
    kaisa.send("privacy", PRIVACY)
    tasks = kaisa.open("tasks")
    assert to_do(tasks) == [] and tasks.select_one(f"a[href$='/groups/{kaisa.group.id}/publish']")
    page = kaisa.open("publish")
    for told in ("Äidit illassa", "Mothers of small children", "Talo, Kuja 1", "Leo", "1 date"):
        assert told in page.main.text
    kaisa.send("publish", {})
    assert kaisa.group.is_public and kaisa.group.slug == "aidit-illassa"
    assert "Äidit illassa" in kaisa.browser.follow().h1.text


def test_a_draft_can_be_left_and_continued_another_day(kaisa):
    kaisa.start()
    row = kaisa.browser.open("groups.index", words="äidit").select_one(".rows li")
    assert "Draft" in row.text
    assert to_do(kaisa.browser.get(row.a["href"], status=303) and kaisa.browser.follow())


def test_an_unfinished_group_is_not_published(kaisa):
    kaisa.start()
    kaisa.send("publish", {})
    assert kaisa.group.is_draft


def test_the_draft_of_a_group_does_not_exist_for_strangers(kaisa, town, browser):
    kaisa.prepare(town.leo)
    at = {"organisation": "mielen", "group_slug": kaisa.group.slug}
    browser.sign_in(None).open("groups.public", status=404, **at)


def test_publishing_twice_changes_nothing(kaisa, town):
    kaisa.prepare(town.leo)
    kaisa.send("publish", {})
    kaisa.send("publish", {})
    assert db.session.query(AuditEntry).filter_by(action="group.published").count() == 1


def test_two_groups_may_have_the_same_name_but_not_the_same_address(kaisa, town):
    for slug in ("aidit-illassa", "aidit-illassa-2"):
        kaisa.prepare(town.leo)
        kaisa.send("publish", {})
        assert kaisa.group.slug == slug


def test_the_address_of_an_unlisted_group_cannot_be_guessed(kaisa, town):
    kaisa.prepare(town.leo)
    kaisa.send("privacy", {**PRIVACY, "visibility": "unlisted"})
    kaisa.send("publish", {})
    name, secret = kaisa.group.slug.rsplit("-", 1)
    assert name == "aidit-illassa" and len(secret) == 8


def test_a_name_in_other_letters_gets_an_address_too(kaisa, town):
    kaisa.prepare(town.leo)
    kaisa.send("about", {**ABOUT, "name": "نور"})
    kaisa.send("publish", {})
    assert kaisa.group.slug


@pytest.mark.parametrize("missing", ["name", "audience", "language"])
def test_what_is_missing_is_asked_for_and_the_rest_is_kept(kaisa, town, missing):
    page = kaisa.browser.send("groups.start", {**ABOUT, missing: " "}, status=422)
    assert error(page, missing)
    assert page.select_one("#description").text.strip() == "Tea and talk."
    assert kaisa.group == town.group


def test_a_text_too_long_is_not_saved(kaisa, town):
    long = {"name": "n" * 121, "audience": "a" * 201, "description": "d" * 2001}
    page = kaisa.browser.send("groups.start", {**ABOUT, **long}, status=422)
    assert [error(page, name) for name in long] == [
        f"Shorten this to {most} characters or fewer" for most in (120, 200, 2000)
    ]
    assert kaisa.group == town.group


def test_texts_are_written_in_other_languages_and_read_in_them(kaisa, town, browser):
    kaisa.prepare(town.leo)
    swedish = {"name": "Mammor om kvällen", "audience": "Mammor", "description": "Te."}
    kaisa.send("texts", swedish, tag="sv")
    kaisa.send("publish", {})
    at = {"organisation": "mielen", "group_slug": kaisa.group.slug}
    page = browser.sign_in(None).open("groups.public", lang="sv", **at)
    assert page.h1.text.strip() == "Mammor om kvällen" and "Te." in page.main.text
    page = browser.open("groups.public", lang="en", **at)
    assert page.h1.text.strip() == "Äidit illassa"


def test_texts_in_a_second_language_may_be_taken_away_but_not_the_last(kaisa):
    kaisa.start()
    empty = {"name": "", "audience": "", "description": ""}
    kaisa.send("texts", {**empty, "name": "Mammor", "audience": "Mammor"}, tag="sv")
    kaisa.send("texts", empty, tag="sv")
    assert ("name", "sv") not in kaisa.group.texts
    page = kaisa.send("texts", empty, tag="en", status=422)
    assert error(page, "name") and kaisa.group.name == "Äidit illassa"


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "ftp://a.fi", "kokous", "https://", "http://[", "//a.fi"]
)
def test_only_web_addresses_are_taken_for_online_meetings(kaisa, address):
    kaisa.start()
    page = kaisa.send("where", {**WHERE, "online_url": address}, status=422)
    assert "https://" in error(page, "online_url")
    assert page.select_one("#online_url")["value"] == address
    assert kaisa.group.online_url == ""


def test_a_group_meets_somewhere_or_online(kaisa):
    kaisa.start()
    assert error(kaisa.send("where", {**WHERE, "place": " "}, status=422), "place")
    kaisa.send("where", {"online_url": "https://kokous.example/a"})
    assert "Where you meet" not in to_do(kaisa.open("tasks"))


def test_nothing_is_chosen_beforehand_about_privacy(kaisa):
    kaisa.start()
    assert not kaisa.open("privacy").select("[type=radio][checked]")
    page = kaisa.send("privacy", {"visibility": "everyone"}, status=422)
    assert error(page, "names") and error(page, "visibility")


def test_names_are_erased_only_when_one_is_sure(kaisa, town):
    at = {"group_id": town.group.id}
    form = {"names": "count", "visibility": "public"}
    page = kaisa.browser.send("groups.privacy", form, status=200, **at)
    assert "The names of 3 people are erased." in page.text
    assert town.group.keeps_names and len(town.group.participants) == 3
    kaisa.browser.send("groups.privacy", {**form, "sure": "1"}, **at)
    assert not town.group.keeps_names
    assert {member.name for member in town.group.members} == {"Fanni", ""}


def test_only_the_organisations_own_people_can_lead(kaisa, town):
    kaisa.start()
    for stranger in (town.olli.id, "", "x", 10**30):
        assert error(
            kaisa.send("leaders", {"user": stranger, "role": "leader"}, status=422), "user"
        )
    kaisa.send("leaders", {"user": town.leo.id, "role": "leader"})
    kaisa.send("leaders", {"user": town.leo.id}, status=422)  # by a double tap
    assert [leader.name for leader in kaisa.group.leaders] == ["Leo"]


def test_a_published_group_keeps_at_least_one_leader(kaisa, town):
    at = {"group_id": town.group.id, "member_id": town.group.leaders[0].id}
    page = kaisa.browser.send("groups.remove_leader", status=409, **at)
    assert "A group needs a leader" in page.main.text
    kaisa.browser.send(
        "groups.leaders", {"user": town.leo.id, "role": "leader"}, group_id=town.group.id
    )
    kaisa.browser.send("groups.remove_leader", **at)
    assert [leader.name for leader in town.group.leaders] == ["Leo"]
    actions = [entry.action for entry in db.session.query(AuditEntry).order_by(AuditEntry.id)]
    assert actions == ["leader.added", "leader.removed"]


def test_someone_may_lead_again_after_a_pause(kaisa, town):
    kaisa.start()
    kaisa.send("leaders", {"user": town.leo.id, "role": "leader"})
    kaisa.send("remove_leader", {}, member_id=kaisa.group.leaders[0].id)
    kaisa.send("leaders", {"user": town.leo.id, "role": "leader"})
    assert len(kaisa.group.members) == 1 and kaisa.group.leaders


def test_a_leader_does_not_start_groups(town, browser):
    browser.sign_in(town.fanni).open("groups.start", status=403)
    assert not browser.open("groups.index").select("a[href$='/groups/new']")


def test_a_draft_is_deleted_with_all_that_belongs_to_it(kaisa, town):
    kaisa.prepare(town.leo)
    draft = kaisa.group.id
    assert "Delete the draft?" in kaisa.open("end").h1.text
    kaisa.send("end", {})
    assert kaisa.group == town.group
    assert not db.session.query(Meeting).filter_by(circle_id=draft).count()
    assert not db.session.query(Text).filter_by(kind="group", thing_id=draft).count()
