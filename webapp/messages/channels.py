"""How a message reaches its reader. E-mail now; a text message would be one more channel."""

from typing import Protocol

from webapp import mail


class Channel(Protocol):
    def reaches(self, contact: str) -> bool:
        """Whether a contact is of this channel's kind."""
        ...

    def send(self, contact: str, template: str, stop_url: str, **told: object) -> None:
        """Put a message on its way, in the same transaction as what it tells of."""
        ...


class Email:
    def reaches(self, contact: str) -> bool:
        return "@" in contact

    def send(self, contact: str, template: str, stop_url: str, **told: object) -> None:
        mail.post(contact, template, stop_url, **told)


CHANNELS: tuple[Channel, ...] = (Email(),)


def channel_of(contact: str) -> Channel | None:
    return next((channel for channel in CHANNELS if channel.reaches(contact)), None)
