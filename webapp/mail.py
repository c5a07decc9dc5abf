"""The outbox: a mail is a row in the same transaction as what it tells of, and is sent later."""

import smtplib
from datetime import timedelta
from email.message import EmailMessage
from email.utils import make_msgid

from flask import current_app, render_template
from sqlalchemy import Select, String, select, update
from sqlalchemy.orm import Mapped, mapped_column

from webapp.db import Id, Line, Model, Moment, Words, db, now, unit_of_work
from webapp.i18n import language

LEASE = timedelta(minutes=5)
GIVE_UP_AFTER = 8  # tries, about a day with the growing waits between them


class Mail(Model):
    """A mail to send. Its body is emptied when it has been sent: it may hold a secret link."""

    id: Mapped[Id]
    recipient: Mapped[Line]
    subject: Mapped[Line]
    body: Mapped[Words]
    language: Mapped[str] = mapped_column(String(20))
    message_id: Mapped[Line]
    created_at: Mapped[Moment] = mapped_column(default=now)
    due_at: Mapped[Moment | None] = mapped_column(default=now, index=True)
    """When it may next be tried; None once it is sent or given up."""
    tries: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[Moment | None]


def post(recipient: str, template: str, **context: object) -> Mail:
    """Put a mail in the outbox, in the language of this request.

    `mail/<template>.txt` begins with the line `Subject: …`; the rest is the body.
    """
    subject, body = render_template(f"mail/{template}.txt", **context).split("\n", 1)
    mail = Mail(
        recipient=recipient,
        subject=subject.removeprefix("Subject: ").strip(),
        body=body.strip() + "\n",
        language=language(),
        message_id=make_msgid(domain="rinki"),
    )
    db.session.add(mail)
    return mail


def latest(limit: int = 50) -> Select[Mail]:
    """The newest mails, for the demo's page."""
    return select(Mail).order_by(Mail.id.desc()).limit(limit)


def send_due(limit: int = 50) -> int:
    """Send what is due; how many went out. A mail is claimed first, so two sweeps send it once."""
    if not current_app.config["MAIL_SERVER"]:
        return 0
    sent = 0
    for mail_id in db.session.scalars(
        select(Mail.id).where(Mail.due_at <= now()).limit(limit)
    ).all():
        if _claim(mail_id):
            sent += _send(db.session.get_one(Mail, mail_id))
    return sent


def _claim(mail_id: int) -> bool:
    with unit_of_work():
        taken = db.session.execute(
            update(Mail)
            .where(Mail.id == mail_id, Mail.due_at <= now())
            .values(due_at=now() + LEASE, tries=Mail.tries + 1)
            .execution_options(synchronize_session=False)
        )
        return bool(taken.rowcount)  # type: ignore[attr-defined]


def _send(mail: Mail) -> bool:
    with unit_of_work():
        try:
            _deliver(mail)
        except (OSError, smtplib.SMTPException) as error:
            current_app.logger.warning("mail %d was not sent: %s", mail.id, type(error).__name__)
            wait = timedelta(minutes=2**mail.tries)
            mail.due_at = now() + wait if mail.tries < GIVE_UP_AFTER else None
            return False
        mail.sent_at, mail.due_at, mail.body = now(), None, ""
        return True


def _deliver(mail: Mail) -> None:
    message = EmailMessage()
    message["Subject"], message["To"] = mail.subject, mail.recipient
    message["From"] = current_app.config["MAIL_FROM"]
    message["Message-ID"] = mail.message_id
    message["Content-Language"] = mail.language
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.body)
    settings = current_app.config
    with smtplib.SMTP(settings["MAIL_SERVER"], settings["MAIL_PORT"], timeout=20) as server:
        if settings["MAIL_STARTTLS"]:
            server.starttls()
        if settings["MAIL_USERNAME"]:
            server.login(settings["MAIL_USERNAME"], settings["MAIL_PASSWORD"])
        server.send_message(message)
