"""Serve the demo (`./dev up`): the site and its jobs, until Ctrl-C or until one of them ends."""

import contextlib
import hashlib
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent.parent
BIN = Path(sys.executable).parent
NOT_SOURCE = {".pyc", ".mo"}


def main(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(port)))
        except OSError:
            sys.exit(f"Port {port} is taken. Try ./dev up --port {int(port) + 1}")
    set_up()
    site = ["granian", "--interface", "wsgi", "--factory", "webapp:create_app", "--port", port]
    site += ["--workers", "2", "--blocking-threads", "4", "--log-level", "warning"]
    jobs = ["huey_consumer", "webapp.jobs.huey", "--workers", "1", "--quiet"]
    together(site, jobs, address=f"http://127.0.0.1:{port}")


def set_up():
    """Make ready what is served and say who can sign in; only say it if nothing has changed."""
    data = Path(os.environ["RINKI_DATA"])
    stamp, digest, said = data / "set-up", state_of(data), ""
    if stamp.exists() and (ROOT / "translations/fi/LC_MESSAGES/messages.mo").exists():
        known, said = stamp.read_text(encoding="utf-8").split("\n", 1)
        said = said if known == digest else ""
    if not said:
        flask = [BIN / "flask", "rinki", "setup"]
        done = subprocess.run(flask, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        if done.returncode:
            sys.exit(done.returncode)
        said = done.stdout
        stamp.write_text(f"{state_of(data)}\n{said}", encoding="utf-8")
    print(said, flush=True)


def state_of(data):
    """A digest of all that setting up depends on: files, settings, and which tables there are."""
    folders = (ROOT / name for name in ("webapp", "translations", "resources"))
    files = (file for folder in folders for file in sorted(folder.rglob("*.*")))
    seen = [f"{file} {file.stat().st_mtime_ns}" for file in files if file.suffix not in NOT_SOURCE]
    seen += [f"{name}={value}" for name, value in sorted(os.environ.items()) if "RINKI" in name]
    if (data / "rinki.db").exists():
        database = sqlite3.connect(data / "rinki.db")
        with contextlib.closing(database), contextlib.suppress(sqlite3.Error):
            seen += database.execute("SELECT version_num FROM alembic_version").fetchall()
    return hashlib.sha256("\n".join(map(str, seen)).encode()).hexdigest()


def together(site, *others, address):
    """Run the site and, when it answers, the others, until one ends or someone says stop."""
    told, running = [], []
    for signal_ in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(signal_, lambda number, _: told.append(number))

    def start(program, *arguments):
        words = [BIN / program, *arguments]
        running.append(subprocess.Popen(words, cwd=ROOT, start_new_session=True))

    start(*site)
    while not told and all(child.poll() is None for child in running):
        if others and answers(f"{address}/healthz"):
            print(f"Rinki is at {address} – Ctrl-C stops it.", flush=True)
            for other in others:
                start(*other)
            others = ()
        time.sleep(0.05)
    stop(running)
    sys.exit(None if told else "A part of the site ended by itself, so all of it was stopped.")


def stop(running):
    for child in running:
        child.terminate()
    for child in running:
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(timeout=10)
        with contextlib.suppress(ProcessLookupError):  # what it left behind
            os.killpg(child.pid, signal.SIGKILL)


def answers(url):
    try:
        urlopen(url, timeout=1).close()
    except HTTPError:  # an answer too: a site of another name, say
        return True
    except OSError:
        return False
    return True


if __name__ == "__main__":
    main(*sys.argv[1:])
