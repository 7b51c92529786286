"""Industries of the national economy: a letter, then two, three or four digits.

Source: GB/T 4754-2017 (`data/README.md`).
"""

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from yingshang.engines.identifiers.faults import IdentifierFault
from yingshang.engines.identifiers.writing import plain

_SHAPE = re.compile(r"([A-T]?)(\d{2,4})|([A-T])")
# Some lists fill a shorter code up to four digits.
_PADDED = re.compile(r"(\d{2,3}?)0{1,2}")


@dataclass(frozen=True, slots=True)
class Industry:
    """An entry of the standard: `section` is the letter, `code` the digits, empty for a section."""

    section: str
    code: str
    name: str

    @property
    def text(self) -> str:
        """Letter and digits, such as `C1763`."""
        return self.section + self.code

    @property
    def parent(self) -> "Industry | None":
        """The entry above; None for a section."""
        if not self.code:
            return None
        return find(self.section + (self.code[:-1] if len(self.code) > len("00") else ""))


def find(text: str) -> Industry | None:
    """The entry written `C1763`, `1763` or `C`; None when the standard has none."""
    return _by_code().get(text)


def read(text: str) -> Industry:
    """The industry with the code in `text`; a class filled up with zeros counts as its group.

    Raises:
        IdentifierFault: `industry`: the standard has no such code; `section`: letter and digits
            disagree.
    """
    code = plain(text)
    shape = _SHAPE.fullmatch(code)
    found = find(code[1:] if shape and shape[1] else code)
    padded = _PADDED.fullmatch(code.lstrip("ABCDEFGHIJKLMNOPQRST"))
    if found is None and padded:
        found = find(padded[1])
    if shape is None or found is None:
        raise IdentifierFault(
            "industry",
            f"“{text.strip()}”不是 GB/T 4754-2017 的行业代码；应为门类字母加2至4位数字，如 C1763。",
            f"“{text.strip()}” is no code of GB/T 4754-2017; write a letter and two to four "
            "digits, such as C1763.",
        )
    if shape[1] and shape[1] != found.section:
        raise IdentifierFault(
            "section",
            f"{found.code} 属于 {found.section} 门类，不属于 {shape[1]} 门类；请核对。",
            f"{found.code} belongs to section {found.section}, not {shape[1]}; check it.",
        )
    return found


def sections() -> tuple[Industry, ...]:
    """The twenty sections, A to T."""
    return tuple(each for each in _all() if not each.code)


def named(name: str) -> Industry | None:
    """The entry with this name, the finest where several levels share it; None when unknown."""
    return _by_name().get(name)


@cache
def _all() -> tuple[Industry, ...]:
    path = files("yingshang.engines.identifiers") / "data" / "industries.csv"
    with path.open(encoding="utf-8") as lines:
        return tuple(
            Industry(row["section"], row["code"], row["name"]) for row in csv.DictReader(lines)
        )


@cache
def _by_code() -> dict[str, Industry]:
    found = {each.text: each for each in _all()}
    return found | {each.code: each for each in _all() if each.code}


@cache
def _by_name() -> dict[str, Industry]:
    return {each.name: each for each in sorted(_all(), key=lambda each: len(each.code))}
