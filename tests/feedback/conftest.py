import re
from secrets import token_urlsafe

import pytest

from webapp.db import db, unit_of_work
from webapp.feedback import operations, queries


@pytest.fixture
def room(town, browser):
    """Those who were in tonight's meeting, with their phones."""
    return Room(town.meeting, browser)


class Room:
    def __init__(self, meeting, browser):
        self.meeting, self.browser = meeting, browser
        with unit_of_work():
            self.ask = operations.start_asking(meeting)
        self.questions = {question.key: question for question in self.ask.form.questions}
        self.address = f"/p/{operations.address_of(self.ask).token}"

    def open(self, path="/en", **how):
        return self.browser.get(self.address + path, **how)

    def form(self, **said):
        """A form as it is shown now, filled in by the questions' keys."""
        data = {tag["name"]: tag["value"] for tag in self.open().select("[type=hidden]")}
        return data | {self.questions[key].field: str(value) for key, value in said.items()}

    def send(self, form, path="/en", **how):
        return self.browser.post(self.address + path, form, **how)

    def answers(self, *all_said):
        """Each of these comes from another phone; see `send` for the way it comes."""
        for said in all_said:
            said = {"words": "", **said}
            with unit_of_work():
                by_id = {self.questions[key].id: what for key, what in said.items()}
                operations.answer(self.ask, token_urlsafe(16), by_id)

    def figures(self, key):
        db.session.expire_all()
        return next(f for f in queries.figures(self.ask) if f.question.key == key)

    def count(self):
        return queries.answers(self.ask)


def rows(model):
    return list(db.session.scalars(db.select(model)))


def words_of(page):
    return re.sub(r"\s+", " ", page.main.text)
