"""The workbook of a unit: out, filled in, in again."""

from datetime import date
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from openpyxl import Workbook, load_workbook

from tests.apps.delivery.implementation_world import IN_TIME, a_content, a_measure, a_world
from yingshang.apps.delivery.decisions.implementation import Content
from yingshang.apps.delivery.exporting.implementation_reading import (
    UnreadableWorkbookError,
    read_workbook,
)
from yingshang.apps.delivery.exporting.implementation_xlsx import as_workbook
from yingshang.apps.delivery.models import ImplementationVersion
from yingshang.apps.delivery.selectors.implementation.content import content_of, latest_version
from yingshang.apps.delivery.selectors.implementation.workbook import task_parts
from yingshang.apps.delivery.services import implementation
from yingshang.apps.delivery.services.implementation.importing import Filled
from yingshang.apps.ledger.models import Event

pytestmark = pytest.mark.django_db
MEASURES, MILESTONES, MONTHS, NOT_OURS = 1, 2, 3, 4


@pytest.fixture
def world():
    return a_world()


def the_book(world, unit="beta"):
    owner = world.of(unit).unit
    return load_workbook(BytesIO(as_workbook(world.plan, unit, task_parts(world.plan, owner))))


def written(book):
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def put(book, sheet, row, **cells):
    for column, value in cells.items():
        book.worksheets[sheet][f"{column}{row}"] = value


def filled_in(book, task="02", row=2, measure="02.1"):
    put(
        book, MEASURES, row, A=task, B=1, C="压减时限", D=measure, E="审批科", F="李四",
        G="2024-05-06", H="2024年11月29日", I="时限减半", J="办件清单",
    )  # fmt: skip
    put(book, MILESTONES, row, A=task, B=1, C="2024/6/28", D="首批事项落地")
    put(book, MONTHS, row, A=task, B=1, C="2024-06", D="试行", E=3, F=12, G="项", H="办件清单")
    return book


def upload(client, world, content, unit="beta"):
    client.force_login(world.who(unit, "liaison"))
    file = SimpleUploadedFile("计划.xlsx", content)
    return client.post(reverse("delivery:implementation_upload", args=[unit]), {"workbook": file})


def lines(response):
    page = BeautifulSoup(response.content, "html.parser")
    rows = [[cell.get_text() for cell in row.select("th, td")] for row in page.select("tbody tr")]
    return {row[0]: (row[3], row[4]) for row in rows}


def test_what_was_drafted_comes_back_as_it_went_out(world):
    world.save()
    parts = task_parts(world.plan, world.of("alpha").unit)
    [task] = read_workbook(as_workbook(world.plan, "alpha", parts))
    assert not task.faults
    assert task.content.says_the_same(a_content())
    assert task.token == "1.1"


def test_a_workbook_holds_only_what_can_still_be_edited(world):
    world.save()
    world.sign()
    assert not task_parts(world.plan, world.of("alpha").unit)


def test_headings_are_protected_rows_are_not_and_lists_help_to_choose(world):
    book = the_book(world)
    page = book.worksheets[MEASURES]
    assert page.protection.sheet
    assert page["A1"].protection.locked
    assert not page["A2"].protection.locked
    kinds = sorted(rule.type for rule in page.data_validations.dataValidation)
    assert kinds == ["date", "date", "list"]


def test_what_looks_like_a_formula_stays_text(world):
    world.save(unit="beta", content=a_content(text="=1+1"))
    content = as_workbook(world.plan, "x", task_parts(world.plan, world.of("beta").unit))
    assert load_workbook(BytesIO(content)).worksheets[MEASURES]["C2"].data_type == "s"
    assert read_workbook(content)[0].content.measures[0].text == "=1+1"


def test_a_filled_in_workbook_becomes_drafts_and_every_row_is_reported(client, world):
    response = upload(client, world, written(filled_in(the_book(world))))
    assert {result for result, _why in lines(response).values()} == {"已导入"}
    assert len(lines(response)) == 3
    [measure] = content_of(latest_version(world.of("beta", "02"))).measures
    assert (measure.starts_on, measure.ends_on) == (date(2024, 5, 6), date(2024, 11, 29))
    assert measure.milestones[0].due_on == date(2024, 6, 28)
    assert measure.months[0].month_on == date(2024, 6, 1)


def test_the_same_workbook_twice_does_no_harm(client, world):
    content = written(filled_in(the_book(world)))
    upload(client, world, content)
    again = upload(client, world, content)
    assert {result for result, _why in lines(again).values()} == {"无变化"}
    assert latest_version(world.of("beta", "02")).revision == 1
    assert Event.objects.filter(kind="delivery.implementation_saved").count() == 1


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "told"),
    [
        (MEASURES, "G", "五月", "G2"),
        (MEASURES, "B", None, "B2"),
        (MILESTONES, "C", "", "C2"),
        (MILESTONES, "B", 7, "B2"),
        (MONTHS, "C", "2024年十三月", "C2"),
        (MONTHS, "E", "很多", "E2"),
        (MONTHS, "G", "", "E2"),
    ],
)
def test_a_wrong_cell_is_named_and_nothing_of_its_task_is_taken(
    client, world, sheet, cell, value, told
):
    book = filled_in(the_book(world))
    page = book.worksheets[sheet]
    page[f"{cell}2"] = value
    found = lines(upload(client, world, written(book)))
    reasons = " ".join(why for _result, why in found.values())
    assert f"{page.title}!{told}" in reasons
    assert {result for result, _why in found.values()} == {"未导入"}
    assert latest_version(world.of("beta", "02")) is None


def test_a_wrong_task_hinders_no_other(client, world):
    book = filled_in(filled_in(the_book(world)), task="01", row=3, measure="01.1")
    book.worksheets[MEASURES]["G3"] = "五月"
    found = lines(upload(client, world, written(book)))
    assert sorted({result for result, _why in found.values()}) == ["已导入", "未导入"]
    assert latest_version(world.of("beta", "02")) is not None
    assert latest_version(world.of("beta", "01")) is None


def test_a_task_of_another_unit_is_refused(client, world):
    found = lines(upload(client, world, written(filled_in(the_book(world), task="03"))))
    assert {result for result, _why in found.values()} == {"未导入"}


def test_dates_the_wrong_way_round_are_refused_as_in_the_browser(client, world):
    book = filled_in(the_book(world))
    book.worksheets[MEASURES]["H2"] = "2024-05-01"
    found = lines(upload(client, world, written(book)))
    assert {result for result, _why in found.values()} == {"未导入"}
    assert not ImplementationVersion.objects.exists()


def test_what_was_saved_meanwhile_is_not_overwritten(client, world):
    book = filled_in(the_book(world))
    world.save(unit="beta", task="02", content=Content((a_measure(carries=("02.1",)),)))
    found = lines(upload(client, world, written(book)))
    assert {result for result, _why in found.values()} == {"未导入"}
    assert content_of(latest_version(world.of("beta", "02"))).measures[0].section == "注册科"


def test_a_task_without_rows_is_left_as_it_is(client, world):
    world.save(unit="beta", task="02", content=Content((a_measure(carries=("02.1",)),)))
    book = the_book(world)
    for sheet in (MEASURES, MILESTONES, MONTHS, NOT_OURS):
        book.worksheets[sheet].delete_rows(2, 50)
    upload(client, world, written(book))
    assert content_of(latest_version(world.of("beta", "02"))).measures


@pytest.mark.parametrize("content", [b"", b"no workbook", b"PK\x03\x04broken"])
def test_a_file_that_is_no_workbook_gets_a_sentence(client, world, content):
    with pytest.raises(UnreadableWorkbookError):
        read_workbook(content)
    assert upload(client, world, content).status_code == 422


def test_somebody_elses_workbook_is_not_read():
    with pytest.raises(UnreadableWorkbookError):
        read_workbook(written(Workbook()))


def test_a_workbook_made_in_one_language_is_read_in_the_other(world):
    with translation.override("en"):
        content = as_workbook(world.plan, "x", task_parts(world.plan, world.of("beta").unit))
    with translation.override("zh-hans"):
        assert [task.code for task in read_workbook(content)] == ["01", "02"]


def test_only_those_who_draft_upload(client, world):
    client.force_login(world.who("beta", "unit_leader"))
    address = reverse("delivery:implementation_download", args=["beta"])
    assert client.get(address).status_code == 403


def test_the_outcome_names_unknown_tasks(world):
    outcomes = implementation.take_in(
        plan=world.plan,
        unit=world.of("beta").unit,
        parts=[Filled("99", "0.0", a_content())],
        actor=world.who("beta", "liaison"),
        at=IN_TIME,
    )
    assert outcomes["99"].result == "unknown"
