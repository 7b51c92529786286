"""Serve the site with gunicorn, and the worker beside it; every failure is one sentence."""

import errno
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from gunicorn.app.base import BaseApplication


class PortTakenError(Exception):
    """Another program listens on the port already."""


def require_free_port(host: str, port: int) -> None:
    """Raise PortTakenError when somebody listens on `host:port`, OSError when nobody could."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise PortTakenError(f"{host}:{port}") from error
            raise


class Server(BaseApplication):
    """gunicorn with our options and without its own command line."""

    def __init__(self, options: dict[str, Any]) -> None:
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        """Hand over the options."""
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """The WSGI application, made only now: it looks at the collected files when it starts."""
        from yingshang.web.wsgi import application  # noqa: PLC0415

        return application


@contextmanager
def worker_beside() -> Iterator[None]:
    """Run `yingshang worker` as long as the block lasts."""
    command = [sys.executable, "-m", "yingshang.web.commands.main", "worker"]
    process = subprocess.Popen(command, env=dict(os.environ))  # noqa: S603 - our own command
    try:
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=10)


def serve(host: str, port: int, *, workers: int = 2, threads: int = 4) -> None:
    """Serve until interrupted.

    Raises:
        PortTakenError: Somebody listens there already.
    """
    require_free_port(host, port)
    options = {
        "bind": f"{host}:{port}",
        "workers": workers,
        "threads": threads,
        "worker_class": "gthread",
        "loglevel": "warning",
        "timeout": 120,
    }
    with worker_beside():
        Server(options).run()
