"""What a page tells of itself, proposed for a new guide."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from webapp.forms import web_link
from webapp.guides.duplicates import cleaned
from webapp.guides.models import GuideKind
from webapp.guides.proposals import look_at, proposed

JSON_LD = """<script type="application/ld+json">
{"@graph": [{"@type": "Organization"}, {"@type": "Article", "headline": "Sururyhmän opas",
 "inLanguage": "fi-FI", "publisher": {"@type": "Organization", "name": "Suru ry"},
 "description": "Miten ryhmä alkaa."}]}</script>"""
META = """<html lang="sv-FI"><head><title>Att leda en grupp | Svenska ry</title>
<meta property="og:site_name" content="Svenska ry">
<meta name="description" content="Handbok."></head>"""


def test_what_machines_are_told_comes_first():
    found = proposed(f"<title>Something else</title>{JSON_LD}".encode(), "https://suru.fi/opas")
    assert (found.title, found.publisher, found.language) == ("Sururyhmän opas", "Suru ry", "fi")
    assert found.summary == "Miten ryhmä alkaa." and found.kind == GuideKind.GUIDE


def test_else_what_people_see():
    found = proposed(META.encode(), "https://svenska.fi/handbok")
    assert (found.title, found.publisher, found.language) == (
        "Att leda en grupp",
        "Svenska ry",
        "sv",
    )
    assert found.kind == GuideKind.HANDBOOK and found.summary == "Handbok."


GRAPH = """<html lang="fi-simple"><script type="application/ld+json">
{"@graph": [{"@type": "Organization", "name": "Suru ry"}, {"@type": "WebSite", "name": "Etusivu"},
 {"@type": "WebPage", "name": "Sivu"}, {"@type": ["Book", "Product"], "name": "Surun kirja",
 "publisher": [{"@type": "Organization"}, {"name": "Kustantaja"}]}]}</script>"""


def test_the_guide_is_told_from_what_is_around_it():
    found = proposed(GRAPH.encode(), "https://suru.fi/kirja")
    assert (found.title, found.publisher) == ("Surun kirja", "Kustantaja")
    assert found.language == "fi-simple"


def test_the_site_is_the_publisher_of_last_resort():
    assert proposed(b"<title>X</title>", "https://www.suru.fi/a").publisher == "suru.fi"


@pytest.mark.parametrize(
    ("url", "title", "kind"),
    [
        ("https://www.youtube.com/watch?v=1", "Suru", GuideKind.VIDEO),
        ("https://x.fi/palautelomake", "Palautelomake", GuideKind.FORM),
        ("https://innokyla.fi/fi/toimintamalli/x", "X", GuideKind.MODEL),
        ("https://x.fi/", "Vertaisohjaajan käsikirja", GuideKind.HANDBOOK),
        ("https://x.fi/koulutus", "Ohjaajakoulutus", GuideKind.TRAINING),
        ("https://x.fi/about", "Tietoa meistä", GuideKind.WEB_PAGE),
    ],
)
def test_the_kind_is_guessed_from_words(url, title, kind):
    assert proposed(f"<title>{title}</title>".encode(), url).kind == kind


@pytest.mark.parametrize(
    "html",
    [
        b"",
        b"\xff\xfe\x00",
        b"<title></title><html lang=>",
        b'<script type="application/ld+json">{"@graph": [1, null, {"name": 5}]}</script>',
        b'<script type="application/ld+json">[[[[</script><title>Still</title>',
        b'<script type="application/ld+json">"words"</script>',
        b"<title>" + b"x" * 100_000 + b"</title>",
    ],
)
def test_an_odd_page_proposes_what_it_can(html):
    found = proposed(html, "https://odd.fi/")
    assert len(found.title) <= 200 and found.publisher == "odd.fi"


@pytest.mark.parametrize(
    "other",
    [
        "http://www.suru.fi/opas",
        "https://suru.fi/opas/",
        "https://suru.fi/opas?utm_source=a&fbclid=b",
        "https://suru.fi:443/opas#luku-2",
        "https://SURU.fi/opas/index.html",
    ],
)
def test_the_same_page_has_one_cleaned_address(other):
    assert cleaned(other) == cleaned("https://suru.fi/opas")


def test_other_pages_have_others():
    addresses = ("https://suru.fi/opas?id=1", "https://suru.fi/opas?id=2", "https://suru.fi/muu")
    assert len({cleaned(address) for address in addresses}) == 3


class Pages(BaseHTTPRequestHandler):
    def do_GET(self):
        kinds = {"/opas.pdf": "application/pdf"}
        self.send_response(404 if self.path == "/gone" else 200)
        self.send_header("Content-Type", kinds.get(self.path, "text/html; charset=utf-8"))
        self.end_headers()
        filler = b"x" * 5_000_000 if self.path == "/big" else b""
        self.wfile.write(META.encode() + filler)

    def log_message(self, *_):
        pass


@pytest.fixture
def web(app):
    """A web server on this machine, which the fetching is allowed to reach in this test."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    app.config |= {"FETCH_PORTS": [server.server_port], "FETCH_PRIVATE": ["127.0.0.0/8"]}
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_a_page_is_looked_at_over_the_network(web):
    found = look_at(f"{web}/page")
    assert found.title == "Att leda en grupp" and not found.hindrance


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/gone", "the error 404"),
        ("/opas.pdf", "does not lead to a web page"),
        ("/big", "only its beginning"),
    ],
)
def test_what_hinders_is_said_in_a_sentence(web, path, said):
    assert said in str(look_at(web + path).hindrance)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://127.0.0.1/", "inside of a network"),
        ("http://169.254.169.254/latest/meta-data", "inside of a network"),
        ("https://[::1]/", "inside of a network"),
        ("http://x.fi:22/", "names a port"),
    ],
)
def test_the_inside_of_the_network_is_not_looked_at(app, url, said):
    assert said in str(look_at(url).hindrance)


def test_a_curator_pastes_an_address_and_gets_a_filled_in_form(web, town, browser):
    page = browser.sign_in(town.ulla).send("guides.add", {"url": f"{web}/page"}, status=200)
    assert page.find(id="title")["value"] == "Att leda en grupp"
    assert page.select_one("#language option[selected]")["value"] == "sv"
    assert page.find(id="url")["value"] == f"{web}/page"


@pytest.mark.parametrize("typed", ["", "not an address", "ftp://x.fi/a", "javascript:1"])
def test_a_bad_address_is_said_and_kept(town, browser, typed):
    page = browser.sign_in(town.ulla).send("guides.add", {"url": typed}, status=422)
    assert page.select_one(".error") and page.find(id="url")["value"] == typed


def test_a_page_that_can_not_be_opened_leaves_the_form_with_its_address(town, browser):
    url = "http://127.0.0.1/secret"
    page = browser.sign_in(town.ulla).send("guides.add", {"url": url}, status=200)
    assert "inside of a network" in page.select_one(".panel").text
    assert page.find(id="url")["value"] == url
    assert page.title.text.startswith("Error:") and page.h1.text == "Add a guide"
    assert page.select_one("#language option[selected]")["value"] == "", "nobody knows it"
    page = browser.send("guides.new", {"title": "A", "url": url, "kind": "guide"}, status=422)
    assert "Choose a language" in page.select_one(".error-summary").text


@pytest.mark.parametrize(
    ("typed", "link"),
    [
        ("mieli.fi", "https://mieli.fi"),
        (" www.mieli.fi/opas?a=1", "https://www.mieli.fi/opas?a=1"),
        ("http://mieli.fi", "http://mieli.fi"),
        ("mieli", "mieli"),
        ("opas.", "opas."),
    ],
)
def test_an_address_may_be_typed_as_it_is_said(typed, link):
    assert web_link(typed) == link
