"""Programs are killed amid a thousand submissions: nothing acknowledged is lost, nothing twice."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection

from tests.apps.casework.factories import a_world
from yingshang.apps.casework.models import Case, Letter
from yingshang.apps.ledger.verification import verify
from yingshang.apps.obligations.models import Obligation

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
ROOT = Path(__file__).parents[3]
CASES, PROCESSES, ACKNOWLEDGED_FIRST = 1000, 4, 60
SHARE = CASES // PROCESSES


def surroundings(tmp_path):
    place = connection.settings_dict
    host = quote(place["HOST"], safe="")
    return os.environ | {
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        "DJANGO_SETTINGS_MODULE": "yingshang.web.settings.test",
        "YINGSHANG_DATA_DIR": str(tmp_path),
        "YINGSHANG_TEST_DATABASE_URL": f"postgresql://{place['USER']}@{host}/{place['NAME']}",
    }


def clients(world, env):
    begun = []
    for first in range(0, CASES, SHARE):
        command = [sys.executable, "-m", "tests.apps.casework.clients"]
        command += [world.clerk.login, world.applicant.login, str(first), str(first + SHARE)]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        begun.append(subprocess.Popen(command, env=env, cwd=ROOT, **pipes))
    return begun


def acknowledged(lines):
    """Case numbers by key; a line that the killed program did not finish says nothing."""
    return dict(line.split() for line in lines if line.endswith("\n"))


def killed_midway(programs):
    heard = []
    for each in programs:
        heard += [each.stdout.readline() for _ in range(ACKNOWLEDGED_FIRST // PROCESSES)]
        assert heard[-1], each.communicate()
    for each in programs:
        each.kill()
    for each in programs:
        heard += each.stdout.readlines()
        each.communicate()
    return acknowledged(heard)


def finished(programs):
    heard = {}
    for each in programs:
        out, err = each.communicate(timeout=300)
        assert each.returncode == 0, err
        heard |= acknowledged(out.splitlines(keepends=True))
    return heard


def kept():
    return dict(Case.objects.values_list("idempotency_key", "number"))


def test_killed_amid_a_thousand_submissions_nothing_is_lost_and_nothing_is_there_twice(tmp_path):
    world, env = a_world(), surroundings(tmp_path)
    promised = killed_midway(clients(world, env))
    assert ACKNOWLEDGED_FIRST <= len(promised) < CASES
    assert promised.items() <= kept().items()
    again = finished(clients(world, env))
    assert len(again) == CASES
    assert promised.items() <= again.items()
    assert kept() == again
    assert Case.objects.count() == Letter.objects.count() == CASES
    assert Obligation.objects.filter(kind="casework.acceptance").count() == CASES
    assert verify().faults == ()
