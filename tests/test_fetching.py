"""Other sites' pages are fetched, and nothing on the inside of a network can be reached so."""

import time
import tracemalloc
from ipaddress import ip_address

import pytest

from tests.serving import free_port
from tests.the_web import MEGABYTE, PAGE, bomb, open_web
from webapp import fetching
from webapp.fetching import NotFetched, Reason, addresses


@pytest.fixture
def web(app):
    with open_web() as web:
        app.config["FETCH_PORTS"] = [web.port]
        app.config["FETCH_PRIVATE"] = ["127.0.0.1/32"]
        yield web


def refusal(*args, **settings):
    with pytest.raises(NotFetched) as refused:
        fetching.fetch(*args, **settings)
    return refused.value.reason


def test_a_page_is_fetched_and_we_say_who_asks(app, web):
    app.config.update(PUBLIC_URL="https://rinki.example", MAIL_FROM="Rinki <us@rinki.example>")
    page = fetching.fetch(web.url("ok"))
    assert (page.status, page.body, page.is_cut, page.moved_to) == (200, PAGE, False, "")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "+https://rinki.example; us@rinki.example" in web.headers[0]["user-agent"]


def test_a_head_and_our_own_headers(web):
    page = fetching.fetch(web.url("tagged"), "HEAD", {"If-None-Match": '"1"'})
    assert (page.status, page.body) == (304, b"")
    assert web.asked == [("HEAD", "/tagged")]


@pytest.mark.parametrize(
    ("path", "end", "moved_to"),
    [
        ("moved", "ok", "ok"),
        ("moved-twice", "ok", "ok"),
        ("to//ok", "ok", ""),
        ("moved-then-sent", "ok", "to//ok"),
        ("to//moved", "ok", ""),
        ("redirect-with-a-body", "ok", ""),
    ],
)
def test_redirects_are_followed_and_the_lasting_ones_give_a_new_address(web, path, end, moved_to):
    page = fetching.fetch(web.url(path))
    assert (page.status, page.url) == (200, web.url(end))
    assert page.moved_to == (moved_to and web.url(moved_to))


def test_a_loop_ends(web):
    assert refusal(web.url("loop")) == Reason.REDIRECTS
    assert len(web.asked) == 6


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.2",
        "http://10.0.0.1",
        "http://[::1]",
        "http://[::ffff:10.0.0.1]",
        "http://169.254.169.254",
        "http://0.0.0.0",
        "http://2130706434",  # 127.0.0.2 as one number
        "http://0x7f000002",
    ],
)
def test_neither_an_address_nor_a_redirect_leads_inside(web, address):
    there = f"{address}:{web.port}/secret"
    assert refusal(there) == Reason.REFUSED
    assert refusal(web.url(f"to/{there}")) == Reason.REFUSED
    assert ("GET", "/secret") not in web.asked


@pytest.mark.parametrize(
    "address",
    "ftp://example.org/ file:///etc/passwd example.org http:// http://user:secret@127.0.0.1/"
    " http://[::1/ javascript:alert(1)".split(),
)
def test_what_is_no_address_of_the_web_is_refused(web, address):
    assert refusal(address) == Reason.BAD_ADDRESS


def test_a_redirect_with_a_password_or_another_scheme_is_refused(web):
    assert refusal(web.url(f"to/http://a:b@127.0.0.1:{web.port}/ok")) == Reason.BAD_ADDRESS
    assert refusal(web.url("to/file:///etc/passwd")) == Reason.BAD_ADDRESS


def test_only_the_ports_of_the_web_are_for_us(app, web):
    app.config["FETCH_PORTS"] = [80, 443]
    assert refusal(web.url("ok")) == Reason.PORT
    assert web.asked == []


def test_one_inner_address_among_others_is_enough_to_refuse_a_name(web):
    both = ["127.0.0.1", "192.168.0.1"]
    assert refusal(web.url("ok", "both.example"), resolve=lambda *_: both) == Reason.REFUSED
    assert refusal(web.url("ok", "none.example"), resolve=lambda *_: []) == Reason.UNKNOWN_NAME


def test_a_name_that_changes_its_address_after_the_check_gains_nothing(app, web):
    """It is asked for once; what was checked is what we connect to."""
    app.config["FETCH_PRIVATE"] = ["127.0.0.1/32"]
    answers = iter([["127.0.0.1"], ["127.0.0.2"]])
    asked = []

    def rebinding(name, _port):
        asked.append(name)
        return next(answers)

    page = fetching.fetch(web.url("ok", "rebinding.example"), resolve=rebinding)
    assert page.status == 200 and asked == ["rebinding.example"]
    assert web.headers[0]["host"] == f"rebinding.example:{web.port}"
    # a redirect to itself asks again, and is checked again
    answers = iter([["127.0.0.1"], ["127.0.0.2"]])
    there = web.url("to//ok", "rebinding.example")
    assert refusal(there, resolve=rebinding) == Reason.REFUSED


def test_a_later_address_is_tried_when_the_first_does_not_answer(app, web):
    app.config["FETCH_PRIVATE"] = ["127.0.0.0/8"]
    page = fetching.fetch(
        web.url("ok", "two.example"), resolve=lambda *_: ["127.0.0.3", "127.0.0.1"]
    )
    assert page.status == 200


def test_a_large_page_is_cut(web):
    page = fetching.fetch(web.url("large"))
    assert page.is_cut and len(page.body) == 2 * MEGABYTE
    assert fetching.fetch(web.url("large"), most=0).body == b""


def test_packed_pages_are_unpacked_but_a_bomb_does_not_go_off(web):
    assert fetching.fetch(web.url("packed")).body == PAGE
    assert len(bomb()) < MEGABYTE
    tracemalloc.start()
    page = fetching.fetch(web.url("bomb"))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert page.is_cut and len(page.body) == 2 * MEGABYTE
    assert peak < 16 * MEGABYTE
    assert refusal(web.url("packed-oddly")) == Reason.BAD_ANSWER


@pytest.mark.parametrize("path", ["drip", "drip-of-headers", "slow"])
def test_all_of_it_has_one_time_limit(web, path):
    begun = time.monotonic()
    assert refusal(web.url(path), seconds=0.2) == Reason.TIMEOUT
    assert time.monotonic() - begun < 0.6


def test_a_name_server_that_does_not_answer_has_the_same_limit(monkeypatch):
    monkeypatch.setattr("socket.getaddrinfo", lambda *_args, **_more: time.sleep(1) or [])
    begun = time.monotonic()
    with pytest.raises(NotFetched, match="timeout"):
        addresses.resolve("slow.example", 80, seconds=0.1)
    assert time.monotonic() - begun < 0.5


def test_nobody_there_and_nonsense_have_reasons_of_their_own(app, web):
    assert refusal(web.url("nonsense")) == Reason.BAD_ANSWER
    app.config["FETCH_PORTS"] = [nobody := free_port()]
    assert refusal(f"http://127.0.0.1:{nobody}/") == Reason.UNREACHABLE
    assert refusal(f"http://nowhere.invalid:{nobody}/") == Reason.UNKNOWN_NAME


def test_the_environment_and_earlier_visits_change_nothing(web, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    fetching.fetch(web.url("biscuit"))
    assert fetching.fetch(web.url("ok")).status == 200
    assert "cookie" not in web.headers[-1]


def test_a_certificate_must_be_good_and_for_the_name(app):
    app.config["FETCH_PRIVATE"] = ["127.0.0.1/32"]
    with open_web(names=("guides.example",)) as web:
        app.config["FETCH_PORTS"] = [web.port]
        there = {"resolve": lambda *_: ["127.0.0.1"]}
        page = fetching.fetch(web.url("ok", "guides.example"), trust=web.trust, **there)
        assert page.status == 200
        assert refusal(web.url("ok", "guides.example"), **there) == Reason.CERTIFICATE
        wrong = web.url("ok", "other.example")
        assert refusal(wrong, trust=web.trust, **there) == Reason.CERTIFICATE


INSIDE = (
    "0.0.0.0 10.1.2.3 100.64.0.1 100.100.100.200 127.0.0.1 168.63.129.16 169.254.169.254 172.16.0.1"
    " 192.0.0.192 192.0.2.1 192.168.1.1 198.18.0.1 224.0.0.1 239.255.255.250 240.0.0.1"
    " 255.255.255.255 :: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:0:127.0.0.1 64:ff9b::10.0.0.1"
    " 64:ff9b:1::1 2002:7f00:1::1 2001::1 2001:db8::1 fc00::1 fd00:ec2::254 fe80::1 fec0::1 ff02::1"
).split()
OPEN = "1.1.1.1 193.166.3.2 ::ffff:193.166.3.2 64:ff9b::193.166.3.2 2a00:1450:4026::1".split()


@pytest.mark.parametrize("address", INSIDE)
def test_inner_addresses_are_known_as_such(address):
    assert not addresses.is_open(ip_address(address))


@pytest.mark.parametrize("address", OPEN)
def test_addresses_of_the_open_internet_are_let_be(address):
    assert addresses.is_open(ip_address(address))
