"""A PostgreSQL of the tests' own: in a temporary folder, reached by a socket, gone afterwards."""

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import quote

MISSING = (
    "没有找到 PostgreSQL，已跳过相关测试；请先运行 apt-get install postgresql。"
    "PostgreSQL is not installed, so its tests are skipped; run apt-get install postgresql."
)
NEWEST_FIRST = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
# Durable or not makes no difference to a database that lives for one run.
FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60"


class NoPostgresError(Exception):
    """The programs of a PostgreSQL server are not on this machine."""


class Server:
    """One running server. `url` names its database `postgres`."""

    def __init__(self):
        self._programs = programs()
        self._folder = Path(tempfile.mkdtemp(prefix="yingshang-postgresql-"))
        self._account = account()
        if self._account:
            shutil.chown(self._folder, self._account.pw_name)
        self.url = self.url_of("postgres")

    def url_of(self, database):
        """The address of another database of this server."""
        return f"postgresql://tester@{quote(str(self._folder), safe='')}/{database}"

    def start(self, settings=FAST):
        """Begin with these settings of the server, as its command line takes them."""
        data = str(self._folder / "data")
        self._run("initdb", "-D", data, "-U", "tester", "-A", "trust", "-E", "UTF8", "--locale=C")
        options = f"-k {self._folder} -c listen_addresses='' {settings}"
        log = str(self._folder / "log")
        self._run("pg_ctl", "-D", data, "-w", "-t", "60", "-l", log, "-o", options, "start")

    def stop(self):
        data = str(self._folder / "data")
        self._run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(self._folder, ignore_errors=True)

    def _run(self, program, *arguments):
        other = {"user": self._account.pw_name, "group": self._account.pw_gid, "extra_groups": []}
        subprocess.run(
            [self._programs / program, *arguments],
            check=True,
            cwd=self._folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **(other if self._account else {}),
        )


def programs():
    """The folder that holds initdb and pg_ctl."""
    on_path = shutil.which("initdb")
    for folder in [*NEWEST_FIRST, *([Path(on_path).parent] if on_path else [])]:
        if (folder / "initdb").exists() and (folder / "pg_ctl").exists():
            return folder
    raise NoPostgresError(MISSING)


def account():
    """Whom the server runs as when the tests run as root, which PostgreSQL refuses."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    return None
