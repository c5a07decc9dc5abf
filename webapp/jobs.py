"""What runs without a request, by `huey_consumer webapp.jobs.huey`.

Every job is a sweep over rows: it may be lost, late or run twice, and the next one puts it right.
"""

from pathlib import Path
from typing import Any

from huey import Huey, RedisHuey, SqliteHuey, crontab

from webapp import create_app, mail, sweeps
from webapp.guides import link_sweep

app = create_app()

MAIL_EVERY = 10  # seconds


def _queue(settings: Any) -> Huey:
    if settings["REDIS_URL"]:
        return RedisHuey("rinki", url=settings["REDIS_URL"], results=False)
    file = Path(settings["DATA"]).absolute() / "jobs.db"
    file.parent.mkdir(parents=True, exist_ok=True)
    return SqliteHuey("rinki", filename=str(file), results=False)


huey = _queue(app.config)


@huey.periodic_task(crontab(), expires=60)
def plan_the_minute() -> None:
    """Huey's clock ticks once a minute, and mail is swept oftener."""
    for second in range(0, 60, MAIL_EVERY):
        send_mail.schedule(delay=second)


@huey.task(expires=MAIL_EVERY)  # a sweep that waited so long has another behind it
def send_mail() -> None:
    with app.app_context():
        mail.send_due()


@huey.periodic_task(crontab(hour="1", minute="20"))  # UTC: night in Finland
def purge() -> None:
    """Forget what has expired."""
    with app.app_context():
        sweeps.purge()


@huey.periodic_task(crontab(minute="*/10"))
def tidy_the_file() -> None:
    with app.app_context():
        sweeps.tidy_the_file()


@huey.periodic_task(crontab(minute="7"))
def offer_places() -> None:
    with app.app_context():
        sweeps.offer_places()


@huey.periodic_task(crontab(minute="*/10"))
def remind() -> None:
    with app.app_context():
        sweeps.remind()


@huey.periodic_task(crontab(minute="*/5", hour="0-4"))  # so mail never waits for it by day
def check_links() -> None:
    with app.app_context():
        link_sweep.sweep(most=60, seconds=40)
