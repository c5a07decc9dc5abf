"""Sites served by Granian on a free port, with data of their own: to measure or to look at."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

from webapp.search import analysis, words

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent


class Site:
    """A running server: its address, its process and how long it took to answer."""

    def __init__(self, factory: str, first_page: str, environment: dict[str, str]):
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        words = ["--interface", "wsgi", "--factory", factory, "--port", str(self.port)]
        words += ["--workers", "2", "--blocking-threads", "4", "--log-level", "warning"]
        began = time.perf_counter()
        self.process = subprocess.Popen(
            [BIN / "granian", *words],
            cwd=ROOT,
            env={**os.environ, **environment, "RINKI_PUBLIC_URL": self.address},
        )
        self._wait_for(self.address + first_page)
        self.seconds_to_first_page = time.perf_counter() - began

    def _wait_for(self, page: str) -> None:
        for _ in range(3000):
            try:
                urlopen(page, timeout=30).close()
                return
            except HTTPError as error:
                raise RuntimeError(f"{page} answers {error.code}") from None
            except OSError:
                if self.process.poll() is not None:
                    raise RuntimeError("the server ended before its first page") from None
                time.sleep(0.01)

    def memory(self) -> float:
        """MiB of the server and its workers; what they share is counted once (PSS)."""
        return sum(self._sizes()) / 1024

    def largest(self) -> float:
        """MiB of the largest of them alone."""
        return max(self._sizes()) / 1024

    def _sizes(self) -> list[int]:
        return [_pss(pid) for pid in (self.process.pid, *_children(self.process.pid))]

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)


@contextmanager
def serving(factory: str, first_page: str, **environment: str) -> Iterator[Site]:
    site = Site(factory, first_page, environment)
    try:
        yield site
    finally:
        site.stop()


def fresh_demo(folder: str) -> dict[str, str]:
    """Load the demo into an empty folder; the environment that a site needs to show it."""
    lend_dictionaries(folder)
    environment = {"RINKI_DATA": folder, "RINKI_DEMO": "1", "RINKI_RATELIMIT_ENABLED": "0"}
    words = [BIN / "flask", "--app", "webapp", "rinki", "setup"]
    subprocess.run(words, cwd=ROOT, env={**os.environ, **environment}, check=True)
    return environment


def dictionaries() -> Path:
    """Those that the search makes once, in half a minute."""
    return analysis.folder(os.environ.get("RINKI_DATA", str(ROOT / "instance")))


def lend_dictionaries(folder: str | Path) -> None:
    """Let a site with data of its own use them."""
    words.build(dictionaries())
    (Path(folder) / "words").symlink_to(dictionaries())


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _children(parent: int) -> list[int]:
    """The processes begun by a process, and those begun by them (Linux)."""
    tasks = Path(f"/proc/{parent}/task").glob("*/children")
    children = [int(pid) for task in tasks for pid in task.read_text().split()]
    return [pid for child in children for pid in (child, *_children(child))]


def _pss(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
