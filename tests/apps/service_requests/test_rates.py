"""Rates: over valid call-backs, weighted by the pack, a dash over nothing."""

from decimal import Decimal
from pathlib import Path

import pytest

from yingshang.apps.service_requests.decisions.rates import Said, counted
from yingshang.apps.service_requests.decisions.wording import title_of, without_identity
from yingshang.apps.service_requests.templatetags.request_rates import percent
from yingshang.engines.packs.reading import read_pack

pytestmark = pytest.mark.no_database
PACK = read_pack(Path(__file__).parents[3] / "packs" / "liaoyuan-2024")
RATES = PACK.models["service_requests/rates.yaml"].rates
CALL_BACKS = PACK.models["service_requests/callbacks.yaml"]


def said(count=1, **others):
    given = {
        "reached": True,
        "excluded": False,
        "contacted": True,
        "solved": True,
        "satisfied": "satisfied",
        "by_reporter": False,
    }
    return Said(**given | others, count=count)


def rates_of(*rows):
    found = counted(RATES, CALL_BACKS, rows)
    return {rate.entry.id: rate for rate in found.rates}, found


def test_only_valid_call_backs_are_in_the_denominator():
    rates, found = rates_of(
        said(6),
        said(2, solved=False, satisfied="dissatisfied"),
        said(3, reached=False, contacted=None, solved=None, satisfied=""),
        said(1, excluded=True, solved=False),
    )
    assert (found.made, found.valid, found.excluded) == (12, 8, 1)
    assert rates["solution"].value == Decimal("0.750")


def test_mostly_satisfied_counts_nine_tenths():
    rates, _found = rates_of(said(1), said(1, satisfied="mostly"))
    assert rates["satisfaction"].value == Decimal("0.950")


def test_what_was_not_asked_counts_for_no_response_and_against_none():
    rates, _found = rates_of(said(1, contacted=None), said(1), said(1, contacted=False))
    assert (rates["response"].value, rates["response"].whole) == (Decimal("0.500"), 2)


def test_a_rate_over_nothing_is_a_dash():
    rates, found = rates_of(said(2, reached=False, solved=None, satisfied=""))
    assert found.valid == 0
    assert {percent(rate) for rate in rates.values()} == {"–"}


def test_a_title_says_what_hides_nothing():
    words = without_identity("我是李小明。门前积水三天了，没人管。", ["李小明"])
    assert title_of(words) == "门前积水三天了，没人管"
