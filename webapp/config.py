"""Defaults. Each name is overridden by RINKI_<name> in the environment."""

from typing import Any
from urllib.parse import urlsplit

DATA = "instance"  # the folder of everything that must be kept and backed up

SECRET_KEY = "development only"
SHORTEST_KEY = 32  # characters, where others than this machine's own people come
PUBLIC_URL = "http://127.0.0.1:8000"  # absolute addresses (mail, QR, feeds) come only from here
DEMO = False  # demo people on the sign-in page, mails shown on a page, the UI kit
TRUSTED_PROXIES = 0  # how many proxies set X-Forwarded-* in front of us

SQLALCHEMY_DATABASE_URI = ""  # empty: rinki.db in DATA
SQLALCHEMY_ENGINE_OPTIONS = {"hide_parameters": True}  # errors name no people

SESSION_COOKIE_NAME = "rinki"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = None  # None: where PUBLIC_URL is https
TRUSTED_HOSTS = None  # names the site answers by; None: PUBLIC_URL's, and this machine's own
MAX_CONTENT_LENGTH = 2 * 1024 * 1024
MAX_FORM_MEMORY_SIZE = 1024 * 1024

VOIKKO = False  # help with Easy Finnish by grammar too: needs pyvoikko, and 250 MB a worker

TIMEZONE = "Europe/Helsinki"

MAIL_FROM = "Rinki <rinki@localhost>"
MAIL_SERVER = ""  # empty: mails stay in the outbox (the demo shows them on a page)
MAIL_PORT = 587
MAIL_USERNAME = ""
MAIL_PASSWORD = ""
MAIL_STARTTLS = True

FETCH_PORTS = [80, 443]  # where other sites' pages are fetched from
LINK_PAUSE = 2.0  # seconds between two questions to one site, when links are checked
FETCH_PRIVATE: list[str] = []  # networks of our own that may be fetched from, as "10.1.0.0/16"

REDIS_URL = ""  # empty: jobs in an SQLite file, rate limits in memory
RATELIMIT_STORAGE_URI = ""  # empty: REDIS_URL, or else memory
RATELIMIT_STRATEGY = "fixed-window"
RATELIMIT_HEADERS_ENABLED = False


def complete(settings: Any) -> None:
    """Set what follows from other settings, where it isn't set itself."""
    address = urlsplit(settings["PUBLIC_URL"])
    is_secure = address.scheme == "https"
    if settings["SESSION_COOKIE_SECURE"] is None:
        settings["SESSION_COOKIE_SECURE"] = is_secure
    if settings["TRUSTED_HOSTS"] is None:
        settings["TRUSTED_HOSTS"] = [address.hostname, "localhost", "127.0.0.1"]
    if not settings["RATELIMIT_STORAGE_URI"]:
        settings["RATELIMIT_STORAGE_URI"] = settings["REDIS_URL"] or "memory://"
    is_ours = address.hostname in ("localhost", "127.0.0.1", "::1")
    if not is_ours and len(settings["SECRET_KEY"]) < SHORTEST_KEY:
        raise RuntimeError("Set RINKI_SECRET_KEY to something long and random, and keep it")
