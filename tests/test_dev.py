"""The developer's script, on a machine that has nothing."""

import hashlib
import importlib.machinery
import importlib.util
import io
import subprocess
import sys
import threading
import zipfile
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

DEV = Path(__file__).parent.parent / "dev"


@pytest.fixture
def dev(tmp_path):
    loader = importlib.machinery.SourceFileLoader("dev", str(DEV))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("dev", loader))
    loader.exec_module(module)
    module.TOOLS = tmp_path / "tools"
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
import importlib.machinery, pathlib, sys
dev = importlib.machinery.SourceFileLoader("dev", {str(DEV)!r}).load_module()
dev.BIN = pathlib.Path("/bin")
dev.together(*(("sh", "-c", program) for program in sys.argv[1:]), address="http://127.0.0.1:1")
"""


@pytest.fixture
def together():
    """Start programs as `./dev up` does. All of them hold its stderr, which ends with the last."""

    def start(*programs):
        words = [sys.executable, "-W", "ignore", "-c", TOGETHER, *programs]
        script = subprocess.Popen(words, stderr=subprocess.PIPE, text=True)
        assert script.stderr.readline() == "here\n"
        return script

    return start


SITE = "sleep 60 & echo here >&2; wait"  # a server with a worker


def test_when_one_part_of_the_site_ends_all_of_it_is_stopped(together):
    script = together(SITE, "sleep 0.5; exit 3")
    assert "ended by itself" in script.communicate(timeout=20)[1]
    assert script.returncode == 1


def test_told_to_stop_it_stops_every_part_and_is_content(together):
    script = together(SITE)
    script.terminate()
    script.communicate(timeout=20)
    assert script.returncode == 0
