"""Sample cases held elsewhere: the same ones always, late ones and open ones among them."""

from datetime import date
from random import Random

import pytest

from yingshang.engines.packs.reading import read_pack
from yingshang.web.sample.outside import CASES, rows

pytestmark = pytest.mark.no_database
ISSUED = date(2024, 4, 18)


@pytest.fixture(scope="module")
def steps(pytestconfig):
    pack = read_pack(pytestconfig.rootpath / "packs/liaoyuan-2024")
    [held] = [each for each in pack.case_types.values() if not each.entry.held.here]
    return held.entry.steps


def events(steps, until):
    return {row[1]: row for row in rows(steps, ISSUED, until, Random("x"))}  # noqa: S311


def test_a_later_file_tells_the_same_events_and_more(steps):
    early, late = events(steps, date(2024, 8, 15)), events(steps, date(2024, 10, 19))
    assert set(early) < set(late)
    assert all(early[key][:6] == late[key][:6] for key in early)


def test_some_cases_are_late_and_some_are_open(steps):
    told = {row[0]: row for row in events(steps, date(2024, 10, 19)).values()}
    assert len(told) <= CASES
    assert any(not row[6] for row in told.values())
    assert any(row[6] and row[6][:10] > row[5] for row in told.values())
