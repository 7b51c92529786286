"""Codes of investment projects in fixed assets: only their shape can be checked.

Source: GB/T 40058-2021, as printed on approvals; the rule of the check digit is not public here.
"""

import re
from dataclasses import dataclass

from yingshang.engines.identifiers.faults import IdentifierFault
from yingshang.engines.identifiers.writing import plain

_SHAPE = re.compile(r"(\d{2})(0[1-9]|1[0-2])(\d{6})(\d{2})(\d{2})(\d{6})")


@dataclass(frozen=True)
class ProjectCode:
    """A project code in its parts; `text` is how approvals print it."""

    text: str
    year: int
    month: int
    region_code: str

    def __str__(self) -> str:
        return self.text


def read(text: str) -> ProjectCode:
    """The project code in `text`, with or without hyphens.

    Raises:
        IdentifierFault: `project`: it has not this shape.

    Example:
        >>> read("240422040204 01123456").text
        '2404-220402-04-01-123456'
    """
    shape = _SHAPE.fullmatch(plain(text))
    if shape is None:
        raise IdentifierFault(
            "project",
            f"“{text.strip()}”不是投资项目代码；应为20位数字，形如 2404-220402-04-01-123456。",
            f"“{text.strip()}” is no project code; it has 20 digits, such as "
            "2404-220402-04-01-123456.",
        )
    year, month, region, department, kind, serial = shape.groups()
    written = f"{year}{month}-{region}-{department}-{kind}-{serial}"
    return ProjectCode(written, 2000 + int(year), int(month), region)
