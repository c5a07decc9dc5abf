"""The outbox: a mail is a row in the same transaction as what it tells of, and is sent later."""

import smtplib
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import make_msgid
from ssl import create_default_context
from typing import Any

from flask import current_app, render_template
from sqlalchemy import ColumnElement, Select, String, delete, func, select, update
from sqlalchemy.orm import Mapped, mapped_column

from webapp.db import Id, Line, Model, Moment, Words, db, now, unit_of_work
from webapp.i18n import language

LEASE = timedelta(minutes=5)
GIVE_UP_AFTER = 12  # tries: about three days, with the growing waits between them
KEPT = timedelta(days=30)


class Mail(Model):
    """A mail to send. Once it is sent nothing tells of what and to whom: its words may hold a
    secret link.

    One that is given up keeps them until someone tries it again or lets it be, or for a month.
    """

    id: Mapped[Id]
    recipient: Mapped[str] = mapped_column(String(254))
    subject: Mapped[Line]
    body: Mapped[Words]
    language: Mapped[str] = mapped_column(String(20))
    message_id: Mapped[Line]
    created_at: Mapped[Moment] = mapped_column(default=now)
    due_at: Mapped[Moment | None] = mapped_column(default=now, index=True)
    """When it may next be tried; None once it is sent or given up."""
    stop_url: Mapped[str] = mapped_column(String(300), default="", server_default="")
    """Where the reader stops such mails with one tap (RFC 8058); empty: it answers a request."""
    tries: Mapped[int] = mapped_column(default=0)
    error: Mapped[str] = mapped_column(String(60), default="", server_default="")
    """What the latest try met, by its kind only: what a server says may hold an address."""
    sent_at: Mapped[Moment | None]


@dataclass(frozen=True)
class Trouble:
    """Mail that a server has refused: what is tried again, and what is given up."""

    waiting: int
    given_up: int
    since: datetime
    error: str


def post(recipient: str, template: str, stop_url: str = "", **context: Any) -> Mail:
    """Put a mail in the outbox, in the language of this request.

    `mail/<template>.txt` begins with the line `Subject: …`; the rest is the body.
    """
    told = {**context, "stop_url": stop_url}
    subject, body = render_template(f"mail/{template}.txt", **told).split("\n", 1)
    mail = Mail(
        recipient=recipient,
        subject=" ".join(subject.removeprefix("Subject: ").split())[:200],
        body=body.strip() + "\n",
        language=language(),
        message_id=make_msgid(domain="rinki"),
        stop_url=stop_url,
    )
    db.session.add(mail)
    return mail


def latest(limit: int = 50) -> Select[Mail]:
    """The newest mails that still have their words, for the demo's page."""
    return select(Mail).where(Mail.body != "").order_by(Mail.id.desc()).limit(limit)


def send_due(limit: int = 50) -> int:
    """Send what is due; how many went out. A mail is claimed first, so two sweeps send it once."""
    if not current_app.config["MAIL_SERVER"]:
        return 0
    due = select(Mail.id).where(Mail.due_at <= now()).order_by(Mail.due_at).limit(limit)
    return sum(_send(mail_id) for mail_id in db.session.scalars(due).all())


def trouble() -> Trouble | None:
    """What an admin should know: mail does not go out."""
    failing = select(
        func.count(Mail.due_at), func.count(), func.min(Mail.created_at), func.max(Mail.error)
    ).where(Mail.sent_at.is_(None), Mail.error != "")
    waiting, all_, since, error = db.session.execute(failing).one()
    return Trouble(waiting, all_ - waiting, since, error) if all_ else None


def try_again() -> None:
    """What was given up is due again, from the beginning."""
    given_up = update(Mail).where(*_given_up())
    db.session.execute(given_up.values(due_at=now(), tries=0))


def let_be() -> None:
    """What was given up is forgotten with its words."""
    db.session.execute(delete(Mail).where(*_given_up()))


def _given_up() -> tuple[ColumnElement[bool], ...]:
    return Mail.due_at.is_(None), Mail.sent_at.is_(None), Mail.error != ""


def withdraw(recipient: str, link: str = "") -> None:
    """Someone is written to no more: of anything, or only in letters with this link."""
    unsent = Mail.recipient == recipient, Mail.sent_at.is_(None)
    theirs = Mail.body.contains(link, autoescape=True)
    db.session.execute(delete(Mail).where(*unsent, theirs))


def purge() -> None:
    """Forget old mails: who was written to is nobody's business for long."""
    db.session.execute(delete(Mail).where(Mail.created_at < now() - KEPT))


def _send(mail_id: int) -> bool:
    """Claim, deliver, note: the database is free while the mail server takes its time."""
    message = _claim(mail_id)
    if message is None:
        return False
    error = _deliver(message)
    with unit_of_work():
        mail = db.session.get_one(Mail, mail_id)
        mail.error = error
        if not error:
            mail.sent_at, mail.recipient = now(), ""
            mail.subject, mail.body, mail.stop_url = "", "", ""
        is_over = mail.sent_at or mail.tries >= GIVE_UP_AFTER
        mail.due_at = None if is_over else now() + timedelta(minutes=2**mail.tries)
    return not error


def _claim(mail_id: int) -> EmailMessage | None:
    """The mail, unless another sweep has it in hand."""
    with unit_of_work():
        taken = db.session.execute(
            update(Mail)
            .where(Mail.id == mail_id, Mail.due_at <= now())
            .values(due_at=now() + LEASE, tries=Mail.tries + 1)
            .execution_options(synchronize_session=False)
        )
        return _message(db.session.get_one(Mail, mail_id)) if taken.rowcount else None  # type: ignore[attr-defined]


def _message(mail: Mail) -> EmailMessage:
    message = EmailMessage()
    message["Subject"], message["To"] = mail.subject, mail.recipient
    message["From"] = current_app.config["MAIL_FROM"]
    message["Message-ID"] = mail.message_id
    message["Auto-Submitted"] = "auto-generated"
    if mail.stop_url:
        message["List-Unsubscribe"] = f"<{mail.stop_url}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(mail.body)  # takes away what has been said of the content
    message["Content-Language"] = mail.language
    return message


def _deliver(message: EmailMessage) -> str:
    """The kind of what went wrong; empty if it is on its way."""
    settings = current_app.config
    try:
        with smtplib.SMTP(settings["MAIL_SERVER"], settings["MAIL_PORT"], timeout=20) as server:
            if settings["MAIL_STARTTLS"]:
                server.starttls(context=create_default_context())
            if settings["MAIL_USERNAME"]:
                server.login(settings["MAIL_USERNAME"], settings["MAIL_PASSWORD"])
            server.send_message(message)
    except (OSError, smtplib.SMTPException, ValueError) as error:
        current_app.logger.warning("a mail was not sent: %s", type(error).__name__)
        return type(error).__name__
    return ""
