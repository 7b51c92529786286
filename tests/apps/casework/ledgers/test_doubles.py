"""A row that looks like one that is there is asked about before it is added."""

import pytest
from django.db import connection

from tests.apps.casework.ledgers.test_changing import batch, given
from tests.apps.casework.ledgers.test_pages import HEADING, address, form, line
from yingshang.apps.casework import services
from yingshang.apps.casework.decisions.sameness import natural_key
from yingshang.apps.casework.errors import DoubleRowError
from yingshang.apps.casework.models import Case
from yingshang.apps.casework.selectors.ledgers.sameness import rows_like
from yingshang.apps.casework.services.ledgers import add_row, add_rows
from yingshang.apps.casework.types import type_of


def test_space_width_and_cents_make_no_difference(ledger):
    one = {"creditor": "示例 厂（A）", "debtor": "示例镇", "amount": "1,000"}
    other = {"creditor": "示例厂(a)", "debtor": "示例镇 ", "amount": "1000.00"}
    assert natural_key(ledger.case_type, one) == natural_key(ledger.case_type, other)
    assert natural_key(ledger.case_type, one | {"debtor": ""}) is None


def test_a_row_that_looks_like_another_is_added_once_that_is_confirmed(summer, client):
    client.force_login(summer.handler)
    there = summer.row()
    asked = client.post(address("ledger_add"), form(outside_number="GX-2"))
    page = asked.content.decode()
    assert (asked.status_code, Case.objects.count()) == (422, 1)
    assert there.number in page
    assert 'name="doubles"' in page
    confirmed = form(outside_number="GX-2") | {"doubles": "yes"}
    assert client.post(address("ledger_add"), confirmed).status_code == 302
    assert Case.objects.count() == 2


def test_the_same_form_sent_twice_is_no_double(summer):
    values = given(1).values
    first = add_row(batch=batch(summer), values=values, key="k")
    assert add_row(batch=batch(summer), values=values, key="k") == first
    with pytest.raises(DoubleRowError) as refused:
        add_row(batch=batch(summer), values=values, key="another")
    assert refused.value.numbers == (first.number,)


def test_doubles_of_a_paste_wait_for_a_decision(summer):
    summer.row()
    rows = [given(1, outside_number="9"), given(2, outside_number="10", amount="7")]
    written, taken = add_rows(batch=batch(summer), rows=rows, good_only=False)
    assert (written, [each.result for each in taken]) == (False, ["double", "good"])
    written, _taken = add_rows(batch=batch(summer), rows=rows, good_only=True)
    assert (written, Case.objects.count()) == (True, 2)
    both = batch(summer, takes_doubles=True)
    _written, taken = add_rows(batch=both, rows=rows, good_only=True)
    assert [each.result for each in taken] == ["added", "there"]


def test_the_report_offers_to_take_doubles_too(summer, client):
    client.force_login(summer.handler)
    text = f"{HEADING}\n{line(1)}"
    client.post(address("ledger_paste"), {"text": text})
    changed = text.replace("96611热线", "工业和信息化部转办")
    page = client.post(address("ledger_paste"), {"text": changed}).content.decode()
    assert (Case.objects.count(), 'name="doubles"' in page) == (1, True)
    client.post(address("ledger_paste"), {"text": changed, "good_only": "1", "doubles": "1"})
    assert Case.objects.count() == 2


def test_the_days_that_the_law_counts_are_columns(summer, client):
    summer.row()
    summer.row("k2", delivered_on="2025-04-01", creditor="另一厂")
    client.force_login(summer.handler)
    page = client.get(address(), {"c": "creditor,payment_due,payment_due_large"}).content.decode()
    assert "2025-08-01" in page
    assert "light--overdue" in page
    assert "q-payment_due" not in page


def test_forty_rows_are_compared_by_one_query(summer, django_assert_num_queries):
    there = summer.row()
    rows = [given(n, amount=str(n)).values for n in range(2, 41)]
    case_type = type_of(there)
    with django_assert_num_queries(1):
        found = rows_like(case_type, [given(1).values, *rows])
    assert (found[0], set(found[1:])) == ((there.number,), {()})


def test_one_row_is_found_by_the_index_of_natural_keys(summer, django_assert_num_queries):
    if connection.vendor == "postgresql":
        pytest.skip("PostgreSQL reads a table of one row by any index")
    case_type = type_of(summer.row())
    with django_assert_num_queries(1) as asked:
        rows_like(case_type, [given(1).values])
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {asked.captured_queries[0]['sql']}")
        assert "casework_case_natural_key" in str(cursor.fetchall())


def test_a_row_put_right_is_compared_by_what_it_says_now(summer):
    there = summer.row()
    services.amend(
        case_id=there.pk,
        revision=there.revision,
        values={"amount": "99"},
        reason="更正",
        actor=summer.handler,
        at=summer.at,
    )
    case_type = type_of(there)
    assert rows_like(case_type, [given(1).values]) == [()]
