"""Rows are added once, months locked, what comes later is a correction."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from tests.apps.casework.ledgers.conftest import ARREARS, VALUES
from yingshang.apps.casework import errors, services
from yingshang.apps.casework.models import Case, LedgerCorrection, LedgerMonth
from yingshang.apps.casework.selectors.ledgers.asking import rows_of
from yingshang.apps.casework.selectors.ledgers.rollup import kept_figures, roll_up
from yingshang.apps.casework.services.ledgers import Batch, Given, add_rows, lock_month

pytestmark = pytest.mark.django_db
JULY, JUNE = date(2025, 7, 1), date(2025, 6, 1)


def batch(ledger, **others):
    return Batch(ARREARS, ledger.handler, ledger.at, **others)


def given(number, **values):
    return Given(number, VALUES | values)


def forty(**others):
    return [given(n, outside_number=f"GX-{n}", **others) for n in range(1, 41)]


def lock(ledger, actor=None, month=JULY):
    return lock_month(
        type_code=ARREARS,
        unit_id=ledger.unit.pk,
        month=month,
        actor=actor or ledger.reviewer,
        at=ledger.at,
    )


def test_forty_rows_are_added_once(summer):
    written, taken = add_rows(batch=batch(summer), rows=forty(), good_only=False)
    assert written
    assert {each.result for each in taken} == {"added"}
    written, taken = add_rows(batch=batch(summer), rows=forty(), good_only=False)
    assert {each.result for each in taken} == {"there"}
    assert Case.objects.count() == 40


def test_nothing_is_written_while_one_row_is_faulty(summer):
    rows = [given(1), given(2, amount="viel", outside_number="2")]
    written, taken = add_rows(batch=batch(summer), rows=rows, good_only=False)
    assert (written, Case.objects.count()) == (False, 0)
    assert [each.result for each in taken] == ["good", "refused"]
    assert "拖欠金额" in taken[1].reasons[0]


def test_good_rows_only_are_written_when_that_is_chosen(summer):
    rows = [given(1), given(2, amount="viel", outside_number="2")]
    written, taken = add_rows(batch=batch(summer), rows=rows, good_only=True)
    assert (written, Case.objects.count()) == (True, 1)
    rows[1] = given(2, amount="5", outside_number="2")
    _written, taken = add_rows(batch=batch(summer), rows=rows, good_only=False)
    assert [each.result for each in taken] == ["there", "added"]


def test_two_equal_rows_of_one_paste_are_two_rows(summer):
    add_rows(batch=batch(summer), rows=[given(1), given(2)], good_only=False)
    assert Case.objects.count() == 2


def test_somebody_of_another_unit_adds_nothing(summer):
    with pytest.raises(PermissionDenied):
        summer.row(actor=summer.elsewhere)
    rows = Batch(ARREARS, summer.elsewhere, summer.at)
    written, [taken] = add_rows(batch=rows, rows=[given(1)], good_only=False)
    assert (written, taken.result) == (False, "refused")


def test_a_month_is_locked_by_its_reviewer_once_it_is_over(summer, stand):
    summer.row()
    with pytest.raises(errors.MonthNotOverError):
        lock(summer)
    summer.at = stand(date(2025, 8, 1))
    with pytest.raises(PermissionDenied):
        lock(summer, actor=summer.handler)
    locked = lock(summer)
    assert locked.roll_up["rows"] == 1
    assert locked.roll_up["sums"]["amount"] == "120000.00"
    with pytest.raises(errors.MonthLockedAlreadyError):
        lock(summer)


def test_a_row_of_a_locked_month_changes_only_with_a_reason(summer, stand):
    case = summer.row()
    summer.at = stand(date(2025, 8, 1))
    lock(summer)
    change = {
        "case_id": case.pk,
        "revision": Case.objects.get(pk=case.pk).revision,
        "values": {"amount": "130000"},
        "actor": summer.handler,
        "at": summer.at,
    }
    with pytest.raises(errors.MonthLockedError):
        services.amend(**change)
    services.amend(**change, reason="录入有误")
    [correction] = LedgerCorrection.objects.all()
    assert correction.reason == "录入有误"
    assert "amount" in correction.fields
    kept = kept_figures(LedgerMonth.objects.get().roll_up)
    assert kept.sums["amount"] == 120000


def test_moving_a_row_out_of_a_locked_month_needs_a_reason_too(summer, stand):
    case = summer.row()
    summer.at = stand(date(2025, 8, 1))
    lock(summer)
    revision = Case.objects.get(pk=case.pk).revision
    with pytest.raises(errors.MonthLockedError):
        services.amend(
            case_id=case.pk,
            revision=revision,
            values={"received_on": "2025-08-01"},
            actor=summer.handler,
            at=summer.at,
        )


def test_a_row_comes_into_a_locked_month_only_with_a_reason(summer, stand):
    summer.at = stand(date(2025, 8, 1))
    lock(summer)
    with pytest.raises(errors.MonthLockedError):
        summer.row()
    assert Case.objects.count() == 0
    summer.row(reason="漏登")
    assert LedgerCorrection.objects.get().is_new


def test_rates_count_what_came_due_and_nothing_else(summer, stand):
    kept, late = summer.row("k1"), summer.row("k2", outside_number="2", handler="dongliao_county")
    undue = summer.row("k3", outside_number="3", received_on="2025-07-20")
    for case in (kept, late, undue):
        summer.settle(case, "examine", "assigned")
    done = {"paid": "120000"}
    summer.settle(kept, "handle", "paid", actor=summer.county_handler, values=done)
    now = stand(date(2025, 8, 1), 9)
    found = roll_up(summer.case_type, rows_of(ARREARS, None), (JULY, JUNE), now)
    # The last day, 31 July, belongs to July, though it is late only from midnight after it.
    whole = found.whole.now
    assert (whole.rows, whole.came_due, whole.in_time, whole.open) == (3, 2, 1, 3)
    assert found.whole.before.rate.percent is None
    august = roll_up(summer.case_type, rows_of(ARREARS, None), (date(2025, 8, 1), JULY), now)
    assert august.whole.now.came_due == 0
    [by_unit, *_others] = found.groupings
    assert [part.now.rows for part in by_unit.parts] == [3]
