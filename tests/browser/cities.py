"""Cities of the browser tests: each is built once in a run; whoever changes one gets a copy."""

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAM = ["-m", "yingshang.web.commands.main"]
# How each is built, in a process of its own: the Django of the tests has other settings.
BUILDERS = {
    "sample": [*PROGRAM, "run", "--no-serve"],
    "young": ["-m", "tests.browser.young_city"],
}


def built(name, shared):
    """The folder of a city in `shared`; whoever comes first builds it, the others wait."""
    folder = shared / name
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            attempt = shared / f"{name}.attempt"
            shutil.rmtree(attempt, ignore_errors=True)
            attempt.mkdir()
            _run(BUILDERS[name], attempt)
            attempt.rename(folder)
    return folder


@contextmanager
def own_copy(city, folder, **settings):
    """The address of a copy in `folder`, whose clock may be moved; `settings` as of `served`."""
    shutil.copytree(city, folder / "city")
    with served(folder / "city", **settings) as address:
        yield address


@contextmanager
def served(folder, **settings):
    """The site and its worker on the city in `folder`; `settings` are `YINGSHANG_<name>`."""
    port = _free_port()
    command = [sys.executable, *PROGRAM, "serve", "--port", str(port), "--workers", "1"]
    settings = {"SITE_URL": f"http://127.0.0.1:{port}"} | settings
    more = {f"YINGSHANG_{name}": value for name, value in settings.items()}
    around = _surroundings(folder) | more
    with (folder / "log.txt").open("w") as log:
        server = subprocess.Popen(command, env=around, stdout=log, stderr=log)
        try:
            _wait_for(f"http://127.0.0.1:{port}/", server, folder / "log.txt")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=120)


def _run(command, folder):
    done = subprocess.run(
        [sys.executable, *command],
        env=_surroundings(folder),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def _surroundings(folder):
    kept = {key: value for key, value in os.environ.items() if "YINGSHANG" not in key}
    kept["DJANGO_SETTINGS_MODULE"] = "yingshang.web.settings.base"
    return kept | {"YINGSHANG_DATA_DIR": str(folder)}


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(url, server, log, seconds=300):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        assert server.poll() is None, log.read_text(encoding="utf-8")
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310
                assert answer.status == 200
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.3)
    raise AssertionError(log.read_text(encoding="utf-8"))
