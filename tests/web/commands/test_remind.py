"""`yingshang remind`, and a worker that is killed while it sends."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.apps.messages.mailroom import LocalController, Mailbox, free_port

pytestmark = pytest.mark.no_database
SRC = Path(__file__).parents[3] / "src"
LETTER = """
from yingshang.apps.directory.models import Person
from yingshang.apps.ledger import clock
from yingshang.apps.messages.models import Message
person = Person.objects.create(login="zhang", name="张某", email="zhang@example.cn")
Message.objects.create(key="m1", person=person, channel="email", template="x", template_version=1,
    language="zh-hans", subject="退回", body="请补充", queued_at=clock.now(),
    next_attempt_at=clock.now())
"""
STATE = "from yingshang.apps.messages.models import Message as M; m = M.objects.get(); "
A_MINUTE_LATER = STATE + "m.next_attempt_at = m.queued_at; m.save()"


@pytest.fixture
def surroundings(tmp_path):
    return {
        **os.environ,
        "PYTHONPATH": str(SRC),
        "YINGSHANG_DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "yingshang.web.settings.base",
    }


def yingshang(surroundings, *arguments):
    command = [sys.executable, "-m", "yingshang.web.commands.main", *arguments]
    return subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False)


def python(surroundings, code):
    script = f"from yingshang.web import shell\nwith shell.database():\n exec({code!r})"
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_a_day_that_has_not_come_is_refused(surroundings):
    assert yingshang(surroundings, "migrate").returncode == 0
    done = yingshang(surroundings, "remind", "--day", "2999-01-01")
    assert done.returncode == 1
    assert "还没有到" in done.stderr
    assert yingshang(surroundings, "remind").returncode == 0


class Executioner(Mailbox):
    """Takes a message and kills whoever brought it before the answer is read."""

    victim = None

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        answer = await super().handle_DATA(server, session, envelope)
        if self.victim is not None:
            os.kill(self.victim.pid, signal.SIGKILL)
            self.victim.wait()
            self.victim = None
        return answer


def test_a_killed_worker_loses_nothing_and_repeats_one_message_at_most(surroundings):
    box = Executioner()
    server = LocalController(box, hostname="127.0.0.1", port=free_port())
    server.start()
    surroundings["YINGSHANG_EMAIL_URL"] = f"smtp://127.0.0.1:{server.port}"
    try:
        yingshang(surroundings, "migrate")
        python(surroundings, LETTER)
        command = [sys.executable, "-m", "yingshang.web.commands.main", "worker", "--once"]
        box.victim = victim = subprocess.Popen(command, env=surroundings)
        assert victim.wait(timeout=60) == -signal.SIGKILL
        assert python(surroundings, STATE + "print(m.state, m.attempts)") == "waiting 1"
        assert yingshang(surroundings, "worker", "--once").returncode == 0
        assert len(box.arrived) == 1
        python(surroundings, A_MINUTE_LATER)
        assert yingshang(surroundings, "worker", "--once").returncode == 0
    finally:
        server.stop()
    assert python(surroundings, STATE + "print(m.state, m.attempts)") == "sent 2"
    ids = {
        line for each in box.arrived for line in each.content.splitlines() if b"Message-ID" in line
    }
    assert (len(box.arrived), len(ids)) == (2, 1)
