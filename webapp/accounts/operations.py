from datetime import timedelta
from secrets import token_urlsafe

from webapp.accounts.models import Session, User
from webapp.accounts.queries import hashed
from webapp.db import db, now

STAY_SIGNED_IN = timedelta(days=30)


def open_session(user: User) -> str:
    """Sign a browser in; returns the key that its cookie will hold."""
    key = token_urlsafe(32)
    db.session.add(
        Session(user=user, key_hash=hashed(key), expires_at=now() + STAY_SIGNED_IN)
    )
    db.session.flush()
    return key
