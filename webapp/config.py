"""Defaults. Each name is overridden by RINKI_<name> in the environment."""

DATA = "instance"  # the folder of everything that must be kept and backed up

SECRET_KEY = "development only"
PUBLIC_URL = "http://127.0.0.1:8000"  # absolute addresses (mail, QR, feeds) come only from here
DEMO = False  # demo people on the sign-in page, mails shown on a page, the UI kit
TRUSTED_PROXIES = 0  # how many proxies set X-Forwarded-* in front of us

SQLALCHEMY_DATABASE_URI = ""  # empty: rinki.db in DATA

SESSION_COOKIE_NAME = "rinki"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
MAX_CONTENT_LENGTH = 2 * 1024 * 1024
MAX_FORM_MEMORY_SIZE = 1024 * 1024

TIMEZONE = "Europe/Helsinki"

MAIL_FROM = "Rinki <rinki@localhost>"
MAIL_SERVER = ""  # empty: mails stay in the outbox (the demo shows them on a page)
MAIL_PORT = 587
MAIL_USERNAME = ""
MAIL_PASSWORD = ""
MAIL_STARTTLS = True

REDIS_URL = ""  # empty: jobs in an SQLite file, rate limits in memory
RATELIMIT_STORAGE_URI = "memory://"
RATELIMIT_STRATEGY = "fixed-window"
RATELIMIT_HEADERS_ENABLED = False
