"""A small city's register: places, a keeper, the standard of sizes, and files."""

import csv
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path

from openpyxl import Workbook

from tests.conftest import TODAY
from yingshang.apps.directory.city_content import CityContent
from yingshang.apps.directory.permissions import INSTALLATION
from yingshang.apps.directory.services import enterprises
from yingshang.apps.directory.services.enterprises.receiving import Upload
from yingshang.apps.ledger.services import run_next_job
from yingshang.engines.identifiers import credit_codes
from yingshang.engines.packs.reading import read_pack

PACK = read_pack(Path(__file__).parents[3] / "packs/liaoyuan-2024")
CITY = CityContent(
    release="0" * 64,
    areas=PACK.models["directory/areas.yaml"],
    register=PACK.models["directory/enterprises.yaml"],
    sizes=PACK.models["size_classes.yaml"],
)
HEADINGS = (
    "统一社会信用代码",
    "企业名称",
    "行业代码",
    "所属区县",
    "注册资本(万元)",
    "成立日期",
    "登记状态",
    "从业人员",
    "营业收入(万元)",
    "法定代表人",
    "联系电话",
)
DATA_DAY = date(2024, 10, 31)


def code(number, prefix="91"):
    return credit_codes.build(prefix, "220402", f"MA{number:06}").text


def row(number=1, **cells):
    """A row about a sock maker; cells by heading."""
    usual = {
        "统一社会信用代码": code(number),
        "企业名称": f"辽源市示例{number}号袜业有限公司",
        "行业代码": "C1763",
        "所属区县": "龙山区",
        "注册资本(万元)": "500",
        "成立日期": "2015-03-02",
        "登记状态": "存续",
        "从业人员": "120",
        "营业收入(万元)": "2600",
        "法定代表人": "王某某",
        "联系电话": "13800000000",
    }
    return [{**usual, **cells}[heading] for heading in HEADINGS]


def as_csv(rows, encoding="utf-8", headings=HEADINGS):
    text = StringIO()
    csv.writer(text).writerows([headings, *rows])
    return text.getvalue().encode(encoding)


def as_xlsx(rows, headings=HEADINGS):
    book = Workbook()
    for each in [headings, *rows]:
        book.active.append(list(each))
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def received(content, *, source="市场监管数据", as_of=DATA_DAY, actor=INSTALLATION, name="a.csv"):
    upload = Upload(name, content, source, as_of)
    return enterprises.receive(upload=upload, actor=actor, at=TODAY)


def tried(content, **options):
    """A file received and tried with the mapping that was proposed."""
    actor = options.get("actor", INSTALLATION)
    file = received(content, **options)
    enterprises.confirm_mapping(import_id=file.pk, mapping=file.mapping, actor=actor, at=TODAY)
    run_next_job()
    file.refresh_from_db()
    return file


def taken(content, **options):
    """The same, taken over."""
    file = tried(content, **options)
    actor = options.get("actor", INSTALLATION)
    enterprises.take_over(import_id=file.pk, actor=actor, at=TODAY)
    run_next_job()
    file.refresh_from_db()
    return file


def counts(file):
    return file.created, file.changed, file.unchanged, file.rejected
