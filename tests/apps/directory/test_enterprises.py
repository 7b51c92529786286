"""The register of market entities is found in, read with its sources, and people stay masked."""

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.apps.directory.factories import UnitFactory, holder_of
from tests.apps.directory.register_world import (
    CITY,
    DATA_DAY,
    as_csv,
    as_xlsx,
    code,
    received,
    row,
    taken,
    tried,
)
from tests.conftest import TODAY
from yingshang.apps.directory import city_content
from yingshang.apps.directory.models import Enterprise, EnterpriseImport, Role
from yingshang.apps.directory.panels import Panel, PanelRow
from yingshang.apps.directory.selectors import enterprise_search
from yingshang.apps.directory.selectors.enterprises import Wanted, enterprises
from yingshang.apps.ledger.models import Job
from yingshang.apps.ledger.services import run_next_job

pytestmark = pytest.mark.django_db
LIST = "directory:enterprises"


@pytest.fixture(autouse=True)
def city(monkeypatch, settings, tmp_path):
    monkeypatch.setattr(city_content, "_readers", [lambda: CITY])
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def official():
    return holder_of(Role.CITY_LEADER)


def named(official, words="", **wanted):
    page = enterprises(Wanted(words=words, **wanted), viewer=official, on=TODAY.date())
    return [each.row.name for each in page.rows]


def soup_of(response):
    assert response.status_code == 200, response.content[:500]
    return BeautifulSoup(response.content, "html.parser")


@pytest.mark.parametrize(
    "words",
    [
        "示例2号",
        "例2",
        "2号袜业有限公司",
        "辽源市示例2号袜业有限公司",
        " 示例 2号 ",
        code(2),
        code(2).lower(),
        code(2)[:14],
    ],
)
def test_a_fragment_of_the_name_or_a_number_finds_an_entity(official, words):
    taken(as_csv([row(1), row(2), row(3)]))
    assert "辽源市示例2号袜业有限公司" in named(official, words)


def test_what_does_not_match_is_not_found(official):
    taken(as_csv([row(1), row(2)]))
    assert named(official, "示例3号") == []
    assert named(official, "示") == []
    assert named(official, "业袜") == []
    assert len(named(official, "袜业")) == 2


def test_a_former_name_is_found(official):
    taken(as_csv([row(1)]))
    taken(as_csv([row(1, 企业名称="辽源市新名针织有限公司")]))
    assert named(official, "示例1号") == ["辽源市新名针织有限公司"]


def test_filters_narrow_by_district_industry_size_and_status(official):
    taken(
        as_csv(
            [
                row(1),
                row(2, 所属区县="东丰县"),
                row(3, 行业代码="6210"),
                row(4, 从业人员="5"),
                row(5, 登记状态="注销"),
            ]
        )
    )
    assert named(official, region="220421") == ["辽源市示例2号袜业有限公司"]
    assert named(official, section="H") == ["辽源市示例3号袜业有限公司"]
    assert named(official, size="micro") == ["辽源市示例4号袜业有限公司"]
    assert named(official, "示例", status="deregistered") == ["辽源市示例5号袜业有限公司"]


def test_a_fragment_that_everybody_has_is_gone_through_in_portions(official, monkeypatch):
    monkeypatch.setattr(enterprise_search, "MANY", 3)
    rows = [row(number, 登记状态="歇业" if number == 1 else "存续") for number in range(1, 12)]
    taken(as_csv(rows))
    assert len(named(official, "有限公司")) == 11
    assert named(official, "有限公司", status="suspended") == ["辽源市示例1号袜业有限公司"]
    monkeypatch.setattr(enterprise_search, "MOST_ROUNDS", 2)
    page = enterprises(
        Wanted(words="有限公司", status="suspended"), viewer=official, on=TODAY.date()
    )
    assert page.is_cut


def test_pages_follow_by_key_and_show_everything_once(client, official):
    taken(as_csv([row(number) for number in range(1, 121)]))
    client.force_login(official)
    url, seen = reverse(LIST), []
    while url:
        soup = soup_of(client.get(url))
        seen += [each.get_text() for each in soup.select("tbody th a")]
        link = soup.select_one("a[rel=next]")
        url = link["href"] if link else ""
    assert len(seen) == len(set(seen)) == 120


@pytest.mark.parametrize("query", ["", "?words=袜业", "?region=220402&size=small"])
def test_the_list_asks_as_much_for_one_row_as_for_fifty(client, official, query):
    client.force_login(official)
    taken(as_csv([row(1)]))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse(LIST) + query)
    taken(as_csv([row(number) for number in range(1, 51)]))
    with CaptureQueriesContext(connection) as many:
        client.get(reverse(LIST) + query)
    assert len(many) == len(one)


@pytest.mark.parametrize(
    "query", ["?after=x", "?after=-1", "?after=99999999999999999999", "?size=x"]
)
def test_odd_addresses_are_no_fault(client, official, query):
    client.force_login(official)
    assert client.get(reverse(LIST) + query).status_code == 200


def test_the_page_says_who_says_so_and_why_the_size(client, official):
    taken(as_csv([row(1)]))
    client.force_login(official)
    text = soup_of(client.get(reverse("directory:enterprise", args=[only().pk]))).get_text(" ")
    assert "市场监管数据" in text
    assert "2024年10月31日" in text
    assert "小型" in text
    assert "工信部联企业〔2011〕300号" in text
    assert "1,000" in text
    assert "5,000,000" in text


def test_an_unknown_size_names_what_is_missing(client, official):
    taken(as_csv([row(1, **{"营业收入(万元)": ""})]))
    client.force_login(official)
    text = soup_of(client.get(reverse("directory:enterprise", args=[only().pk]))).get_text(" ")
    assert "无法判断" in text
    assert "年营业收入" in text


def test_people_are_masked_and_each_look_in_clear_is_noted(client, settings):
    taken(as_csv([row(1)]))
    page = reverse("directory:enterprise", args=[only().pk])
    reveal = reverse("directory:enterprise_people", args=[only().pk])
    client.force_login(holder_of(Role.LEAD_OFFICE))
    masked = client.get(page).content.decode()
    assert "王**" in masked
    assert "王某某" not in masked
    assert "13800000000" not in masked
    assert "13800000000" in client.post(reveal).content.decode()


def test_keepers_see_people_and_others_do_not(client):
    taken(as_csv([row(1)]))
    reveal = reverse("directory:enterprise_people", args=[only().pk])
    keeper = UnitFactory(code="market_regulation")
    client.force_login(holder_of(Role.LIAISON, keeper))
    assert client.post(reveal).status_code == 200
    client.force_login(holder_of(Role.LIAISON))
    assert client.post(reveal).status_code == 403
    client.force_login(holder_of(Role.ADMINISTRATOR))
    assert client.post(reveal).status_code == 403


def test_other_apps_show_what_they_know_on_the_page(client, official, monkeypatch):
    from yingshang.apps.directory import panels  # noqa: PLC0415

    shown = Panel("相关事项", (PanelRow("企业开办", "/cases/1/", "办理中"),))
    monkeypatch.setattr(panels, "_makers", [lambda *_: shown, lambda *_: None])
    taken(as_csv([row(1)]))
    client.force_login(official)
    soup = soup_of(client.get(reverse("directory:enterprise", args=[only().pk])))
    assert soup.find("a", href="/cases/1/").get_text() == "企业开办"


def test_a_file_goes_all_the_way_through_the_screens(client):
    client.force_login(holder_of(Role.LEAD_OFFICE))
    file = sent(client, as_xlsx([row(1), row(2, 从业人员="许多")]), "名册.xlsx")
    address = reverse("directory:enterprise_import", args=[file.pk])
    form = soup_of(client.get(address)).select_one("form.form")
    answers = {
        each["name"]: each.select_one("option[selected]")["value"] for each in form.select("select")
    }
    assert client.post(address, answers).url == reverse("ledger:job", args=[Job.objects.get().pk])
    assert run_next_job().result_url == address
    soup = soup_of(client.get(address))
    assert "人数" in soup.get_text()
    assert not Enterprise.objects.exists()
    client.post(soup.select_one(".buttons").get("action"))
    run_next_job()
    assert only().employees == 120
    assert "王某某" not in client.get(address).content.decode()


def test_rejected_rows_come_back_as_files_with_their_reasons(client):
    client.force_login(holder_of(Role.LEAD_OFFICE))
    file = tried(as_csv([row(1), row(2, 企业名称="=1+1 公司", 从业人员="许多")]))
    as_text = client.get(reverse("directory:enterprise_rejected", args=[file.pk, "csv"]))
    text = as_text.content.decode("utf-8-sig")
    assert text.splitlines()[0].startswith("行号,原因,统一社会信用代码")
    assert "3,从业人员：“许多”不是人数" in text
    assert "'=1+1" in text
    book = client.get(reverse("directory:enterprise_rejected", args=[file.pk, "xlsx"]))
    assert book.content.startswith(b"PK")


def test_a_bad_file_is_refused_on_the_form(client):
    client.force_login(holder_of(Role.LEAD_OFFICE))
    response = post_file(client, b"\x00\x01", "x.csv")
    assert response.status_code == 422
    assert "csv" in response.content.decode()


def test_a_file_forgotten_on_the_screen_is_gone(client):
    client.force_login(holder_of(Role.LEAD_OFFICE))
    file = received(as_csv([row(1)]))
    client.post(reverse("directory:enterprise_abandon", args=[file.pk]))
    assert not EnterpriseImport.objects.exists()


def test_the_access_log_names_the_look(client, caplog):
    taken(as_csv([row(1)]))
    client.force_login(holder_of(Role.LEAD_OFFICE))
    with caplog.at_level("INFO", logger="yingshang.access"):
        client.post(reverse("directory:enterprise_people", args=[only().pk]))
    lines = [json.loads(record.getMessage()) for record in caplog.records]
    assert any("directory.enterprise_people" in str(line) for line in lines)


def only():
    return Enterprise.objects.get()


def post_file(client, content, name):
    from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: PLC0415

    data = {"file": SimpleUploadedFile(name, content), "source": "市场监管", "as_of": DATA_DAY}
    return client.post(reverse("directory:enterprise_imports"), data)


def sent(client, content, name):
    response = post_file(client, content, name)
    assert response.status_code == 302, response.content.decode()[-2000:]
    return EnterpriseImport.objects.get(pk=Path(response.url.rstrip("/")).name)
