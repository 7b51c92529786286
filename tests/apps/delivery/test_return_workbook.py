"""The prepared workbook: downloaded, filled in, uploaded, reported row by row."""

import io

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from tests.apps.delivery.returning import RULES, SUBSTANCE, a_city, local
from yingshang.apps.delivery.models import Return, ReturnVersion
from yingshang.apps.delivery.selectors.returns.content import content_of, latest_version
from yingshang.apps.ledger.models import Clock

FIELDS = [column["field"] for column in RULES["columns"]]
FIRST = 4


@pytest.fixture(autouse=True)
def on_disk(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        },
    }


@pytest.fixture
def world():
    city = a_city()
    city.open()
    Clock.objects.update(standing_at=local(5, 20))
    return city


@pytest.fixture
def as_liaison(client, world):
    client.force_login(world.who("beta", "liaison"))
    return client


def downloaded(client, unit="beta"):
    response = client.get(reverse("delivery:return_download", args=["2024-05", unit]))
    return load_workbook(io.BytesIO(response.content))


def put(book, row, **values):
    for field, value in values.items():
        book.worksheets[0].cell(row=row, column=FIELDS.index(field) + 1, value=value)


def uploaded(client, book, *files, unit="beta"):
    content = io.BytesIO()
    book.save(content)
    posted = {"workbook": SimpleUploadedFile("filled.xlsx", content.getvalue())}
    if files:
        posted["evidence"] = [SimpleUploadedFile(name, data) for name, data in files]
    return client.post(reverse("delivery:return_upload", args=["2024-05", unit]), posted)


def report_of(response):
    rows = BeautifulSoup(response.content, "html.parser").select("table tbody tr")
    return [[cell.get_text(" ", strip=True) for cell in row.select("th, td")] for row in rows]


def results(response):
    return [row[2] for row in report_of(response)]


def words(unit, task):
    report = Return.objects.get(unit__code=unit, task__code=task)
    return content_of(latest_version(report)).words


def test_the_workbook_has_a_row_a_measure_under_the_headings_of_the_pack(as_liaison):
    page = downloaded(as_liaison).worksheets[0]
    assert [cell.value for cell in page[FIRST - 1]][:3] == ["序号", "任务", "具体举措"]
    tasks = [page.cell(row=row, column=2).value for row in range(FIRST, FIRST + 3)]
    assert tasks == ["01 开办企业", "01 开办企业", "02 许可e窗通"]


def test_only_the_cells_that_are_to_be_filled_in_can_be_changed(as_liaison):
    page = downloaded(as_liaison).worksheets[0]
    assert page.protection.sheet
    assert page.cell(row=FIRST - 1, column=2).protection.locked
    assert page.cell(row=FIRST, column=FIELDS.index("task") + 1).protection.locked
    assert not page.cell(row=FIRST, column=FIELDS.index("progress") + 1).protection.locked
    lists = [rule for rule in page.data_validations.dataValidation if rule.type == "list"]
    assert lists


def test_a_filled_workbook_is_taken_and_the_same_one_twice_does_no_harm(as_liaison):
    book = downloaded(as_liaison)
    for row in range(FIRST, FIRST + 3):
        put(book, row, progress=f"{row}{SUBSTANCE}", numerator=3, measured_in="户", source="台账")
    response = uploaded(as_liaison, book)
    assert response.status_code == 200
    assert results(response) == ["已接收"] * 3
    assert words("beta", "02") == f"6{SUBSTANCE}"
    before = list(Return.objects.order_by("pk").values_list("revision", flat=True))
    assert results(uploaded(as_liaison, book)) == ["未变"] * 3
    assert list(Return.objects.order_by("pk").values_list("revision", flat=True)) == before


def test_a_task_with_a_fault_is_refused_whole_and_says_in_which_cell(as_liaison):
    book = downloaded(as_liaison)
    put(book, FIRST, progress=SUBSTANCE, numerator="约三十")
    put(book, FIRST + 1, progress=SUBSTANCE, blocked_by="没有这个局")
    put(book, FIRST + 2, progress=SUBSTANCE)
    response = uploaded(as_liaison, book)
    assert response.status_code == 422
    assert results(response) == ["退回", "退回", "已接收"]
    first, second, _third = report_of(response)
    assert "J4" in first[3]
    assert "约三十" in first[3]
    assert "没有这个局" in second[3]
    assert words("beta", "01") == ""
    assert words("beta", "02") == SUBSTANCE


def test_what_cannot_be_kept_is_refused_with_its_cell(as_liaison):
    book = downloaded(as_liaison)
    put(book, FIRST + 2, progress=SUBSTANCE, numerator=3, denominator=0)
    response = uploaded(as_liaison, book)
    assert results(response)[2] == "退回"
    assert "K6" in report_of(response)[2][3]


def test_an_old_workbook_overwrites_nothing_that_was_saved_since(as_liaison, world):
    book = downloaded(as_liaison)
    report = world.of("beta", "02")
    world.save(report)
    put(book, FIRST + 2, progress="旧表格里的另一段话，讲的是别的事情。")
    response = uploaded(as_liaison, book)
    assert results(response)[2] == "退回"
    assert world.who("beta", "liaison").name in report_of(response)[2][3]
    assert words("beta", "02") == SUBSTANCE


def test_evidence_is_named_in_the_workbook_and_sent_along(as_liaison):
    book = downloaded(as_liaison)
    put(book, FIRST + 2, progress=SUBSTANCE, evidence="纪要.pdf")
    response = uploaded(as_liaison, book)
    assert "纪要.pdf" in report_of(response)[2][3]
    assert results(uploaded(as_liaison, book, ("纪要.pdf", b"%PDF-1.4")))[2] == "已接收"
    again = uploaded(as_liaison, book, ("纪要.pdf", b"%PDF-1.4"))
    assert results(again)[2] == "未变"
    assert downloaded(as_liaison).worksheets[0].cell(6, FIELDS.index("evidence") + 1).value == (
        "纪要.pdf"
    )


def test_an_evidence_file_of_a_wrong_kind_leaves_the_task_untouched(as_liaison):
    book = downloaded(as_liaison)
    put(book, FIRST + 2, progress=SUBSTANCE, evidence="程序.pdf")
    response = uploaded(as_liaison, book, ("程序.pdf", b"MZ\x00"))
    assert results(response)[2] == "退回"
    assert not ReturnVersion.objects.filter(report__task__code="02").exists()


def test_what_was_handed_in_is_not_in_the_workbook_and_cannot_come_back(as_liaison, world):
    book = downloaded(as_liaison)
    report = world.of("beta", "02")
    world.submitted(report)
    put(book, FIRST + 2, progress="改写")
    assert results(uploaded(as_liaison, book))[2] == "退回"
    assert downloaded(as_liaison).worksheets[0].cell(FIRST + 2, 2).value is None


@pytest.mark.parametrize("content", [b"", b"no workbook", b"PK\x03\x04"])
def test_what_is_no_workbook_gets_a_sentence(as_liaison, content):
    posted = {"workbook": SimpleUploadedFile("x.xlsx", content or b" ")}
    address = reverse("delivery:return_upload", args=["2024-05", "beta"])
    response = as_liaison.post(address, posted)
    assert response.status_code == 422
    assert BeautifulSoup(response.content, "html.parser").select(".field__error")


def test_the_workbook_of_another_unit_is_refused(client, world):
    client.force_login(world.who("beta", "liaison"))
    book = downloaded(client)
    client.force_login(world.who("alpha", "liaison"))
    response = uploaded(client, book, unit="alpha")
    assert response.status_code == 422
    assert not ReturnVersion.objects.exists()


def test_words_that_begin_like_a_formula_stay_words(as_liaison, world):
    report = world.of("beta", "02")
    lines = world.save(report)
    assert lines
    book = downloaded(as_liaison)
    put(book, FIRST, progress="=1+1")
    cell = book.worksheets[0].cell(FIRST, FIELDS.index("progress") + 1)
    cell.data_type = "s"
    put(book, FIRST + 1, progress=SUBSTANCE)
    uploaded(as_liaison, book)
    again = downloaded(as_liaison).worksheets[0].cell(FIRST, FIELDS.index("progress") + 1)
    assert (again.value, again.data_type) == ("=1+1", "s")
