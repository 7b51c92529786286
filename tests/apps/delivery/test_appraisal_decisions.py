"""Points from what is on record: arithmetic only."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yingshang.apps.delivery.decisions.appraisal import (
    DutyFact,
    EventFact,
    fingerprint,
    outcome_of,
    scored,
    standings,
)
from yingshang.engines.packs.schema.appraisal import ScoringRule

pytestmark = pytest.mark.no_database
DUE = datetime(2024, 6, 26, tzinfo=UTC)
LATER = DUE + timedelta(days=3)
A, B, C = (UUID(int=number) for number in (1, 2, 3))


def rule(code="late", points="-1", **more):
    source = {"duty": {"outcome": "late"}} if "event" not in more and "duty" not in more else {}
    entry = {"code": code, "name": {"zh-hans": code}, "points": points, **source, **more}
    return ScoringRule.model_validate(entry)


def duty(key=1, outcome="late", unit=A, on=date(2024, 6, 25), kind="delivery.return"):
    return DutyFact(key, kind, unit, f"事项{key}", on, outcome)


def event(sequence, kind="delivery.practice_adopted", subject="p1", unit=A, **values):
    day = date(2024, 6, 10)
    return EventFact(sequence, kind, unit, day, ("x", subject), "经验", values)


@pytest.mark.parametrize(
    ("settled", "claimed", "outcome"),
    [
        (True, DUE - timedelta(seconds=1), "in_time"),
        (True, DUE, "late"),
        (False, DUE - timedelta(seconds=1), ""),
        (False, DUE, "late"),
        (False, None, "missing"),
    ],
)
def test_what_became_of_a_duty(settled, claimed, outcome):
    found = outcome_of(is_settled=settled, claimed_at=claimed, due_at=DUE, as_of=LATER)
    assert found == outcome


def test_a_duty_is_not_missing_before_its_due_instant():
    before = DUE - timedelta(seconds=1)
    assert outcome_of(is_settled=False, claimed_at=None, due_at=DUE, as_of=before) == ""
    assert outcome_of(is_settled=False, claimed_at=None, due_at=DUE, as_of=DUE) == "missing"


def test_each_entry_points_at_the_row_that_it_comes_from():
    [entry] = scored([rule()], [duty(7)], [], {})
    assert entry.source == ("obligations.obligation", "7")
    assert (entry.key, entry.counted) == ("late:duty:7", Decimal(-1))


def test_a_rule_looks_only_at_its_kinds():
    only = rule(duty={"outcome": "late", "kinds": ["delivery.decision"]})
    assert not scored([only], [duty()], [], {})
    assert scored([only], [duty(kind="delivery.decision")], [], {})


def test_a_rule_holds_on_the_days_of_its_validity():
    june = rule(valid_from=date(2024, 6, 1), valid_to=date(2024, 6, 30))
    days = [date(2024, 5, 31), date(2024, 6, 1), date(2024, 6, 30), date(2024, 7, 1)]
    duties = [duty(key, on=day) for key, day in enumerate(days)]
    assert [entry.on.day for entry in scored([june], duties, [], {})] == [1, 30]


def test_a_cap_holds_for_each_unit_and_rule_in_order_of_time():
    capped = rule(points="-0.4", cap="1")
    duties = [duty(key, on=date(2024, 6, key)) for key in (3, 1, 2)] + [duty(9, unit=B)]
    found = {entry.key: entry.counted for entry in scored([capped], duties, [], {})}
    assert found == {
        "late:duty:1": Decimal("-0.4"),
        "late:duty:2": Decimal("-0.4"),
        "late:duty:3": Decimal("-0.2"),
        "late:duty:9": Decimal("-0.4"),
    }


def test_a_void_entry_counts_nothing_and_uses_up_no_cap():
    capped = rule(points="-1", cap="1")
    voided = {"late:duty:1": "统计口径有误"}
    first, second = scored([capped], [duty(1), duty(2)], [], voided)
    assert (first.counted, first.void_reason) == (0, "统计口径有误")
    assert second.counted == -1


ADOPTED = rule(
    "adopted",
    "2",
    event={"kind": "delivery.practice_adopted", "undone_by": ["delivery.publicity_withdrawn"]},
)


def test_what_is_taken_back_later_earns_nothing():
    withdrawn = event(5, "delivery.publicity_withdrawn")
    assert not scored([ADOPTED], [], [event(4), withdrawn], {})
    assert scored([ADOPTED], [], [withdrawn, event(6)], {})
    assert scored([ADOPTED], [], [event(4), event(5, "delivery.publicity_withdrawn", "p2")], {})


def test_a_field_of_the_event_decides():
    hollow = rule(event={"kind": "obligations.verified", "where": {"verdict": "hollow"}})
    events = [
        event(1, "obligations.verified", verdict="hollow"),
        event(2, "obligations.verified", verdict="proven"),
        event(3, "obligations.verified"),
    ]
    assert [entry.key for entry in scored([hollow], [], events, {})] == ["late:event:1"]


def test_equal_points_share_a_rank_and_a_unit_without_anything_has_none():
    entries = scored([rule()], [duty(1, unit=B)], [], {})
    rows = standings(Decimal(100), [A, B, C], entries, {A: (1, 1)})
    assert [(row.unit_id, row.points, row.rank) for row in rows] == [
        (A, Decimal(100), 1),
        (B, Decimal(99), 2),
        (C, None, None),
    ]
    tied = standings(Decimal(100), [A, B, C], (), {A: (1, 1), B: (0, 1), C: (1, 1)})
    assert [row.rank for row in tied] == [1, 1, 1]


@given(
    st.lists(st.tuples(st.integers(1, 28), st.sampled_from([A, B]), st.booleans()), max_size=30),
    st.decimals("0.1", "20", places=1),
)
def test_no_unit_loses_more_than_the_cap(rows, cap):
    capped = rule(points="-0.7", cap=str(cap))
    duties = [duty(n, unit=unit, on=date(2024, 6, day)) for n, (day, unit, _) in enumerate(rows)]
    voided = {f"late:duty:{n}": "x" for n, (_, _, is_void) in enumerate(rows) if is_void}
    entries = scored([capped], duties, [], voided)
    for unit in (A, B):
        valid = [e for e in entries if e.unit_id == unit and not e.void_reason]
        total = sum((e.counted for e in valid), Decimal(0))
        assert total == -min(cap, Decimal("0.7") * len(valid))


def test_the_fingerprint_does_not_depend_on_order_or_on_trailing_zeros():
    entries = scored([rule(points="-0.5")], [duty(1), duty(2, unit=B)], [], {})
    rows = standings(Decimal(100), [A, B], entries, {})
    padded = standings(Decimal("100.00"), [B, A], entries, {})
    assert fingerprint(rows, entries) == fingerprint(padded, entries[::-1])
    assert fingerprint(rows, entries) != fingerprint(rows, entries[:1])
