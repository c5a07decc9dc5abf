"""Links are checked by machine, on a web that plays all that may go wrong."""

import time
from collections import Counter
from datetime import timedelta
from itertools import pairwise
from threading import Thread

import pytest

from tests.guides import shelf
from tests.serving import free_port
from tests.the_web import open_web
from webapp import create_app
from webapp.accounts.models import User
from webapp.db import db, now, unit_of_work
from webapp.guides import curation, link_sweep, links, mending, versions
from webapp.guides.link_models import LinkCheck, LinkHost, LinkState
from webapp.guides.models import Guide
from webapp.guides.states import GuideState

DAY = timedelta(days=1)


@pytest.fixture
def web(app):
    with open_web() as web:
        app.config.update(
            FETCH_PORTS=[web.port],
            FETCH_PRIVATE=["127.0.0.1/32", "::1/128"],
            LINK_PAUSE=0,
            PUBLIC_URL="https://rinki.example",
        )
        yield web


def guide_at(url, slug="one"):
    shelf.fill_guides(f"{slug},A guide,,2019,fi,{url},guide,,,,,\n")
    return db.session.scalars(db.select(Guide).where(Guide.slug == slug)).one()


def sweep(most=100):
    states = link_sweep.sweep(most)
    db.session.rollback()
    return states


def state_of(guide):
    return db.session.get(LinkCheck, guide.id).state


@pytest.mark.parametrize(
    ("path", "state"),
    {
        "ok": LinkState.WORKS,
        "no-head": LinkState.WORKS,
        "head-says-gone": LinkState.WORKS,
        "large": LinkState.WORKS,
        "to//ok": LinkState.WORKS,
        "moved": LinkState.MOVED,
        "404": LinkState.GONE,
        "410": LinkState.GONE,
        "moved-to-nothing": LinkState.GONE,
        "401": LinkState.FORBIDDEN,
        "403": LinkState.FORBIDDEN,
        "500": LinkState.NEVER_CHECKED,
        "loop": LinkState.NEVER_CHECKED,
        "nonsense": LinkState.NEVER_CHECKED,
        "to/http://169.254.169.254/": LinkState.NEVER_CHECKED,
        "later": LinkState.NEVER_CHECKED,
    }.items(),
)
def test_a_link_is_in_the_state_that_its_site_shows(web, path, state):
    guide = guide_at(web.url(path))
    assert sweep() == Counter([state])
    assert state_of(guide) == state
    assert sweep() == Counter(), "it is not looked at again at once"


def test_only_the_head_is_asked_for_where_that_is_answered(web):
    guide_at(web.url("ok"))
    sweep()
    assert web.asked == [("GET", "/robots.txt"), ("HEAD", "/ok")]
    assert all("+https://rinki.example" in headers["user-agent"] for headers in web.headers)


def test_a_moved_guide_gets_a_proposal_of_its_new_address(web):
    guide = guide_at(web.url("moved-twice"))
    sweep()
    assert links.check_of(guide).proposed_url == web.url("ok")


def test_a_site_is_unreachable_only_when_it_has_failed_for_three_days(web, clock):
    guide = guide_at(web.url("ok"))
    begun = now()
    sweep()
    web.plays["ok"] = "500"
    seen = {}
    for hours in range(14 * 24, 14 * 24 + 100, 12):
        clock(begun + timedelta(hours=hours, minutes=1))
        sweep()
        seen[hours - 14 * 24] = state_of(guide)
    assert {hours for hours, state in seen.items() if state == LinkState.UNREACHABLE} == {
        72, 84, 96
    }  # fmt: skip
    assert len(web.asked) < 15, "it is asked again seldom"
    web.plays.clear()
    clock(begun + 40 * DAY)
    sweep()
    assert state_of(guide) == LinkState.WORKS
    assert db.session.get(LinkCheck, guide.id).failures == 0


def test_one_bad_night_changes_nothing(web, clock):
    guide = guide_at(web.url("ok"))
    begun = now()
    sweep()
    first = links.check_of(guide).checked_at
    web.plays["ok"] = "500"
    clock(begun + 15 * DAY)
    sweep()
    assert state_of(guide) == LinkState.WORKS and links.check_of(guide).checked_at == first


def test_a_site_that_asks_to_wait_is_left_alone_with_all_its_links(web, clock):
    guide_at(web.url("later"), "one")
    guide_at(web.url("ok"), "two")
    begun = now()
    sweep()
    web.asked.clear()
    clock(begun + timedelta(minutes=119))
    assert sweep() == Counter()
    assert web.asked == []
    clock(begun + timedelta(minutes=121))
    assert sum(sweep().values()) == 2


def test_a_site_that_asks_to_wait_for_days_keeps_machines_away(web, clock):
    guide = guide_at(web.url("later"))
    begun, seen = now(), {}
    for hours in range(0, 80, 4):
        clock(begun + timedelta(hours=hours, minutes=1 + hours))
        sweep()
        seen[hours] = state_of(guide)
    kept_away = {hours for hours, state in seen.items() if state == LinkState.FORBIDDEN}
    assert kept_away == {72, 76}
    assert guide.state == GuideState.PUBLISHED, "people may well get in"


@pytest.mark.parametrize(("long", "once"), [("500", "later"), ("later", "500")])
def test_what_lasted_for_days_is_not_undone_by_one_failure_of_another_kind(web, clock, long, once):
    guide = guide_at(web.url("ok"))
    web.plays["ok"], begun = long, now()
    for hours in range(0, 80, 4):
        clock(begun + timedelta(hours=hours, minutes=1 + hours))
        sweep()
    settled = state_of(guide)
    assert settled in (LinkState.UNREACHABLE, LinkState.FORBIDDEN)
    web.plays["ok"] = once
    clock(begun + 20 * DAY)
    assert sweep() == Counter([settled]) and state_of(guide) == settled


@pytest.mark.parametrize("page", ["later-today", "closed-today"])
def test_a_site_may_say_by_a_date_until_when_it_wants_to_be_left_alone(web, clock, page):
    guide = guide_at(web.url(page))
    web.until = now() + timedelta(hours=5)
    sweep()
    due_at = db.session.get(LinkCheck, guide.id).due_at
    assert abs(due_at - web.until) <= timedelta(seconds=2)


@pytest.mark.parametrize(
    ("page", "header", "told"),
    [
        ("tagged", "if-none-match", '"1"'),
        ("dated", "if-modified-since", "Sat, 07 Sep 2024 10:00:00 GMT"),
    ],
)
def test_what_has_not_changed_need_not_be_sent_again(web, clock, page, header, told):
    guide = guide_at(web.url(page))
    begun = now()
    sweep()
    clock(begun + 15 * DAY)
    sweep()
    assert web.headers[-1][header] == told
    assert state_of(guide) == LinkState.WORKS
    assert db.session.get(LinkCheck, guide.id).checked_at > begun + 14 * DAY


def test_a_machine_stays_away_from_where_it_is_not_wanted(web):
    web.plays["robots.txt"] = "robots-no"
    guide_at(web.url("private"), "one")
    guide_at(web.url("ok"), "two")
    assert sweep() == Counter([LinkState.FORBIDDEN, LinkState.WORKS])
    assert web.asked.count(("GET", "/robots.txt")) == 1
    assert not [path for _method, path in web.asked if path == "/private"]


def test_a_certificate_that_is_not_trusted_is_told(app):
    with open_web(names=("127.0.0.1",)) as web:
        app.config.update(FETCH_PORTS=[web.port], FETCH_PRIVATE=["127.0.0.1/32"], LINK_PAUSE=0)
        guide = guide_at(web.url("ok"))
        sweep()
    assert state_of(guide) == LinkState.CERTIFICATE


def test_nothing_is_asked_of_the_inside_of_the_network(app, web):
    app.config["FETCH_PRIVATE"] = []
    guide_at(web.url("ok"))
    sweep()
    assert web.asked == []


def test_a_new_address_begins_anew(web):
    guide = guide_at(web.url("404"))
    sweep()
    assert links.check_of(guide).state == LinkState.GONE
    with unit_of_work():
        guide.url = web.url("ok")
    assert links.check_of(guide) is None
    sweep()
    assert links.check_of(guide).state == LinkState.WORKS


def test_a_broken_guide_needs_attention_until_its_link_is_well_again(web, clock):
    guide = guide_at(web.url("ok"))
    begun = now()
    sweep()
    assert guide.state == GuideState.PUBLISHED
    web.plays["ok"] = "404"
    clock(begun + 15 * DAY)
    sweep()
    assert guide.state == GuideState.NEEDS_ATTENTION
    web.plays.clear()
    clock(begun + 30 * DAY)
    sweep()
    assert guide.state == GuideState.PUBLISHED


def a_broken(web):
    guide = guide_at(web.url("404"))
    sweep()
    assert guide.state == GuideState.NEEDS_ATTENTION
    return guide


def mended_by_editing(guide, url):
    names = "title publisher year language kind evidence audiences contents topics".split()
    curation.edit(guide, {**{n: getattr(guide, n) for n in names}, "url": url}, "fi", "Uusi.")


@pytest.mark.parametrize("mend", [mended_by_editing, mending.give_address])
def test_a_guide_whose_address_a_curator_has_mended_needs_no_attention(web, mend):
    guide = a_broken(web)
    with unit_of_work():
        mend(guide, web.url("ok"))
    assert guide.state == GuideState.PUBLISHED
    sweep()
    assert guide.state == GuideState.PUBLISHED and state_of(guide) == LinkState.WORKS


def test_what_is_edited_while_a_link_is_down_does_not_keep_the_mark(web, clock):
    guide, begun = a_broken(web), now()
    with unit_of_work():
        curation.word(guide, "fi", "Uusi kuvaus.")
    web.plays["404"] = "ok"
    clock(begun + 15 * DAY)
    sweep()
    assert guide.state == GuideState.PUBLISHED


def test_a_machine_does_not_take_back_what_a_person_has_marked(web):
    guide = guide_at(web.url("ok"))
    with unit_of_work():
        guide.state = GuideState.NEEDS_ATTENTION
        versions.keep(guide, "flagged")
        db.session.scalars(versions.versions_of(guide)).first().user_id = somebody().id
    sweep()
    assert guide.state == GuideState.NEEDS_ATTENTION


def somebody():
    person = User(name="Pia", email="pia@example.org")
    db.session.add(person)
    db.session.flush()
    return person


def test_retired_guides_are_let_be(web):
    guide = guide_at(web.url("ok"))
    with unit_of_work():
        guide.state = GuideState.RETIRED
    assert sweep() == Counter()


def test_one_site_is_asked_one_thing_at_a_time_and_others_meanwhile(app, web):
    for number in range(3):
        guide_at(web.url(f"slow?{number}"), f"here-{number}")
    sweep()
    assert web.busiest == 1
    with open_web() as other:
        app.config["FETCH_PORTS"] += [other.port]
        guide_at(web.url("slow?9"), "there-1")
        guide_at(other.url("slow"), "there-2")
        web.spans.clear()
        sweep()
        assert any(overlap(one, two) for one in web.spans for two in other.spans)


def overlap(one, two):
    return one[0] < two[1] and two[0] < one[1]


def test_a_site_rests_between_two_questions(app, web):
    app.config["LINK_PAUSE"] = 0.1
    for number in range(3):
        guide_at(web.url(f"ok?{number}"), f"g{number}")
    begun = time.monotonic()
    assert sum(sweep().values()) == 3
    assert time.monotonic() - begun > 0.3


@pytest.fixture
def other(app, web):
    """Another site, to which links lead on."""
    with open_web() as other:
        app.config["FETCH_PORTS"] = [web.port, other.port]
        yield other


def test_a_link_that_goes_on_at_another_site_is_followed_as_politely_there(app, web, other):
    app.config["LINK_PAUSE"] = 0.05
    web.plays["old"] = f"to/{other.url('slow')}"
    for number in range(3):
        guide_at(web.url(f"old?{number}"), f"g{number}")
    guide_at(other.url("slow?own"), "own")
    assert sweep() == Counter([LinkState.WORKS] * 4)
    assert other.busiest == 1, "one thing at a time is asked, whoever leads there"
    assert [path for _method, path in other.asked].count("/robots.txt") == 1
    begun = sorted(start for start, _end in other.spans)
    assert all(after - before >= 0.05 for before, after in pairwise(begun))
    assert sweep() == Counter()


def test_what_another_site_keeps_from_machines_is_not_asked_there(web, other):
    other.plays["robots.txt"] = "robots-no"
    guide = guide_at(web.url(f"to/{other.url('private')}"))
    assert sweep() == Counter([LinkState.FORBIDDEN])
    assert other.asked == [("GET", "/robots.txt")]
    assert state_of(guide) == LinkState.FORBIDDEN


def test_a_guide_that_has_moved_to_another_site_gets_its_new_address(web, other):
    web.plays["old"] = f"for-good/{other.url('moved')}"
    guide = guide_at(web.url("old"))
    assert sweep() == Counter([LinkState.MOVED])
    assert links.check_of(guide).proposed_url == other.url("ok")


def test_two_sites_that_send_one_round_in_circles_are_let_be(web, other):
    web.plays["old"] = f"to/{other.url('old')}"
    other.plays["old"] = f"to/{web.url('old')}"
    guide_at(web.url("old"))
    assert sweep() == Counter([LinkState.NEVER_CHECKED])
    assert len(web.asked) + len(other.asked) < 12


def test_two_sweeps_at_once_ask_each_thing_once(tmp_path):
    with open_web() as web:
        app = create_app(
            SQLALCHEMY_DATABASE_URI=f"sqlite:///{tmp_path / 'rinki.db'}",
            FETCH_PORTS=[web.port],
            FETCH_PRIVATE=["127.0.0.1/32"],
            LINK_PAUSE=0,
        )
        with app.test_request_context("/en/"):
            db.create_all()
            for number in range(8):
                guide_at(web.url(f"ok?{number}"), f"g{number}")
            with unit_of_work():
                links.enrol()
            db.session.remove()

            def work():
                with app.app_context():
                    link_sweep.sweep(100)

            sweeps = [Thread(target=work) for _ in range(3)]
            [thread.start() for thread in sweeps]
            [thread.join() for thread in sweeps]
            db.engine.dispose()
    asked = Counter(path for method, path in web.asked if method == "HEAD")
    assert asked == {f"/ok?{number}": 1 for number in range(8)}
    assert web.busiest == 1


def test_a_sweep_that_died_is_gone_on_with_when_its_lease_runs_out(web, clock):
    guide = guide_at(web.url("ok"))
    with unit_of_work():
        links.enrol()
    begun = now()
    assert len(link_sweep._claim(8, [])) == 1  # and no more is heard of it
    assert sweep() == Counter()
    clock(begun + link_sweep.LEASE + timedelta(seconds=1))
    sweep()
    assert state_of(guide) == LinkState.WORKS


def test_the_sweep_by_hand_shows_how_far_it_is_and_a_summary(app, web):
    guide_at(web.url("ok"), "one")
    guide_at(web.url("404"), "two")
    guide_at(web.url("410"), "three")
    told = app.test_cli_runner().invoke(args=["rinki", "check-links"])
    assert told.exit_code == 0, told.output
    assert "3 links" in told.output
    assert [line.split() for line in told.output.splitlines()[-2:]] == [
        ["2", "gone"],
        ["1", "works"],
    ]
    again = app.test_cli_runner().invoke(args=["rinki", "check-links", "--all", "--most", "1"])
    assert (
        "1 links" in again.output and again.output.count("gone") + again.output.count("works") == 1
    )


def test_a_curator_may_have_one_link_looked_at_now(web, other):
    guide = guide_at(web.url("moved-twice"))
    far = guide_at(web.url(f"to/{other.url('ok')}"), "two")
    assert link_sweep.look_again(guide)
    assert state_of(guide) == LinkState.MOVED
    assert link_sweep.look_again(far), "its way may go by another site"
    assert state_of(far) == LinkState.WORKS
    assert sweep() == Counter()


def test_a_site_that_wants_to_be_left_alone_is_not_asked_even_by_hand(web):
    guide = guide_at(web.url("later"))
    assert link_sweep.look_again(guide)
    asked = len(web.asked)
    assert not link_sweep.look_again(guide)
    assert len(web.asked) == asked


def test_sites_without_guides_are_forgotten(web):
    guide = guide_at(web.url("ok"))
    guide_at(f"http://127.0.0.1:{free_port()}/", "two")
    sweep()
    assert db.session.query(LinkHost).count() == 2
    with unit_of_work():
        guide.url = ""
        links.enrol()
        links.purge()
    assert db.session.query(LinkHost).count() == 1


def test_a_site_whose_robots_txt_says_later_is_asked_nothing_more(web):
    guide = guide_at(web.url("ok"))
    web.plays["robots.txt"] = "later"
    sweep()
    assert web.asked == [("GET", "/robots.txt")]
    assert state_of(guide) == LinkState.NEVER_CHECKED
