"""From what a case holds to what conditions are asked about."""

from datetime import date
from decimal import Decimal

import pytest

from tests.engines.packs.casework.city import MINIMAL, set_up
from yingshang.engines.packs.casework.bars import bars_of, failed_checks
from yingshang.engines.packs.casework.records import FactFault, record_of

pytestmark = pytest.mark.no_database
SET_UP = MINIMAL.case_types["set_up"]


def test_answers_take_the_types_of_their_columns():
    values = {"begun_on": "2024-05-06", "owed": "10.50", "revoked": False, "proof": "a.pdf"}
    record = record_of(SET_UP, values, {"route": "ordinary"})
    assert record["begun_on"] == date(2024, 5, 6)
    assert record["owed"] == Decimal("10.50")
    assert (record["revoked"], record["proof"], record["route"]) == (False, True, "ordinary")


def test_an_empty_answer_is_unknown_and_not_nought():
    assert record_of(SET_UP, {"owed": "", "firm": None}, {})["owed"] is None


def test_computed_fields_wait_for_those_that_they_need():
    record = record_of(SET_UP, {"owed": 10, "paid": "3.25"}, {})
    assert (record["rest"], record["rest_again"]) == (Decimal("6.75"), Decimal("6.75"))


def test_what_cannot_be_computed_is_unknown():
    assert record_of(SET_UP, {"owed": 10}, {})["rest"] is None


def test_a_computed_field_is_never_typed():
    assert record_of(SET_UP, {"owed": 10, "paid": 4, "rest": 99}, {})["rest"] == Decimal(6)


def test_a_hidden_field_is_not_kept_and_a_doubtful_one_is():
    hidden = set_up(
        ("name: {zh-hans: 电话, en: Telephone}", "when: revoked = FALSE, name: {zh-hans: 电话}")
    )
    answers = {"phone": "12345"}
    assert record_of(hidden, {**answers, "revoked": True}, {})["phone"] is None
    assert record_of(hidden, {**answers, "revoked": False}, {})["phone"] == "12345"
    assert record_of(hidden, answers, {})["phone"] == "12345"


@pytest.mark.parametrize(
    ("field", "value"),
    [("owed", "much"), ("owed", True), ("begun_on", "soon"), ("revoked", "yes"), ("firm", [1])],
)
def test_a_value_that_does_not_fit_is_named(field: str, value: object):
    with pytest.raises(FactFault) as fault:
        record_of(SET_UP, {field: value}, {})
    assert (fault.value.field, fault.value.value) == (field, value)
    assert fault.value.zh.startswith("应为")


def test_a_bar_that_is_unknown_asks_for_what_is_missing():
    [doubtful] = bars_of(SET_UP, record_of(SET_UP, {}, {}))
    assert (doubtful.bar.id, doubtful.stands, doubtful.verdict.missing) == (
        "revoked",
        False,
        ("revoked",),
    )
    assert bars_of(SET_UP, record_of(SET_UP, {"revoked": False}, {})) == ()
    [barred] = bars_of(SET_UP, record_of(SET_UP, {"revoked": True}, {}))
    assert barred.stands


def test_a_check_that_is_unknown_passes_and_a_false_one_fails():
    assert failed_checks(SET_UP, "submit", record_of(SET_UP, {"owed": 10}, {})) == ()
    record = record_of(SET_UP, {"owed": 10, "paid": 11}, {})
    assert [each.id for each in failed_checks(SET_UP, "submit", record)] == ["paid_not_more"]
    assert failed_checks(SET_UP, "review", record) == ()
