"""From a cell of a file to a value of the register; a cell that cannot be right says why."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any, Final

from yingshang.engines.identifiers import credit_codes, industries
from yingshang.engines.identifiers.faults import IdentifierFault, Remark
from yingshang.engines.identifiers.writing import plain

TEN_THOUSAND: Final = Decimal(10_000)
MOST_YUAN: Final = Decimal(10) ** 15
MOST_EMPLOYEES: Final = 10_000_000
LONGEST_NAME: Final = 200
SHORTEST_NAME: Final = 2
FIRST_YEAR: Final = 1800
# What stands in a cell that says nothing.
BLANKS: Final = frozenset(
    {"", "-", "--", "—", "——", "/", "无", "null", "none", "n/a", "空", "未知"}
)
_DAY = re.compile(r"(\d{4})\D{0,2}(\d{1,2})\D{1,2}(\d{1,2})(?:\D.*)?|(\d{4})(\d{2})(\d{2})")
_YEAR = re.compile(r"(\d{4})年?(?:度|年报)?")
_AMOUNT = re.compile(
    r"(-?[\d,]+(?:\.\d+)?)(万|亿)?(?:元|圆)?(?:人民币|整)*(?:元|圆)?|人民币(-?[\d,.]+)(万|亿)?元?"
)
_PHONE = re.compile(r"\+?\d[\d-]{4,19}(?:转\d{1,6})?")
# Spreadsheets count days from here.
_EPOCH: Final = date(1899, 12, 30)
_LAST_SERIAL: Final = 100_000
_STATUSES: Final = {
    "in_operation": ("存续", "在业", "开业", "在营", "在册", "正常", "营业"),
    "suspended": ("歇业", "停业", "休业"),
    "revoked": ("吊销",),
    "annulled": ("撤销", "责令关闭"),
    "deregistered": ("注销",),
    "moved_away": ("迁出", "迁移"),
}
_KINDS: Final = (
    ("branch", ("分公司", "分支机构", "分店")),
    ("sole_trader", ("个体",)),
    ("cooperative", ("合作社",)),
    ("collective", ("集体经济组织",)),
    ("private_institution", ("民办非企业", "社会服务机构")),
    ("foundation", ("基金会",)),
    ("society", ("社会团体", "社团", "协会", "商会")),
    ("institution", ("事业单位", "事业法人")),
    ("organ", ("机关",)),
    ("company", ("公司", "企业", "独资", "合伙", "法人")),
    ("other", ("其他",)),
)


class CellFault(Exception):  # noqa: N818 - it is the cell that has the fault
    """The cell cannot be right; `remark` says why in both languages."""

    def __init__(self, code: str, zh: str, en: str) -> None:
        super().__init__(zh)
        self.remark = Remark(code, zh, en)


def text_of(cell: Any) -> str:
    """What is written in a cell; a whole number without a point; blanks of all sorts are empty."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    written = str(cell).strip()
    return "" if written.lower() in BLANKS else written


def credit_code(cell: Any) -> str:
    """A credit code, written plainly."""
    if isinstance(cell, int | float):
        raise CellFault(
            "number_cell",
            "信用代码单元格是数字格式，末几位已丢失；请把该列设为文本后重新填写。",
            "The credit code is stored as a number and has lost its last digits; "
            "format the column as text and enter it again.",
        )
    try:
        return credit_codes.read(text_of(cell)).text
    except IdentifierFault as fault:
        raise CellFault(fault.code, fault.zh, fault.en) from None


def name(cell: Any) -> str:
    """A name with full-width brackets and without spaces between Chinese characters."""
    written = tidy_name(text_of(cell))
    if not SHORTEST_NAME <= len(written) <= LONGEST_NAME:
        raise CellFault(
            "name",
            f"名称应为{SHORTEST_NAME}至{LONGEST_NAME}个字。",
            f"A name has {SHORTEST_NAME} to {LONGEST_NAME} characters.",
        )
    return written


def tidy_name(written: str) -> str:
    """One way of writing names, for keeping and for looking for them.

    Example:
        >>> tidy_name("示例 (集团)有限公司 ")
        '示例（集团）有限公司'
    """
    narrow = unicodedata.normalize("NFKC", written)
    joined = re.sub(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])", "", narrow.strip())
    return re.sub(r"\s+", " ", joined).replace("(", "（").replace(")", "）")


def former_names(cell: Any) -> str:
    """Names divided by ；、 or line ends, one a line."""
    parts = re.split(r"[;；、\n|]+", text_of(cell))
    return "\n".join(tidy_name(part) for part in parts if part.strip())


def words(longest: int) -> Callable[[Any], str]:
    """A reader of plain words with at most `longest` characters."""

    def read(cell: Any) -> str:
        written = text_of(cell)
        if len(written) > longest:
            raise CellFault(
                "too_long",
                f"内容有{len(written)}字，最多{longest}字。",
                f"It has {len(written)} characters; at most {longest} are kept.",
            )
        return written

    return read


@lru_cache(maxsize=512)
def kind(cell: Any) -> str:
    """A kind of body by the words that registers use."""
    written = text_of(cell)
    found = next((code for code, marks in _KINDS if any(mark in written for mark in marks)), None)
    if found is None:
        raise _unknown("主体类型", "kind", written)
    return found


@lru_cache(maxsize=4096)
def industry(cell: Any) -> tuple[str, str]:
    """Section letter and digits; a code, a name, or a code followed by its name."""
    written = text_of(cell)
    named = industries.named(written)
    if named is not None:
        return named.section, named.code
    leading = re.match(r"[A-Ta-tＡ-Ｔ]?\s*\d{2,4}|[A-T]$", written)
    try:
        found = industries.read(leading[0] if leading else written)
    except IdentifierFault as fault:
        raise CellFault(fault.code, fault.zh, fault.en) from None
    return found.section, found.code


def region(cell: Any) -> str:
    """What is written; rows know the city and turn it into a code."""
    return text_of(cell)


def street(cell: Any) -> str:
    """What is written; rows know the city and turn it into a code."""
    return text_of(cell)


@lru_cache(maxsize=512)
def status(cell: Any) -> str:
    """A status by the words that registers use; 吊销，已注销 is deregistered."""
    written = text_of(cell)
    if "未注销" in written:
        return "revoked"
    by_weight = ("deregistered", "annulled", "revoked", "moved_away", "suspended", "in_operation")
    for code in by_weight:
        if any(mark in written for mark in _STATUSES[code]):
            return code
    raise _unknown("登记状态", "status", written)


def yuan(cell: Any) -> Decimal:
    """Money in yuan, not negative; 万 and 亿 in the cell count. 0 is a number."""
    return _not_negative(_amount(cell, Decimal(1)))


def ten_thousand_yuan(cell: Any) -> Decimal:
    """Money in 10,000 yuan, not negative, unless the cell names another unit."""
    return _not_negative(_amount(cell, TEN_THOUSAND))


def yuan_or_loss(cell: Any) -> Decimal:
    """Money in yuan, negative too."""
    return _amount(cell, Decimal(1))


def ten_thousand_yuan_or_loss(cell: Any) -> Decimal:
    """Money in 10,000 yuan, negative too, unless the cell names another unit."""
    return _amount(cell, TEN_THOUSAND)


def count(cell: Any) -> int:
    """A number of persons."""
    written = text_of(cell).replace(",", "").removesuffix("人")
    if not written.isdecimal() or int(written) > MOST_EMPLOYEES:
        raise CellFault(
            "count",
            f"“{text_of(cell)}”不是人数；应为不小于0的整数。",
            f"“{text_of(cell)}” is no number of persons; write a whole number from 0 on.",
        )
    return int(written)


def day(cell: Any) -> date:
    """A local day, however it is written; a spreadsheet's count of days too."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | float) and FIRST_YEAR < cell < _LAST_SERIAL:
        return _EPOCH + timedelta(days=int(cell))
    return _written_day(text_of(cell))


def day_or_year(cell: Any) -> date:
    """A day; of a year alone its last day."""
    year = _YEAR.fullmatch(text_of(cell))
    if year and int(year[1]) > FIRST_YEAR:
        return date(int(year[1]), 12, 31)
    return day(cell)


def phone(cell: Any) -> str:
    """A telephone number; several are kept as written up to 60 characters."""
    written = unicodedata.normalize("NFKC", text_of(cell)).replace(" ", "")
    parts = [part for part in re.split(r"[;,/、]", written) if part]
    if not all(_PHONE.fullmatch(part) for part in parts):
        raise CellFault(
            "phone",
            "联系电话格式不对；应为数字，区号与号码之间可用“-”。",
            "This is no telephone number; write digits, with a hyphen after the area code.",
        )
    return "；".join(parts)


@lru_cache(maxsize=65_536)
def _written_day(written: str) -> date:
    parts = _DAY.fullmatch(plain_digits(written))
    try:
        year, month, number = (int(part) for part in parts.groups() if part) if parts else (0, 0, 0)
        found = date(year, month, number)
    except ValueError:
        found = date.min
    if found.year < FIRST_YEAR:
        raise CellFault(
            "day",
            f"“{written}”不是日期；请写成 2024-05-09。",
            f"“{written}” is no day; write it as 2024-05-09.",
        )
    return found


def plain_digits(written: str) -> str:
    """Half-width characters without spaces at the ends."""
    return unicodedata.normalize("NFKC", written).strip()


def _amount(cell: Any, unit: Decimal) -> Decimal:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _within(Decimal(str(cell)) * unit, str(cell))
    written = unicodedata.normalize("NFKC", text_of(cell)).replace(" ", "")
    parts = _AMOUNT.fullmatch(written)
    if parts is None:
        raise CellFault(
            "amount",
            f"“{written}”不是人民币金额；请只写数字，外币请折算成人民币。",
            f"“{written}” is no amount of yuan; write the number alone, and convert foreign money.",
        )
    digits, named = (parts[1], parts[2]) if parts[1] else (parts[3], parts[4])
    has_unit = named is not None or "元" in written or "圆" in written
    factor = {"万": TEN_THOUSAND, "亿": TEN_THOUSAND * TEN_THOUSAND}.get(named or "", Decimal(1))
    try:
        value = Decimal(digits.replace(",", ""))
    except InvalidOperation:
        value = Decimal("NaN")
    return _within(value * (factor if has_unit else unit), written)


def _within(value: Decimal, written: str) -> Decimal:
    if not value.is_finite() or abs(value) > MOST_YUAN:
        raise CellFault(
            "amount_range",
            f"“{written}”超出可能的金额；请核对数字和单位。",
            f"“{written}” is no possible amount; check the number and its unit.",
        )
    return value.quantize(Decimal("0.01"))


def _not_negative(value: Decimal) -> Decimal:
    if value < 0:
        raise CellFault("negative", "金额不能是负数。", "The amount cannot be negative.")
    return value


def _unknown(zh: str, en: str, written: str) -> CellFault:
    return CellFault(
        f"{en}_unknown",
        f"{zh}“{written}”无法识别；请使用登记机关的通用说法。",
        f"The {en} “{written}” is not known; use the words of the registering authority.",
    )


def as_code(cell: Any) -> str:
    """A code of digits that a spreadsheet may hold as a number."""
    return plain(text_of(cell))
