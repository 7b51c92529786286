"""The table, the form row, paste and workbook, months; who sees what."""

import io
from datetime import date

import openpyxl
import pytest
from django.urls import reverse

from tests.apps.casework.ledgers.conftest import ARREARS, VALUES
from yingshang.apps.casework.models import Case, SavedView

pytestmark = pytest.mark.django_db
HEADING = "\t".join([
    "收到线索日期", "线索来源", "债权企业", "合同订立时的企业规模", "欠款单位", "欠款单位类别",
    "拖欠金额（元）", "有分歧", "已涉法涉诉", "处理投诉部门",
])  # fmt: skip


def line(n, amount="1,000"):
    cells = [
        f"2025/7/{n % 28 + 1}", "96611热线", f"第{n}厂", "小型", "示例镇政府", "政府机关", amount,
        "否", "否", "dongliao_county",
    ]  # fmt: skip
    return "\t".join(cells)


def address(name="ledger", *args):
    return reverse(f"casework:{name}", args=[ARREARS, *args])


@pytest.fixture
def desk(summer, client):
    client.force_login(summer.handler)
    return summer


def form(**others):
    return {f"row-{key}": value for key, value in (VALUES | others).items()} | {"key": "form-1"}


def test_a_row_is_added_in_the_table_once(desk, client):
    assert "row-creditor" in client.get(f"{address()}?add=1").content.decode()
    for _ in range(2):
        assert client.post(address("ledger_add"), form()).status_code == 302
    assert Case.objects.count() == 1
    page = client.get(address()).content.decode()
    assert "示例建材有限公司" in page
    assert ">120,000<" in page


def test_a_faulty_row_says_what_is_wrong_beside_the_field(desk, client):
    answer = client.post(address("ledger_add"), form(amount="viel", creditor=""))
    assert answer.status_code == 422
    assert "请填写数字" in answer.content.decode()
    assert Case.objects.count() == 0


def test_a_row_is_changed_where_it_stands(desk, client):
    case = desk.row()
    assert 'name="revision"' in client.get(f"{address()}?edit={case.number}").content.decode()
    asked = {f"row-{k}": v for k, v in VALUES.items() if k != "contact_name"}
    changed = asked | {"row-amount": "130000", "revision": case.revision}
    assert client.post(address("ledger_row", case.number), changed).status_code == 302
    case.refresh_from_db()
    assert case.values["amount"] == "130000.00"
    assert case.personal_values.count() == 1
    again = client.post(address("ledger_row", case.number), changed)
    assert again.status_code == 422


def test_reloading_a_refused_row_leads_to_the_table(desk, client):
    for refused in (address("ledger_add"), address("ledger_row", desk.row().number)):
        assert client.get(refused).headers["Location"] == address()


def test_a_paste_that_is_too_large_says_so_and_what_to_do(desk, client):
    answer = client.post(address("ledger_paste"), {"text": "x" * 3_000_000})
    assert answer.status_code == 413
    assert "最多500行" in answer.content.decode()


def test_the_clock_and_the_sums_of_a_row_stand_first(desk, client):
    desk.row()
    shown = [each.id for each in client.get(address()).context["page"].asked.columns]
    first = ["number", "light", "last_day", "creditor", "amount", "paid", "outstanding"]
    assert shown[: len(first)] == first


def test_forty_rows_are_pasted_once(desk, client):
    text = "\n".join([HEADING, *(line(n) for n in range(40))])
    answer = client.post(address("ledger_paste"), {"text": text})
    assert answer.status_code == 200, answer.content.decode()
    assert Case.objects.count() == 40
    client.post(address("ledger_paste"), {"text": text})
    assert Case.objects.count() == 40
    assert Case.objects.filter(values__amount="1000.00", values__handler="dongliao_county").exists()


def test_nothing_is_kept_until_good_rows_only_is_chosen(desk, client):
    text = "\n".join([HEADING, line(1), line(2, "viel"), line(3)])
    answer = client.post(address("ledger_paste"), {"text": text})
    assert answer.status_code == 422
    assert Case.objects.count() == 0
    assert "只收" in answer.content.decode()
    client.post(address("ledger_paste"), {"text": text, "good_only": "1"})
    assert Case.objects.count() == 2


def test_the_workbook_goes_out_and_comes_back(desk, client):
    book = openpyxl.load_workbook(io.BytesIO(client.get(address("ledger_template")).content))
    sheet = book.worksheets[0]
    heads = {str(cell.value).rstrip(" *"): cell.column for cell in sheet[1]}
    assert sheet.data_validations.count
    assert sheet.cell(1, heads["收到线索日期"]).comment
    given = dict(
        zip(
            [h.removesuffix("（元）") for h in HEADING.split("\t")],
            line(1).split("\t"),
            strict=True,
        )
    )
    for name, value in given.items():
        sheet.cell(2, heads[name], value)
    sheet.cell(2, heads["收到线索日期"], date(2025, 7, 1))
    for name, value in given.items():
        sheet.cell(3, heads[name], value)
    sheet.cell(3, heads["拖欠金额"], "viel")
    filled = io.BytesIO()
    book.save(filled)
    filled.seek(0)
    filled.name = "rows.xlsx"
    answer = client.post(address("ledger_paste"), {"workbook": filled})
    report = answer.context["report"]
    assert report.counts == {"added": 0, "good": 1, "there": 0, "double": 0, "refused": 1}
    refused = client.post(address("ledger_rejected"), {"rows": report.rejected})
    rows = list(openpyxl.load_workbook(io.BytesIO(refused.content)).worksheets[0].values)
    assert "拖欠金额" in rows[1][-1]
    client.post(address("ledger_paste"), {"text": report.text, "good_only": "1"})
    assert Case.objects.get().values["received_on"] == "2025-07-01"


def test_what_is_no_workbook_is_said(desk, client):
    file = io.BytesIO(b"nothing")
    file.name = "rows.xlsx"
    answer = client.post(address("ledger_paste"), {"workbook": file})
    assert answer.status_code == 422
    assert client.post(address("ledger_paste"), {"text": " "}).status_code == 422


def test_the_table_goes_out_as_a_workbook_without_formulas(desk, client):
    desk.row(creditor="=1+1")
    columns = "creditor,amount,received_on,contact_name"
    answer = client.get(f"{address('ledger_download')}?c={columns}")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.getvalue())).worksheets[0]
    creditor, amount, received, contact = sheet[2]
    assert (creditor.value, creditor.data_type) == ("=1+1", "s")
    assert amount.value == 120000
    assert received.value.date() == date(2025, 7, 1)
    assert contact.value == "***"


def test_columns_and_views_are_kept_for_the_person(desk, client):
    desk.row()
    client.post(address("ledger_columns"), {"column": ["creditor", "contact_phone"]})
    page = client.get(address()).context["page"]
    assert [each.id for each in page.asked.columns] == ["creditor", "contact_phone"]
    client.post(f"{address('ledger_view')}?q-creditor=建材&sort=-amount", {"name": "建材"})
    [link] = client.get(address()).context["views"]
    shown = client.get(link.url).context["page"]
    assert (shown.total, shown.asked.order[0].falls) == (1, True)
    client.post(address("ledger_view_drop", link.view.pk))
    assert not SavedView.objects.exclude(name="").exists()


@pytest.mark.parametrize(
    "query",
    ["after=x", "after=[1]", "sort=unknown,-amount", "q-amount-from=viel", "c=nothing", "edit=QZ"],
)
def test_an_address_that_nobody_understands_shows_the_table(desk, client, query):
    desk.row()
    assert client.get(f"{address()}?{query}").status_code == 200


def test_the_month_is_shown_locked_and_taken_along(desk, client, stand):
    desk.row()
    stand(date(2025, 8, 1))
    client.force_login(desk.reviewer)
    page = client.get(address("ledger_month", "2025-07"))
    assert "锁定本月" in page.content.decode()
    client.post(address("ledger_lock", "2025-07"), {"unit": "industry_information"})
    assert client.get(address("ledger_month", "2025-07")).context["units"][0].kept.rows == 1
    for kind in ("xlsx", "docx"):
        assert client.get(address("ledger_month_file", "2025-07", kind)).status_code == 200
    assert client.get(address("ledger_month", "2025-99")).status_code == 404


def test_the_list_counts_what_is_open_late_and_closed(desk, client, stand):
    case = desk.row()
    desk.settle(case, "examine", "assigned")
    stand(date(2025, 8, 1))
    [listed] = client.get(reverse("casework:ledgers")).context["ledgers"]
    assert (listed.open, listed.late, listed.closed) == (1, 1, 0)


def test_only_the_units_of_a_row_see_it_and_the_lead_office_reads(desk, client):
    case = desk.row()
    for person, total in [
        (desk.elsewhere, 0),
        (desk.county_handler, 0),
        (desk.lead, 1),
        (desk.liaison, 1),
    ]:
        client.force_login(person)
        assert client.get(address()).context["page"].total == total
    client.force_login(desk.lead)
    assert client.post(address("ledger_add"), form()).status_code == 403
    assert client.get(address("ledger_paste")).status_code == 403
    client.force_login(desk.elsewhere)
    assert client.post(address("ledger_row", case.number), {}).status_code == 404


def test_a_page_of_the_desk_costs_the_same_for_one_row_and_for_many(
    desk, client, django_assert_num_queries
):
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    desk.row()
    client.get(address())
    with CaptureQueriesContext(connection) as one:
        client.get(address())
    for number in range(10):
        desk.row(f"m{number}", outside_number=str(number))
    with django_assert_num_queries(len(one)):
        client.get(address())
