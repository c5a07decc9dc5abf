"""Checking the links that are due: many sites at a time, and each site one thing at a time.

A site is claimed with a lease before it is asked, so two sweeps never ask it at once; if one dies,
the lease runs out and another goes on. The database is free while a site takes its time.

Where a link goes on at another site, that site is claimed in its turn: what is left to go on with
is kept here in memory, and the link is due again if the sweep ends before.
"""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice
from time import monotonic, sleep

from flask import Flask, current_app
from sqlalchemy import Select, func, select, update

from webapp.db import db, now, unit_of_work
from webapp.guides import links
from webapp.guides.link_looks import Look, Step, look
from webapp.guides.link_models import LinkCheck, LinkHost
from webapp.guides.models import Guide

AT_ONCE = 8  # sites
LEASE = timedelta(minutes=3)  # more than robots.txt, HEAD and GET can take
ROBOTS_KEPT = timedelta(days=1)


@dataclass(frozen=True)
class Task:
    guide_id: int
    step: Step
    host: str
    known: dict[str, str]
    robots: str | None = None


def look_again(guide: Guide) -> bool:
    """Check one link while someone waits; False if a site on the way is not to be asked just now.

    Then the link stays due, and the next sweep goes on with it.
    """
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    with unit_of_work():
        links.enrol()
        check = db.session.get_one(LinkCheck, guide.id)
        check.due_at = now()
        onward = [_task(check)]
    state = None
    while state is None:  # it goes on at another site
        with unit_of_work():
            task = _with_robots(onward.pop())
            if not _take(task.host):
                return False
        state = _record(task, _look(app, task), onward)
    return True


def sweep(
    most: int, seconds: float = float("inf"), told: Callable[[], None] = lambda: None
) -> Counter[str]:
    """Check the links that are due, no new ones after so long; the states of those checked."""
    with unit_of_work():
        links.enrol()
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    states: Counter[str] = Counter()
    running: dict[Future[Look], Task] = {}
    onward: list[Task] = []
    end = monotonic() + seconds
    with ThreadPoolExecutor(AT_ONCE) as pool:
        while True:
            most = most if monotonic() < end else 0
            for task in _claim(min(AT_ONCE, most) - len(running), onward):
                running[pool.submit(_look, app, task)] = task
            if not running and (most <= 0 or not _rested(onward)):
                return states
            for finished in wait(running, return_when=FIRST_COMPLETED).done:
                state = _record(running.pop(finished), finished.result(), onward)
                if state is not None:
                    states[state] += 1
                    most -= 1
                    told()


def _claim(places: int, onward: list[Task]) -> list[Task]:
    """What goes on at sites that are free; then the sites that are free and have links due, each
    with the one that has waited longest."""
    if places <= 0:
        return []
    with unit_of_work():
        free = (task for task in onward if _take(task.host))
        gone_on = [_with_robots(task) for task in islice(free, places)]
        waiting = _waiting().where(LinkHost.free_at <= now()).limit(places - len(gone_on))
        hosts = [host for host, _free_at in db.session.execute(waiting).all()]
        fresh = [_with_robots(_task(_first_of(host))) for host in hosts if _take(host)]
    left = {task.guide_id for task in onward} - {task.guide_id for task in gone_on}
    onward[:] = [task for task in onward if task.guide_id in left]
    return [*gone_on, *fresh]


def _waiting() -> Select[str, datetime]:
    """The sites that have links due, the one that has waited longest first."""
    return (
        select(LinkHost.name, LinkHost.free_at)
        .join(LinkCheck, LinkCheck.host == LinkHost.name)
        .where(LinkCheck.due_at <= now())
        .group_by(LinkHost.name, LinkHost.free_at)
        .order_by(func.min(LinkCheck.due_at), LinkHost.name)
    )


def _take(host: str) -> bool:
    taken = db.session.execute(
        update(LinkHost)
        .where(LinkHost.name == host, LinkHost.free_at <= now())
        .values(free_at=now() + LEASE)
        .execution_options(synchronize_session=False)
    )
    return bool(taken.rowcount)  # type: ignore[attr-defined]


def _first_of(host: str) -> LinkCheck:
    mine = select(LinkCheck).where(LinkCheck.host == host, LinkCheck.due_at <= now())
    return db.session.scalars(mine.order_by(LinkCheck.due_at, LinkCheck.guide_id).limit(1)).one()


def _task(check: LinkCheck) -> Task:
    known = {"If-None-Match": check.etag, "If-Modified-Since": check.last_modified}
    known = {header: value for header, value in known.items() if value}
    return Task(check.guide_id, Step(check.url, check.url), check.host, known)


def _with_robots(task: Task) -> Task:
    """What the site lets machines do, if it was asked lately."""
    host = db.session.get_one(LinkHost, task.host)
    is_fresh = host.robots_at is not None and now() - host.robots_at < ROBOTS_KEPT
    return replace(task, robots=host.robots if is_fresh else None)


def _next(task: Task, step: Step) -> Task:
    """The link goes on at another site, which may be new to us."""
    host = links.host_of(step.url)
    links.greet(host)
    return Task(task.guide_id, step, host, task.known)


def _look(app: Flask, task: Task) -> Look:
    """In a thread of its own, without the database."""
    with app.app_context():
        try:
            return look(task.step, task.known, task.robots)
        except Exception:  # one odd site doesn't stop the others
            app.logger.exception("a link could not be looked at")
            return Look()


def _record(task: Task, found: Look, onward: list[Task]) -> str | None:
    """Note it, unless the guide has got another address meanwhile, and let the site go.

    Where it goes on elsewhere, that is added to what is left to go on with.
    """
    with unit_of_work():
        host = db.session.get(LinkHost, task.host) or LinkHost(name=task.host)
        db.session.add(host)
        host.free_at = now() + (found.wait or timedelta(seconds=current_app.config["LINK_PAUSE"]))
        if found.robots is not None:
            host.robots, host.robots_at = found.robots.replace("\0", ""), now()
        check = db.session.get(LinkCheck, task.guide_id)
        if check is None or check.url != task.step.start:
            return ""
        if found.onward:
            check.due_at = now() + LEASE
            onward.append(_next(task, found.onward))
            return None
        links.note(check, found)
        return check.state


def _rested(onward: list[Task]) -> bool:
    """Wait for a site that is only resting between two links; False if none is."""
    pause = current_app.config["LINK_PAUSE"]
    first = db.session.scalar(select(func.min(_waiting().subquery().c.free_at)))
    if onward:
        theirs = LinkHost.name.in_([task.host for task in onward])
        nearest = db.session.scalar(select(func.min(LinkHost.free_at)).where(theirs))
        first = min(filter(None, (first, nearest)), default=None)
    left = (first - now()).total_seconds() if first else pause + 1
    if left > pause:
        return False
    sleep(max(left, 0))
    return True
