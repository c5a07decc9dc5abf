"""A real SMTP server for tests, which keeps what it is given."""

from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller

from tests.serving import free_port


class PostOffice:
    """Takes what it gets; `meanwhile` happens while a mail is in its hands."""

    def __init__(self):
        self.letters, self.answer, self.meanwhile = [], "250 OK", lambda: None
        self.port = free_port()

    @property
    def recipients(self) -> list[str]:
        return [str(letter["To"]) for letter in self.letters]

    async def handle_DATA(self, _server, _session, envelope):
        self.meanwhile()
        if self.answer.startswith("250"):
            self.letters.append(message_from_bytes(envelope.content, policy=policy.default))
        return self.answer


@contextmanager
def open_office() -> Iterator[PostOffice]:
    office = PostOffice()
    controller = Controller(office, "127.0.0.1", office.port)
    controller.start()
    try:
        yield office
    finally:
        controller.stop()
