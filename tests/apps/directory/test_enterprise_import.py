"""Files of market entities are tried, taken over, compared and reported row by row."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.apps.directory.factories import UnitFactory, holder_of
from tests.apps.directory.register_world import (
    CITY,
    HEADINGS,
    as_csv,
    as_xlsx,
    code,
    counts,
    received,
    row,
    taken,
    tried,
)
from tests.conftest import TODAY
from yingshang.apps.directory import city_content
from yingshang.apps.directory.errors import RefusedError
from yingshang.apps.directory.importing.columns import proposed
from yingshang.apps.directory.models import (
    Enterprise,
    EnterpriseChange,
    EnterprisePiece,
    EnterpriseRejection,
    Role,
)
from yingshang.apps.directory.services import enterprises
from yingshang.apps.ledger.models import Event, Job
from yingshang.apps.ledger.services import run_next_job

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def city(monkeypatch, settings, tmp_path):
    monkeypatch.setattr(city_content, "_readers", [lambda: CITY])
    settings.MEDIA_ROOT = tmp_path


def test_a_tried_file_changes_nothing():
    file = tried(as_csv([row(1), row(2)]))
    assert (file.state, counts(file)) == ("tried", (2, 0, 0, 0))
    assert not Enterprise.objects.exists()
    assert not Event.objects.filter(kind__startswith="directory.").exists()


def test_a_file_taken_over_is_in_the_register_with_source_and_day():
    taken(as_csv([row(1)]))
    found = Enterprise.objects.get()
    assert found.credit_code == code(1)
    assert (found.kind, found.section, found.industry_code) == ("company", "C", "1763")
    assert (found.region_code, found.registered_capital_yuan) == ("220402", Decimal(5_000_000))
    assert (found.source_name, found.as_of) == ("市场监管数据", date(2024, 10, 31))
    assert (found.legal_representative, found.contact_phone) == ("王某某", "13800000000")


def test_personal_values_are_sealed_in_the_database():
    taken(as_csv([row(1)]))
    with connection.cursor() as cursor:
        cursor.execute("SELECT legal_representative, contact_phone FROM directory_enterprise")
        sealed = cursor.fetchone()
    assert all(value.startswith("sm4:") for value in sealed)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv_is_read_in_the_encodings_that_offices_use(encoding):
    assert taken(as_csv([row(1)], encoding)).created == 1


def test_a_workbook_is_read_with_a_title_above_its_headings():
    title = ["全市经营主体名册"] + [""] * (len(HEADINGS) - 1)
    content = as_xlsx([list(HEADINGS), row(1), row(2)], headings=title)
    assert taken(content, name="a.xlsx").created == 2


def test_a_second_import_changes_only_what_changed():
    taken(as_csv([row(1), row(2), row(3)]))
    file = taken(as_csv([row(1), row(2, 从业人员="10"), row(3), row(4)]))
    assert counts(file) == (1, 1, 2, 0)
    change = EnterpriseChange.objects.get(file=file, is_new=False)
    assert change.values == {
        "employees": ["120", "10"],
        "size_class": ["small", "micro"],
    }


def test_an_empty_cell_leaves_what_is_known():
    taken(as_csv([row(1)]))
    assert counts(taken(as_csv([row(1, 从业人员="", 联系电话="/")]))) == (0, 0, 1, 0)
    assert Enterprise.objects.get().employees == 120


def test_zero_is_a_number():
    taken(as_csv([row(1)]))
    taken(as_csv([row(1, **{"注册资本(万元)": "0", "从业人员": "0"})]))
    found = Enterprise.objects.get()
    assert (found.registered_capital_yuan, found.employees) == (0, 0)


def test_an_older_file_does_not_overwrite_newer_data():
    taken(as_csv([row(1)]))
    file = taken(as_csv([row(1, 从业人员="3")]), as_of=date(2023, 1, 1))
    assert counts(file) == (0, 0, 0, 1)
    assert "2024-10-31" in file.rejections.get().reasons[0]["zh"]


def test_unchanged_rows_are_confirmed_as_of_the_newer_day():
    taken(as_csv([row(1)]))
    taken(as_csv([row(1)]), as_of=date(2024, 11, 15))
    assert Enterprise.objects.get().as_of == date(2024, 11, 15)


def test_a_new_name_keeps_the_former_one_and_both_are_found():
    taken(as_csv([row(1)]))
    taken(as_csv([row(1, 企业名称="辽源市新名针织有限公司")]))
    assert Enterprise.objects.get().former_names == "辽源市示例1号袜业有限公司"
    pieces = set(EnterprisePiece.objects.values_list("short", flat=True))
    assert {"新名", "袜业"} <= pieces


def test_personal_values_never_enter_the_history():
    taken(as_csv([row(1)]))
    file = taken(as_csv([row(1, 法定代表人="李某某")]))
    assert EnterpriseChange.objects.get(file=file).values == {
        "legal_representative": ["***", "***"]
    }


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"统一社会信用代码": code(1)[:-1] + "0"}, "校验码"),
        ({"统一社会信用代码": ""}, "没有统一社会信用代码"),
        ({"企业名称": ""}, "没有名称"),
        ({"行业代码": "C9999"}, "行业代码"),
        ({"所属区县": "西安市"}, "不是本市的区县"),
        ({"注册资本(万元)": "100万美元"}, "人民币"),
        ({"成立日期": "2023-02-30"}, "不是日期"),
        ({"成立日期": "2024-11-17"}, "晚于数据日期"),
        ({"登记状态": "挺好"}, "登记状态"),
        ({"从业人员": "约20"}, "人数"),
        ({"联系电话": "找门卫"}, "联系电话"),
    ],
)
def test_a_row_that_cannot_be_right_is_rejected_with_its_reason(cells, words):
    file = taken(as_csv([row(1, **cells), row(2)]))
    assert counts(file) == (1, 0, 0, 1)
    rejection = EnterpriseRejection.objects.get(file=file)
    assert rejection.line == 2
    assert words in rejection.reasons[0]["zh"]
    assert rejection.reasons[0]["en"]


def test_a_row_with_several_faults_names_them_all():
    file = tried(as_csv([row(1, 从业人员="很多", 行业代码="袜子")]))
    assert len(file.rejections.get().reasons) == 2


def test_the_second_of_two_equal_numbers_is_rejected_and_names_the_first():
    file = taken(as_csv([row(1), row(2), row(1)]))
    assert counts(file) == (2, 0, 0, 1)
    assert "第2行" in file.rejections.get().reasons[0]["zh"]


def test_a_credit_code_kept_as_a_number_is_explained():
    heading = ["统一社会信用代码", "企业名称"]
    file = tried(as_xlsx([[912204000000000000, "示例公司"]], headings=heading), name="a.xlsx")
    assert "文本" in file.rejections.get().reasons[0]["zh"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "空"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 600, "xlsx"),
        (b"PK\x03\x04" + b"x" * 600, "xlsx"),
        ("企业名称\n示例公司".encode("utf-16"), "UTF-8"),
        (b"\x00\x01\x02", "csv"),
        (b"hello", "企业名称"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_do(content, words):
    with pytest.raises(RefusedError, match=words):
        received(content)


def test_columns_are_proposed_by_their_headings_and_remembered_for_the_source():
    headings = ["信用代码", "名称", "住所（经营场所）", "备用栏", "代表"]
    file = received(as_csv([], headings=headings))
    assert file.mapping == {
        "信用代码": "credit_code",
        "名称": "name",
        "住所（经营场所）": "address",
        "备用栏": "",
        "代表": "",
    }
    chosen = {**file.mapping, "代表": "legal_representative"}
    enterprises.confirm_mapping(
        import_id=file.pk,
        mapping=chosen,
        actor=holder_of(Role.LEAD_OFFICE),
        at=TODAY,
    )
    again = received(as_csv([], headings=headings))
    assert again.mapping["代表"] == "legal_representative"


def test_the_more_usual_heading_wins_when_two_would_do():
    found = proposed(["名称", "企业名称"], {})
    assert found == {"名称": "", "企业名称": "name"}


def test_a_mapping_without_name_or_number_is_refused():
    file = received(as_csv([row(1)]))
    with pytest.raises(RefusedError, match="名称"):
        enterprises.confirm_mapping(
            import_id=file.pk, mapping={}, actor=holder_of(Role.LEAD_OFFICE), at=TODAY
        )


def test_the_ledger_has_one_fact_with_counts_and_a_digest_over_all_changes():
    file = taken(as_csv([row(1), row(2, 从业人员="x")]))
    event = Event.objects.get(kind="directory.enterprises_imported")
    assert event.payload["created"] == 1
    assert event.payload["rejected"] == 1
    assert event.payload["changes_digest"] == file.digest
    assert len(file.digest) == 64


def test_an_untried_file_cannot_be_taken_over_and_a_taken_one_not_twice():
    file = received(as_csv([row(1)]))
    with pytest.raises(RefusedError):
        enterprises.take_over(import_id=file.pk, actor=holder_of(Role.LEAD_OFFICE), at=TODAY)
    file = taken(as_csv([row(1)]))
    with pytest.raises(RefusedError):
        enterprises.take_over(import_id=file.pk, actor=holder_of(Role.LEAD_OFFICE), at=TODAY)


def test_an_import_that_stopped_goes_on_where_it_was(monkeypatch):
    from yingshang.apps.directory.services.enterprises import importing  # noqa: PLC0415

    monkeypatch.setattr(importing, "CHUNK", 2)
    file = tried(as_csv([row(number) for number in range(1, 6)]))
    enterprises.take_over(import_id=file.pk, actor=holder_of(Role.LEAD_OFFICE), at=TODAY)
    job = Job.objects.get(state="waiting")
    with pytest.raises(SystemExit):
        run_next_job(between=stop)
    assert Enterprise.objects.count() == 2
    run_next_job()
    job.refresh_from_db()
    file.refresh_from_db()
    assert (job.state, file.state, counts(file)) == ("done", "taken", (5, 0, 0, 0))
    assert Enterprise.objects.count() == 5


def stop():
    raise SystemExit(0)


def test_queries_do_not_grow_with_the_rows():
    few = tried(as_csv([row(1)]))
    many = tried(as_csv([row(number) for number in range(2, 202)]))
    assert queries_of(many) <= queries_of(few) + 12


def queries_of(file):
    with CaptureQueriesContext(connection) as caught:
        for _step in enterprises.steps(import_id=file.pk, writes=True, at=TODAY):
            pass
    return len(caught)


def test_only_the_lead_office_administrators_and_keepers_import():
    keeper = UnitFactory(code="market_regulation")
    for actor in (
        holder_of(Role.LEAD_OFFICE),
        holder_of(Role.ADMINISTRATOR),
        holder_of(Role.LIAISON, keeper),
    ):
        assert received(as_csv([row(1)]), actor=actor)
    for actor in (holder_of(Role.LIAISON), holder_of(Role.CITY_LEADER)):
        with pytest.raises(PermissionDenied):
            received(as_csv([row(1)]), actor=actor)


def test_a_forgotten_file_is_gone():
    file = received(as_csv([row(1)]))
    enterprises.abandon(import_id=file.pk, actor=holder_of(Role.LEAD_OFFICE), at=TODAY)
    assert not type(file).objects.exists()


def test_a_body_known_by_another_number_gets_its_credit_code():
    headings = ["统一社会信用代码", "注册号", "名称"]
    taken(as_csv([["", "220400000000001", "示例商店"]], headings=headings))
    file = taken(as_csv([[code(1, "92"), "220400000000001", "示例商店"]], headings=headings))
    assert counts(file) == (0, 1, 0, 0)
    assert Enterprise.objects.get().credit_code == code(1, "92")


def test_the_city_enters_one_itself_with_a_checked_code():
    entity = Enterprise(credit_code=code(7).lower(), name="示例新厂有限公司", kind="company")
    kept = enterprises.register(
        enterprise=entity, source_name="企业开办", as_of=TODAY.date(), actor=None, at=TODAY
    )
    assert kept.credit_code == code(7)
    assert EnterprisePiece.objects.filter(enterprise=kept, long="示例新").exists()
    again = Enterprise(credit_code=code(7), name="示例新厂有限公司", kind="company")
    with pytest.raises(RefusedError):
        enterprises.register(
            enterprise=again, source_name="企业开办", as_of=TODAY.date(), actor=None, at=TODAY
        )
    wrong = Enterprise(credit_code=code(8)[:-1] + "0", name="示例厂", kind="company")
    with pytest.raises(RefusedError, match="校验码"):
        enterprises.register(
            enterprise=wrong, source_name="企业开办", as_of=TODAY.date(), actor=None, at=TODAY
        )
