"""Rows of a file: what each says of a market entity, or why it cannot be taken."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from yingshang.apps.directory.city_content import CityContent
from yingshang.apps.directory.importing.columns import BY_CODE, Column
from yingshang.apps.directory.importing.tables import Cell, Table, filled
from yingshang.apps.directory.importing.values import CellFault, as_code, text_of
from yingshang.engines.identifiers import credit_codes, regions
from yingshang.engines.identifiers.faults import IdentifierFault, Remark

STREET_CODE: Final = 9
BRANCHES: Final = ("分公司", "分店", "分行", "支行", "分厂", "营业部", "办事处")


@dataclass(frozen=True)
class Reason:
    """Why a row is not taken: the heading of the cell, and the sentence in both languages."""

    heading: str
    remark: Remark

    @property
    def stored(self) -> dict[str, str]:
        """As a rejection keeps it."""
        return {"column": self.heading, "zh": self.remark.zh, "en": self.remark.en}


@dataclass
class Row:
    """One row: its line, what it states by column of the register, and its faults.

    A cell that says nothing states nothing: what is known already stays.
    """

    line: int
    values: dict[str, Any] = field(default_factory=dict)
    faults: list[Reason] = field(default_factory=list)

    @property
    def number(self) -> str:
        """The credit code or the other number."""
        return str(self.values.get("credit_code") or self.values.get("other_number") or "")

    def blame(self, heading: str, code: str, zh: str, en: str) -> None:
        """Add a fault."""
        self.faults.append(Reason(heading, Remark(code, zh, en)))


@dataclass(frozen=True)
class Reader:
    """Reads rows of one file.

    Args:
        mapping: Heading → code of a column.
        on: The day of the data; nothing is established later.
    """

    mapping: Mapping[str, str]
    city: CityContent
    on: date

    def rows(self, table: Table) -> Iterator[Row]:
        """Every filled row in order; the second row with one number is at fault and says so."""
        seats = self._seats(table.headers)
        first_lines: dict[str, int] = {}
        for line, cells in filled(table):
            row = self._row(line, cells, seats)
            numbers = [row.values.get(name) for name in ("credit_code", "other_number")]
            lines = [first_lines.setdefault(str(each), line) for each in numbers if each]
            earlier = min(lines, default=line)
            if earlier != line:
                row.blame(
                    "",
                    "repeated",
                    f"与第{earlier}行号码相同；请只保留一行。",
                    f"Line {earlier} has the same number; keep one of the two.",
                )
            yield row

    def _seats(self, headers: Sequence[str]) -> list[tuple[int, str, Column]]:
        return [
            (place, header, BY_CODE[self.mapping[header]])
            for place, header in enumerate(headers)
            if self.mapping.get(header) in BY_CODE
        ]

    def _row(
        self, line: int, cells: Sequence[Cell], seats: Sequence[tuple[int, str, Column]]
    ) -> Row:
        row = Row(line)
        for place, heading, column in seats:
            cell = cells[place] if place < len(cells) else None
            if not text_of(cell):
                continue
            try:
                row.values[column.field] = column.read(cell)
            except CellFault as fault:
                row.faults.append(Reason(heading, fault.remark))
        self._place(row)
        self._complete(row)
        return row

    def _place(self, row: Row) -> None:
        """Turn what is written of district and street into codes."""
        values = row.values
        if "street_code" in values:
            self._street(row)
        if "region_code" in values:
            self._region(row)
        if "street_code" in values and "region_code" not in values:
            values["region_code"] = values["street_code"][: regions.LENGTH]
        if "industry_code" in values:
            values["section"], values["industry_code"] = values["industry_code"]

    def _region(self, row: Row) -> None:
        written = row.values.pop("region_code")
        code = as_code(written)
        if code.isdigit() and len(code) >= STREET_CODE:
            code = code[: regions.LENGTH]
        try:
            found = regions.read(code) if code.isdigit() else self._named_region(written)
        except IdentifierFault as fault:
            row.blame("", fault.code, fault.zh, fault.en)
            return
        row.values["region_code"] = found.code

    def _named_region(self, written: str) -> regions.Region:
        inside = self.city.areas.region if self.city.areas else ""
        found = regions.named(written, inside=inside) if inside else None
        if found is None:
            raise IdentifierFault(
                "region_name",
                f"“{written}”不是本市的区县；请写区县全称或6位代码。",
                f"“{written}” is no district of this city; write its full name or its six digits.",
            )
        return found

    def _street(self, row: Row) -> None:
        written = row.values.pop("street_code")
        code = as_code(written)
        by_name = [key for key, name in self.city.streets.items() if name == written]
        if code.isdigit() and code[:STREET_CODE] in self.city.streets:
            row.values["street_code"] = code[:STREET_CODE]
        elif len(by_name) == 1:
            row.values["street_code"] = by_name[0]
        else:
            row.blame(
                "",
                "street",
                f"“{written}”不在本市街道乡镇名单中；请写全称或代码，或留空。",
                f"“{written}” is no street office or town of this city; write its full name or "
                "code, or leave the cell empty.",
            )

    def _complete(self, row: Row) -> None:
        values = row.values
        faulty = {self.mapping.get(reason.heading) for reason in row.faults}
        if not row.number and not {"credit_code", "other_number"} & faulty:
            row.blame("", "no_number", "没有统一社会信用代码或注册号。", "There is no credit code.")
        if "name" not in values and "name" not in faulty:
            row.blame("", "no_name", "没有名称。", "There is no name.")
        established_on = values.get("established_on")
        if established_on and established_on > self.on:
            row.blame(
                "",
                "future",
                f"成立日期{established_on}晚于数据日期{self.on}。",
                f"It is established on {established_on}, after the day of the data, {self.on}.",
            )
        if "kind" not in values and not row.faults:
            values["kind"] = kind_of(row.number, values.get("name", ""))


def kind_of(number: str, name: str) -> str:
    """What kind of body it is by its credit code, and by its name for branches."""
    kind = credit_codes.KINDS.get(number[:2], "other")
    return "branch" if kind == "company" and name.endswith(BRANCHES) else kind
