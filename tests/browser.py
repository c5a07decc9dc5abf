"""A browser for tests: it speaks of endpoints and checks every page it opens."""

import json

from bs4 import BeautifulSoup
from flask import url_for

from webapp.accounts import operations as accounts
from webapp.db import db, unit_of_work


class Browser:
    def __init__(self, client):
        self.client = client
        self.answer = None

    def sign_in(self, user):
        with self.client.session_transaction() as session:
            session.clear()
            if user:
                with unit_of_work():
                    session["key"] = accounts.open_session(user)
        return self

    def open(self, endpoint, *, target=None, status=200, lang="en", **values):
        headers = {"HX-Request": "true", "HX-Target": target} if target else {}
        return self._read(
            self.client.get(self.url(endpoint, lang, values), headers=headers), status
        )

    def send(self, endpoint, data=None, *, status=303, lang="en", target=None, **values):
        headers = {"Sec-Fetch-Site": "same-origin"}
        if target:
            headers |= {"HX-Request": "true", "HX-Target": target}
        answer = self.client.post(self.url(endpoint, lang, values), data=data, headers=headers)
        return self._read(answer, status)

    def get(self, address, *, status=200, **headers):
        """Open an address as it stands (a mailed link, a scanned QR, a redirect's target)."""
        return self._read(self.client.get(address, headers=headers), status)

    def post(self, address, data=None, *, status=303):
        """Send a form to an address as it stands (a pass page has no language in its address)."""
        headers = {"Sec-Fetch-Site": "same-origin"}
        return self._read(self.client.post(address, data=data, headers=headers), status)

    def follow(self):
        """Open the page that the last answer sent the browser to."""
        return self.get(self.answer.headers["Location"])

    def url(self, endpoint, lang, values):
        from flask import current_app

        if current_app.url_map.is_endpoint_expecting(endpoint, "lang"):
            values = {"lang": lang, **values}
        return url_for(endpoint, **values)

    def _read(self, answer, status):
        db.session.rollback()  # what the request did not commit is gone, as in production
        self.answer = answer
        assert answer.status_code == status, answer.text[:2000]
        page = BeautifulSoup(answer.text, "html.parser")
        ids = [tag["id"] for tag in page.select("[id]")]
        assert len(ids) == len(set(ids)), f"an id is used twice: {sorted(ids)}"
        if page.html and status // 100 != 3:
            self._check_whole_page(page)
        return page

    def _check_whole_page(self, page):
        assert page.html["lang"] and page.html["dir"] in {"ltr", "rtl"}
        assert len(page.select("h1")) == 1 and page.title.text.strip()
        inline = "[style], [onclick], script:not([src], [type='application/ld+json'])"
        assert not page.select(inline), "inline style or script"
        for block in page.select("script[type='application/ld+json']"):
            assert json.loads(block.text)["@context"] == "https://schema.org"
        for target in {tag["hx-target"] for tag in page.select("[hx-target]")}:
            if target.startswith("#"):
                assert page.select_one(target), f"nothing has the id {target}"
        for label in page.select("label[for]"):
            assert page.find(id=label["for"]), f"a label for {label['for']}, which is not there"
        for tag in page.select("[aria-describedby]"):
            for id_ in tag["aria-describedby"].split():
                assert page.find(id=id_), f"described by {id_}, which is not there"
        assert "default-src 'self'" in self.answer.headers["Content-Security-Policy"]
