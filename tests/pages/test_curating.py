"""A guide from its address to the library, and a mistake put back."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import expect

PAGE = """<html lang="fi"><head><title>{title} | Naapuri ry</title>
<meta property="og:site_name" content="Naapuri ry"></head><body>Opas</body></html>"""


class Neighbour(BaseHTTPRequestHandler):
    def do_GET(self):
        title = self.path.strip("/").replace("-", " ").capitalize()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(PAGE.format(title=title).encode())

    def log_message(self, *_):
        pass


@pytest.fixture
def neighbour(site):
    """Another association's site, on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Neighbour)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    before = {name: site.app.config[name] for name in ("FETCH_PORTS", "FETCH_PRIVATE")}
    site.app.config |= {"FETCH_PORTS": [server.server_port], "FETCH_PRIVATE": ["127.0.0.0/8"]}
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    site.app.config |= before


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no-javascript"])
def test_ulla_adds_a_guide_by_its_address_and_mends_a_mistake(phone_of, neighbour, javascript):
    name = "Naapurin kahvipöydän opas" if javascript else "Talkooillan ohjaajan kirja"
    path = "naapurin-kahvipöydän-opas" if javascript else "talkooillan-ohjaajan-kirja"
    ulla = phone_of("ulla", javascript=javascript, locale="en-GB")
    ulla.goto("/en/guides")
    ulla.get_by_role("link", name="Add a guide").click()
    ulla.get_by_label("Address of the guide").fill(f"{neighbour}/{path}".replace("ö", "%C3%B6"))
    ulla.get_by_role("button", name="Look at the page").click()
    expect(ulla.get_by_label("Publisher")).to_have_value("Naapuri ry")
    ulla.get_by_label("Title").fill(name)
    ulla.get_by_label("Summary in your own words").fill("How to begin over coffee.")
    ulla.get_by_role("button", name="Save as a draft").click()
    expect(ulla.get_by_text("This is a draft")).to_be_visible()
    ulla.get_by_role("button", name="Publish").click()
    expect(ulla.get_by_text("The guide is in the library.")).to_be_visible()

    ulla.get_by_role("link", name="Edit", exact=True).click()
    ulla.get_by_label("Title").fill("A mistake")
    ulla.get_by_role("button", name="Save").click()
    expect(ulla.get_by_role("heading", level=1)).to_have_text("A mistake")
    ulla.get_by_text("More", exact=True).click()
    ulla.get_by_role("link", name="Earlier versions").click()
    ulla.get_by_role("button", name="Put this version back").first.click()
    expect(ulla.get_by_role("heading", level=1)).to_have_text(name)

    again_by_the_same_address(ulla, f"{neighbour}/{path}?utm_source=mail".replace("ö", "%C3%B6"))
    expect(ulla.locator(".panel")).to_contain_text(name)


def again_by_the_same_address(ulla, address):
    ulla.goto("/en/guides/add")
    ulla.get_by_label("Address of the guide").fill(address)
    ulla.get_by_role("button", name="Look at the page").click()
