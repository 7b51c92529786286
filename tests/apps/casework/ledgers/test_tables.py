"""Rows of a ledger in SQL: filters, order, pages, sums, lights."""

from datetime import date
from decimal import Decimal

import pytest

from yingshang.apps.casework.decisions.columns import columns_of, usual_columns
from yingshang.apps.casework.selectors.ledgers.asking import Asked, Order, rows_of
from yingshang.apps.casework.selectors.ledgers.table import lines, table_page

pytestmark = pytest.mark.django_db
ARREARS = "arrears_clues"


def asked(ledger, filters=(), order=(), columns=None, after=()):
    known = columns_of(ledger.case_type)
    return Asked(
        columns=tuple(known[each] for each in columns or usual_columns(ledger.case_type)),
        filters=tuple((known[name], how, value) for name, how, value in filters),
        order=tuple(Order(known[each.lstrip("-")], each.startswith("-")) for each in order),
        after=tuple(after),
    )


def page(ledger, **others):
    return table_page(ledger.case_type, rows_of(ARREARS, None), asked(ledger, **others))


def creditors(found):
    return [row.case.values["creditor"] for row in found.rows]


@pytest.fixture
def three(summer):
    summer.row("k1", creditor="甲厂", amount="900", handler="dongliao_county")
    summer.row("k2", creditor="乙厂", amount="10000.50", disputed="true", received_on="2025-06-30")
    summer.row("k3", creditor="丙社", amount="80", paid="30", came_from="line_96611")
    return summer


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ([("creditor", "has", "厂")], {"甲厂", "乙厂"}),
        ([("amount", "from", Decimal(81)), ("amount", "to", Decimal(9000))], {"甲厂"}),
        ([("amount", "from", Decimal("10000.50"))], {"乙厂"}),
        ([("outstanding", "to", Decimal(50))], {"丙社"}),
        ([("received_on", "to", date(2025, 6, 30))], {"乙厂"}),
        ([("disputed", "is", ["true"])], {"乙厂"}),
        ([("disputed", "is", ["false"])], {"甲厂", "丙社"}),
        ([("came_from", "is", ["line_96611", "other"])], {"丙社"}),
        ([("holder", "is", ["industry_information"])], {"甲厂", "乙厂", "丙社"}),
        ([("step", "is", ["examine"])], {"甲厂", "乙厂", "丙社"}),
        ([("light", "is", ["idle"])], {"甲厂", "乙厂", "丙社"}),
        ([("light", "is", ["overdue"])], set()),
        ([("opened_on", "from", date(2025, 7, 2)), ("opened_on", "to", date(2025, 7, 2))],
         {"甲厂", "乙厂", "丙社"}),
        ([("opened_on", "from", date(2025, 7, 3))], set()),
    ],
)  # fmt: skip
def test_a_filter_finds_what_fits_it(three, filters, found):
    assert set(creditors(page(three, filters=filters))) == found


def test_numbers_are_sorted_as_numbers_and_empty_cells_come_last(three):
    assert creditors(page(three, order=["-amount"])) == ["乙厂", "甲厂", "丙社"]
    assert creditors(page(three, order=["paid"]))[0] == "丙社"
    assert creditors(page(three, order=["-paid"]))[0] == "丙社"


def test_sums_are_those_of_all_rows_that_fit(three):
    assert page(three).sums["amount"] == "10,980.50"
    assert page(three).total == 3
    narrow = page(three, filters=[("creditor", "has", "社")])
    assert (narrow.sums["amount"], narrow.sums["paid"]) == ("80", "30")


@pytest.mark.parametrize("order", [["-amount"], ["received_on", "-amount"], ["last_day"], []])
def test_pages_follow_one_another_without_a_gap(three, monkeypatch, order):
    import json  # noqa: PLC0415

    from yingshang.apps.casework.selectors.ledgers import table  # noqa: PLC0415

    whole = creditors(page(three, order=order))
    monkeypatch.setattr(table, "PAGE", 1)
    seen, after = [], []
    for _ in range(3):
        found = page(three, order=order, after=after)
        seen += creditors(found)
        after = json.loads(found.after) if found.after else []
    assert seen == whole
    assert after == []


def test_a_row_says_who_must_act_by_when(summer):
    case = summer.row()
    summer.settle(case, "examine", "assigned")
    [row] = page(summer).rows
    assert row.actor == summer.county.official_name
    assert row.last_on == date(2025, 7, 31)
    assert row.clock.explanation


def test_a_clue_of_2024_and_one_of_2025_have_different_last_days(ledger, stand):
    old = ledger.row("k1", received_on="2024-11-18")
    ledger.settle(old, "examine", "assigned")
    ledger.at = stand(date(2025, 7, 2))
    new = ledger.row("k2")
    ledger.settle(new, "examine", "assigned")
    first, second = lines(ledger.case_type, [old.pk, new.pk], ())
    assert (first.last_on, second.last_on) == (None, date(2025, 7, 31))


def test_lights_are_filtered_as_they_are_shown(summer, stand):
    case = summer.row()
    summer.settle(case, "examine", "assigned")
    stand(date(2025, 8, 1))
    found = page(summer, filters=[("light", "is", ["overdue"])])
    assert [row.clock.light for row in found.rows] == ["overdue"]
    assert page(summer, filters=[("last_day", "to", date(2025, 7, 31))]).total == 1
    assert page(summer, filters=[("last_day", "to", date(2025, 7, 30))]).total == 0


def test_claimed_and_verified_stand_apart(summer):
    case = summer.paid_up(summer.row())
    [row] = page(summer).rows
    assert (row.is_claimed, row.is_verified, row.clock) == (True, False, row.clock)
    from yingshang.apps.casework import services  # noqa: PLC0415

    services.verify_close_out(
        step_id=summer.step(case, "close_out").pk, holds=True, actor=summer.second, at=summer.at
    )
    [row] = page(summer).rows
    assert (row.is_claimed, row.is_verified) == (False, True)


def test_personal_cells_are_masked(summer):
    summer.row()
    [row] = page(summer, columns=["contact_name", "contact_phone"]).rows
    assert [cell.text for cell in row.cells] == ["***", ""]


def test_a_page_costs_the_same_for_one_row_and_for_many(summer, django_assert_num_queries):
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    columns = list(columns_of(summer.case_type))
    case = summer.row()
    summer.settle(case, "examine", "assigned")
    with CaptureQueriesContext(
        connection,
    ) as one:
        page(summer, columns=columns, order=["last_day"])
    for number in range(12):
        more = summer.row(f"m{number}", outside_number=str(number))
        summer.settle(more, "examine", "assigned")
    with django_assert_num_queries(len(one)):
        page(summer, columns=columns, order=["last_day"])


def test_a_unit_sees_its_own_rows_only(summer):
    summer.row()
    assert rows_of(ARREARS, frozenset({summer.unit.pk})).count() == 1
    assert rows_of(ARREARS, frozenset({summer.county.pk})).count() == 0
    assert rows_of(ARREARS, None).count() == 1
