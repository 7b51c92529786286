"""A thousand parallel branches: what is read and changed depends on neighbours only."""

import pytest

from tests.engines.process.cases import YES, Case, process, step
from yingshang.engines.process import Decide, act

pytestmark = pytest.mark.no_database

BRANCHES = 1_000


class Watched:
    """A position that remembers which places were read, and in how many calls."""

    def __init__(self, state):
        self.state, self.calls, self.read = state, 0, []
        self.closed = state.closed

    def places(self, nodes):
        wanted = list(nodes)
        self.calls += 1
        self.read += wanted
        return self.state.places(wanted)


@pytest.fixture(scope="module")
def wide():
    names = [f"b{index}" for index in range(BRANCHES)]
    return Case(process(step("a"), *(step(name, "a") for name in names), step("last", names)))


def watched(case, key):
    position = Watched(case.state)
    changes = act(case.process, position, Decide(key, 1, "li", "ok"), YES).changes
    return position, changes


def test_one_of_a_thousand_branches_is_settled_by_two_changes_and_two_readings(wide):
    wide.decide("a")
    assert len(wide.open()) == BRANCHES
    position, changes = watched(wide, "b500")
    assert position.read == ["b500", "last"]
    assert [type(each).__name__ for each in changes] == ["Settled", "Counted"]


def test_the_last_of_a_thousand_opens_the_join_without_reading_the_others(wide):
    for index in range(BRANCHES):
        if index != 500:
            wide.decide(f"b{index}")
    assert wide.open() == {"b500"}
    position, changes = watched(wide, "b500")
    assert position.read == ["b500", "last"]
    assert [type(each).__name__ for each in changes] == ["Settled", "Entered", "Counted"]
    assert wide.decide("b500").open() == {"last"}


def test_opening_a_thousand_branches_reads_them_in_one_call():
    names = [f"b{index}" for index in range(BRANCHES)]
    case = Case(process(step("a"), *(step(name, "a") for name in names), step("last", names)))
    position, changes = watched(case, "a")
    assert position.calls == 2
    assert len(changes) == 1 + 2 * BRANCHES
