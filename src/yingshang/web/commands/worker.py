"""`yingshang worker`: tell whoever must be told, run long work, take the daily root."""

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, TextIO

import typer

from yingshang.web import shell

IDLE_SECONDS = 1.0
FAULT_SECONDS = 10.0


class _Stop:
    """Asked to stop: the present delivery or chunk is finished first."""

    def __init__(self) -> None:
        self.is_asked = False
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._ask)

    def _ask(self, *_: Any) -> None:
        self.is_asked = True

    def pause(self) -> None:
        """Leave when asked to."""
        if self.is_asked:
            raise SystemExit(0)


def worker(
    once: Annotated[  # noqa: FBT002
        bool, typer.Option("--once", help="做完到期的事就退出 · do what is due, then leave")
    ] = False,
) -> None:
    """送达事件、运行后台作业、导出每日账本根。Deliver events, run long work, export daily roots.

    嵌入式数据库只能有一个 worker；PostgreSQL 可以有多个。
    One worker on the embedded database; as many as you like on PostgreSQL.
    """
    with shell.database(), _alone():
        from yingshang.apps.ledger.tasks import Round  # noqa: PLC0415 - needs Django

        stop = _Stop()
        turn = Round(pause=stop.pause)
        if once:
            while turn.go():
                stop.pause()
            return
        _go_on(turn, stop)


def _go_on(turn: Any, stop: _Stop) -> None:
    from django.db import DatabaseError, close_old_connections  # noqa: PLC0415 - needs Django

    while not stop.is_asked:
        close_old_connections()
        try:
            count = turn.go()
        except DatabaseError as fault:
            shell.complain(shell.sentence_for(fault))
            time.sleep(FAULT_SECONDS)
            continue
        if not count:
            time.sleep(IDLE_SECONDS)


@contextmanager
def _alone() -> Iterator[None]:
    """On the embedded database, refuse a second worker."""
    import fcntl  # noqa: PLC0415 - the command line stays light

    from django.conf import settings  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    if connection.vendor == "postgresql":
        yield
        return
    with _lock_file(Path(settings.DATA_DIR)) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise shell.complain(
                "已有一个 worker 在运行；嵌入式数据库只需要一个。\n"
                "A worker runs already; the embedded database needs only one."
            ) from None
        yield


def _lock_file(folder: Path) -> TextIO:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return (folder / "worker.lock").open("a")
    except OSError as fault:
        raise shell.complain(
            f"数据文件夹 {folder} 不可写：{fault.strerror}。请检查 YINGSHANG_DATA_DIR。\n"
            f"The data folder {folder} cannot be written. Check YINGSHANG_DATA_DIR."
        ) from None
