"""Columns of the register, and by which headings files know them."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yingshang.apps.directory.importing import values

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True)
class Column:
    """One thing that a file can say of a market entity.

    Attributes:
        code: How mappings name it.
        field: The column of the register that it fills; several codes may fill one.
        label: What people read.
        read: From a cell to a value; raises `values.CellFault`.
        headings: Words that headings use for it, without marks, the most usual first.
        is_personal: The value is shown masked and never written into the history.
    """

    code: str
    field: str
    label: "StrPromise"
    read: Callable[[Any], Any]
    headings: tuple[str, ...]
    is_personal: bool = False


COLUMNS: Final = (
    Column(
        "credit_code",
        "credit_code",
        _("credit code"),
        values.credit_code,
        ("统一社会信用代码", "社会信用代码", "信用代码", "统一代码", "creditcode", "uscc"),
    ),
    Column(
        "other_number",
        "other_number",
        _("other registration number"),
        values.words(40),
        ("注册号", "工商注册号", "登记号", "营业执照号", "registrationnumber"),
    ),
    Column(
        "name",
        "name",
        pgettext_lazy("entity", "name"),
        values.name,
        (
            "企业名称",
            "市场主体名称",
            "经营主体名称",
            "主体名称",
            "单位名称",
            "机构名称",
            "商户名称",
            "公司名称",
            "字号名称",
            "名称",
            "name",
        ),
    ),
    Column(
        "former_names",
        "former_names",
        _("former names"),
        values.former_names,
        ("曾用名", "曾用名称", "原名称", "formernames"),
    ),
    Column(
        "kind",
        "kind",
        _("kind"),
        values.kind,
        ("主体类型", "市场主体类型", "经营主体类型", "企业类型", "机构类型", "类型", "kind"),
    ),
    Column(
        "industry",
        "industry_code",
        _("industry"),
        values.industry,
        (
            "行业代码",
            "国民经济行业",
            "国民经济行业代码",
            "行业小类",
            "所属行业",
            "行业",
            "industry",
        ),
    ),
    Column(
        "region",
        "region_code",
        _("district"),
        values.region,
        (
            "行政区划代码",
            "行政区划",
            "所属区县",
            "县区",
            "区县",
            "登记区划",
            "所在区县",
            "district",
        ),
    ),
    Column(
        "street",
        "street_code",
        _("street or town"),
        values.street,
        ("街道乡镇", "乡镇街道", "所属街道", "街道", "乡镇", "street"),
    ),
    Column(
        "address",
        "address",
        _("registered address"),
        values.words(300),
        ("住所", "经营场所", "住所经营场所", "注册地址", "地址", "经营地址", "address"),
    ),
    Column(
        "capital",
        "registered_capital_yuan",
        _("registered capital (yuan)"),
        values.yuan,
        ("注册资本元", "注册资金元", "registeredcapital"),
    ),
    Column(
        "capital_wan",
        "registered_capital_yuan",
        _("registered capital (10,000 yuan)"),
        values.ten_thousand_yuan,
        ("注册资本万元", "注册资金万元", "出资额万元", "注册资本万", "注册资本", "注册资金"),
    ),
    Column(
        "established_on",
        "established_on",
        _("established on"),
        values.day,
        ("成立日期", "设立日期", "注册日期", "开业日期", "成立时间", "established"),
    ),
    Column(
        "status",
        "status",
        _("status"),
        values.status,
        ("登记状态", "经营状态", "企业状态", "主体状态", "状态", "status"),
    ),
    Column(
        "status_since",
        "status_since",
        _("in this status since"),
        values.day,
        ("状态日期", "注销日期", "吊销日期", "注吊销日期"),
    ),
    Column(
        "employees",
        "employees",
        _("employees"),
        values.count,
        ("从业人员", "从业人员人", "从业人数", "从业人员数", "职工人数", "员工人数", "employees"),
    ),
    Column(
        "revenue",
        "revenue_yuan",
        _("revenue of a year (yuan)"),
        values.yuan_or_loss,
        ("营业收入元", "年营业收入元", "revenue"),
    ),
    Column(
        "revenue_wan",
        "revenue_yuan",
        _("revenue of a year (10,000 yuan)"),
        values.ten_thousand_yuan_or_loss,
        ("营业收入万元", "年营业收入万元", "营业收入", "年营业收入", "营业总收入万元"),
    ),
    Column(
        "assets",
        "assets_yuan",
        _("total assets (yuan)"),
        values.yuan,
        ("资产总额元", "总资产元", "assets"),
    ),
    Column(
        "assets_wan",
        "assets_yuan",
        _("total assets (10,000 yuan)"),
        values.ten_thousand_yuan,
        ("资产总额万元", "资产总计万元", "总资产万元", "资产总额", "资产总计", "总资产"),
    ),
    Column(
        "figures_as_of",
        "figures_as_of",
        _("figures as of"),
        values.day_or_year,
        ("年报年度", "数据年度", "数据日期", "figuresasof"),
    ),
    Column(
        "legal_representative",
        "legal_representative",
        _("legal representative"),
        values.words(100),
        (
            "法定代表人",
            "法定代表人姓名",
            "法定代表人负责人",
            "法人",
            "负责人",
            "经营者",
            "经营者姓名",
        ),
        is_personal=True,
    ),
    Column(
        "contact_name",
        "contact_name",
        _("contact person"),
        values.words(100),
        ("联系人", "联系人姓名", "联络员"),
        is_personal=True,
    ),
    Column(
        "contact_phone",
        "contact_phone",
        _("telephone"),
        values.phone,
        ("联系电话", "电话", "手机", "手机号", "手机号码", "联系方式", "phone"),
        is_personal=True,
    ),
)
BY_CODE: Final = {column.code: column for column in COLUMNS}
PERSONAL: Final = frozenset(column.field for column in COLUMNS if column.is_personal)
_MARKS = re.compile(r"[\s（）()【】\[\]：:*＊·、/／_-]+")
NOTHING: Final = ""


def proposed(headers: Sequence[str], remembered: Mapping[str, str]) -> dict[str, str]:
    """For each heading the code of a column, or nothing; no column of the register twice.

    What a person decided for this source before comes first, then the words that headings use.
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    by_rank = sorted(headers, key=lambda header: _rank(header, remembered))
    for header in by_rank:
        code = remembered.get(header, _by_words(header))
        column = BY_CODE.get(code)
        found[header] = code if column and column.field not in taken else NOTHING
        taken |= {column.field} if column and found[header] else set()
    return {header: found[header] for header in headers if header}


def faults_of(mapping: Mapping[str, str]) -> list["StrPromise"]:
    """Why a mapping cannot be used, in sentences; empty when it can."""
    fields = [BY_CODE[code].field for code in mapping.values() if code in BY_CODE]
    found: list[StrPromise] = []
    if "name" not in fields:
        found.append(_("Say which column holds the name."))
    if not {"credit_code", "other_number"} & set(fields):
        found.append(_("Say which column holds the credit code or another registration number."))
    if len(fields) != len(set(fields)):
        found.append(_("Two columns are read as the same thing; choose one of them."))
    return found


def _rank(header: str, remembered: Mapping[str, str]) -> int:
    """Remembered headings first, then by how usual the word is."""
    if header in remembered:
        return -1
    column = BY_CODE.get(_by_words(header))
    return column.headings.index(_plain(header)) if column else len(COLUMNS)


def _by_words(header: str) -> str:
    plain = _plain(header)
    return next((column.code for column in COLUMNS if plain in column.headings), NOTHING)


def _plain(header: str) -> str:
    return _MARKS.sub("", header).lower()
