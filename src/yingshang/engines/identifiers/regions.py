"""Divisions of China by their six digits: province, city, county.

Source: GB/T 2260 as released by the National Bureau of Statistics for 2023 (`data/README.md`).
"""

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from yingshang.engines.identifiers.faults import IdentifierFault
from yingshang.engines.identifiers.writing import plain

LENGTH: Final = 6
_SHAPE = re.compile(r"[1-9]\d{5}")


@dataclass(frozen=True, slots=True)
class Region:
    """A division; `level` is province, city or county."""

    code: str
    name: str

    @property
    def level(self) -> str:
        """Which storey of the state it is."""
        if self.code.endswith("0000"):
            return "province"
        return "city" if self.code.endswith("00") else "county"

    @property
    def parent_code(self) -> str | None:
        """The code of the division above; None for a province."""
        if self.level == "province":
            return None
        kept = 2 if self.level == "city" else 4
        return self.code[:kept].ljust(LENGTH, "0")


def find(code: str) -> Region | None:
    """The division with this code in the present list; None for repealed and unknown ones."""
    return _by_code().get(code)


def read(text: str) -> Region:
    """The division with the code in `text`.

    A code of the right shape that is not in the list may be a repealed one; the name is then empty.

    Raises:
        IdentifierFault: `region`: it has not the shape of such a code.
    """
    code = plain(text)
    if not _SHAPE.fullmatch(code):
        raise IdentifierFault(
            "region",
            f"“{text.strip()}”不是行政区划代码；应为6位数字。",
            f"“{text.strip()}” is no code of a division; it has six digits.",
        )
    return find(code) or Region(code, "")


def full_name(code: str) -> str:
    """The names from the province down, joined; empty when the code is not listed.

    Example:
        >>> full_name("220104")
        '吉林省长春市朝阳区'
    """
    found = find(code)
    if found is None:
        return ""
    above = full_name(found.parent_code) if found.parent_code else ""
    return above + ("" if found.name in {"市辖区", "县"} and above else found.name)


def within(code: str) -> tuple[Region, ...]:
    """The divisions directly below `code`, by code: districts of a city, cities of a province."""
    return _children().get(code, ())


def named(name: str, *, inside: str) -> Region | None:
    """The county below `inside`, or `inside` itself, called `name`.

    A short name counts when it is the only one. Names elsewhere never count: 朝阳区 is no 朝阳市.

    Example:
        >>> named("朝阳区", inside="220100").code
        '220104'
        >>> named("朝阳市", inside="220100") is None
        True
    """
    near = [*within(inside), *([here] if (here := find(inside)) else [])]
    exact = [each for each in near if name in {each.name, full_name(each.code)}]
    close = exact or [each for each in near if len(name) > 1 and each.name[:-1] == name]
    return close[0] if len(close) == 1 else None


@cache
def _by_code() -> dict[str, Region]:
    path = files("yingshang.engines.identifiers") / "data" / "regions.csv"
    with path.open(encoding="utf-8") as lines:
        return {row["code"]: Region(row["code"], row["name"]) for row in csv.DictReader(lines)}


@cache
def _children() -> dict[str, tuple[Region, ...]]:
    found: dict[str, list[Region]] = {}
    for region in _by_code().values():
        if region.parent_code:
            found.setdefault(region.parent_code, []).append(region)
    return {code: tuple(below) for code, below in found.items()}
