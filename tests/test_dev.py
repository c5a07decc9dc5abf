"""The developer's script, on a machine that has nothing."""

import contextlib
import hashlib
import importlib.machinery
import importlib.util
import io
import sqlite3
import subprocess
import sys
import threading
import zipfile
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.serving import free_port

ROOT = Path(__file__).parent.parent
DEV, SERVE = ROOT / "dev", ROOT / "resources" / "demo" / "serve.py"


@pytest.fixture
def dev(tmp_path):
    module = load(DEV)
    module.TOOLS = tmp_path / "tools"
    return module


def load(path):
    loader = importlib.machinery.SourceFileLoader(path.stem, str(path))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(path.stem, loader))
    loader.exec_module(module)
    return module


@pytest.fixture
def index(dev, tmp_path, monkeypatch):
    """A package index with one wheel: `index(digest)` publishes it under that hash."""
    folder = tmp_path / "simple" / "uv"
    folder.mkdir(parents=True)
    name = f"uv-{dev.UV}-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl"
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w") as wheel:
        wheel.writestr(f"uv-{dev.UV}.data/scripts/uv", "#!/bin/sh\necho uv at your service\n")
    (folder / name).write_bytes(box.getvalue())

    def publish(digest=None):
        digest = digest or hashlib.sha256(box.getvalue()).hexdigest()
        (folder / "index.html").write_text(f'<a href="../uv/{name}#sha256={digest}">{name}</a>')

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=tmp_path))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    for name_ in dev.INDEXES:
        monkeypatch.delenv(name_, raising=False)
    monkeypatch.setenv("PIP_INDEX_URL", f"http://127.0.0.1:{server.server_port}/simple")
    monkeypatch.setattr(dev.pick_wheel, "__defaults__", ("linux", "x86_64", "glibc"))
    yield publish
    server.shutdown()


def test_alone_it_lists_every_command():
    said = subprocess.run([DEV], capture_output=True, text=True).stdout
    for name in ("up", "test", "check", "strings", "shots", "demo", "demo-links", "bench"):
        assert f"./dev {name} " in said


def test_an_unknown_command_is_refused():
    assert subprocess.run([DEV, "fly"], capture_output=True).returncode == 2


@pytest.mark.parametrize(
    ("machine", "wheel"),
    [
        (("linux", "x86_64", "glibc"), "manylinux_2_17_x86_64.manylinux2014_x86_64"),
        (("linux", "x86_64", ""), "musllinux_1_1_x86_64"),
        (("linux", "aarch64", "glibc"), "manylinux_2_28_aarch64"),
        (("darwin", "arm64", ""), "macosx_11_0_arm64"),
    ],
)
def test_each_machine_gets_its_own_wheel(dev, machine, wheel):
    tags = (
        "macosx_11_0_arm64",
        "manylinux_2_17_i686",
        "manylinux_2_17_x86_64.manylinux2014_x86_64",
        "manylinux_2_28_aarch64",
        "musllinux_1_1_x86_64",
        "win_amd64",
    )
    links = [
        f'href="/{v}/uv-{v}-py3-none-{t}.whl#sha256={"a" * 64}"'
        for v in ("0.1", dev.UV)
        for t in tags
    ]
    assert (
        dev.pick_wheel("\n".join(links), *machine)[0]
        == f"/{dev.UV}/uv-{dev.UV}-py3-none-{wheel}.whl"
    )


def test_a_machine_that_has_no_wheel_is_told_so(dev):
    with pytest.raises(SystemExit, match="Install uv by hand"):
        dev.pick_wheel("", "linux", "vax", "glibc")


def test_without_pip_the_wheel_is_fetched_and_works(dev, index):
    index()
    assert dev.works(dev.uv_by_wheel())


def test_a_wheel_that_is_not_what_was_promised_is_not_used(dev, index):
    index(digest="0" * 64)
    with pytest.raises(SystemExit, match="not what the index promised"):
        dev.uv_by_wheel()
    assert not dev.works(dev.TOOLS / "uv")


def test_a_shim_that_runs_nothing_is_passed_over(dev, tmp_path, monkeypatch):
    for name, code in (("dead", 127), ("alive", 0)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "uv").write_text(f"#!/bin/sh\nexit {code}\n")
        (tmp_path / name / "uv").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'dead'}:{tmp_path / 'alive'}:/usr/bin:/bin")
    assert dev.uv_on_this_machine() == tmp_path / "alive" / "uv"


TOGETHER = f"""
import pathlib, sys
sys.path.insert(0, {str(SERVE.parent)!r})
import serve
serve.BIN = pathlib.Path("/bin")
address, *programs = sys.argv[1:]
serve.together(*(("sh", "-c", program) for program in programs), address=address)
"""


@pytest.fixture
def together(tmp_path):
    """Run a site and its jobs as `./dev up` does. All hold its stderr, which ends with the last."""
    (tmp_path / "healthz").touch()
    port = free_port()
    site = f"{sys.executable} -m http.server {port} -b 127.0.0.1 -d {tmp_path} 2>/dev/null"

    def start(jobs):
        words = [sys.executable, "-W", "ignore", "-c", TOGETHER, f"http://127.0.0.1:{port}"]
        words += [f"sleep 60 & {site}", f"echo here >&2; {jobs}"]
        script = subprocess.Popen(
            words, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
        )
        assert script.stderr.readline() == "here\n"
        return script

    return start


def test_when_one_part_of_the_site_ends_all_of_it_is_stopped(together):
    script = together("exit 3")
    assert "ended by itself" in script.communicate(timeout=20)[1]
    assert script.returncode == 1


def test_told_to_stop_it_stops_every_part_and_is_content(together):
    script = together("sleep 60")
    script.terminate()
    script.communicate(timeout=20)
    assert script.returncode == 0


def test_it_is_set_up_again_only_when_something_has_changed(tmp_path, monkeypatch):
    for name in ("webapp", "translations", "resources"):
        (tmp_path / name).mkdir()
    serve = load(SERVE)
    monkeypatch.setattr(serve, "ROOT", tmp_path)
    before = serve.state_of(tmp_path)
    assert serve.state_of(tmp_path) == before
    (tmp_path / "resources" / "guides.csv").touch()
    after = serve.state_of(tmp_path)
    assert after != before
    with contextlib.closing(sqlite3.connect(tmp_path / "rinki.db")) as database:
        database.execute("CREATE TABLE alembic_version AS SELECT '0001' AS version_num")
        database.commit()
    assert serve.state_of(tmp_path) != after
