"""How an ask is shown to those in the room: a QR code, and an address to type."""

from typing import Any

from flask import url_for

from webapp.feedback import operations
from webapp.feedback.models import Ask
from webapp.passes import Pass
from webapp.qr import qr_code
from webapp.web import absolute


def readable(address: str, given: Pass) -> str:
    """An address as it is read from paper and typed."""
    return address.partition("://")[2].replace(given.token, given.shown)


def how_to_answer(ask: Ask) -> dict[str, Any]:
    given = operations.address_of(ask)
    address = absolute(url_for("answers.give", token=given.token, lang=None))
    return {
        "ask": ask,
        "address": address,
        "shown": readable(address, given),
        "code": qr_code(address, ask.form.wording("title")),
    }
