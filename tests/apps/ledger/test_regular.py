"""What the worker does again and again."""

import pytest
from django.db import OperationalError

from yingshang.apps.ledger.services import Regulars, regular
from yingshang.apps.ledger.services.regular import every

pytestmark = pytest.mark.no_database


@pytest.fixture(autouse=True)
def watch(monkeypatch):
    """An empty table, and a stopwatch that stands until it is moved."""
    seconds = [0.0]
    monkeypatch.setattr(regular, "_known", {})
    monkeypatch.setattr(regular.clock, "stopwatch", lambda: seconds[0])
    return seconds


def test_each_thing_has_its_own_pace(watch):
    done = []
    every("a.fast", seconds=5, function=lambda: done.append("fast") or 1)
    every("a.slow", seconds=60, function=lambda: done.append("slow") or 2)
    turns = Regulars()
    assert turns.go() == 3
    assert turns.go() == 0
    watch[0] = 5.0
    assert turns.go() == 1
    watch[0] = 60.0
    assert turns.go() == 3
    assert done == ["fast", "slow", "fast", "fast", "slow"]


def test_a_day_that_begins_gives_everything_its_turn_at_once():
    every("a.slow", seconds=60, function=lambda: 1)
    turns = Regulars()
    assert turns.go() == 1
    turns.hurry()
    assert turns.go() == 1
    assert turns.go() == 0


def test_one_fault_does_not_stop_the_others(caplog):
    every("a.broken", seconds=1, function=lambda: 1 // 0)
    every("a.sound", seconds=1, function=lambda: 1)
    assert Regulars().go() == 1
    assert "a.broken failed" in caplog.text


def test_a_fault_of_the_database_is_the_workers_to_handle():
    def fail():
        raise OperationalError

    every("a.locked", seconds=1, function=fail)
    with pytest.raises(OperationalError):
        Regulars().go()


def test_a_name_belongs_to_one_function():
    every("a.name", seconds=1, function=lambda: 0)
    with pytest.raises(ValueError, match="already done"):
        every("a.name", seconds=1, function=lambda: 0)
