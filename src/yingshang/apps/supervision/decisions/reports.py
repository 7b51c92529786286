"""A special report as it is first drafted: sentences of an official document, in Chinese.

Its sections are 基本情况, 存在问题, 原因 and 建议, as such reports usually have them. Causes
are for a person to write; suggestions are drafted from what the record shows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

UNITS_NAMED = 10
TO_WRITE = "（原因由起草人根据核查情况填写。）"


@dataclass(frozen=True)
class Figure:
    """A count and the numbers of the first cases in it."""

    count: int
    sources: Sequence[str] = ()


@dataclass(frozen=True)
class UnitFigures:
    """What is overdue in a unit's hands, the longest first."""

    unit: str
    overdue: Figure
    longest_days: int


@dataclass(frozen=True)
class Figures:
    """What the record says of a period.

    Attributes:
        in_time: Of the cases that ended in the period and had a last day.
        with_day: How many ended in the period and had a last day: the denominator.
        by_unit: Units with something overdue at the end of the period, the most first.
        grounds: How many proposals of each ground were made in the period.
    """

    received: Figure
    ended: Figure
    in_time: int
    with_day: int
    still_open: Figure
    overdue: Figure
    by_unit: Sequence[UnitFigures]
    grounds: dict[str, int]
    supervised: Figure
    closed: Figure


def drafted(found: Figures, period: str, grounds: Mapping[str, str]) -> list[dict[str, Any]]:
    """Sections with paragraphs, each with the numbers of the cases behind it.

    Args:
        period: The days in words, such as 2024年8月1日至31日.
        grounds: Names of the grounds by their ids.
    """
    return [
        _section("一、基本情况", _situation(found, period)),
        _section("二、存在问题", _problems(found, grounds)),
        _section("三、原因", [(TO_WRITE, ())]),
        _section("四、建议", _proposals(found)),
    ]


def share(numerator: int, denominator: int) -> str:
    """A rate in percent with one place; “–” where the denominator is zero.

    Example:
        >>> share(1, 3), share(0, 0)
        ('33.3%', '–')
    """
    return f"{100 * numerator / denominator:.1f}%" if denominator else "–"


Paragraphs = Sequence[tuple[str, Sequence[str]]]


def _section(heading: str, paragraphs: Paragraphs) -> dict[str, Any]:
    rows = [{"text": text, "sources": list(sources)} for text, sources in paragraphs]
    return {"heading": heading, "paragraphs": rows}


def _situation(found: Figures, period: str) -> Paragraphs:
    rate = share(found.in_time, found.with_day)
    timely = f"有期限的{found.with_day}件中，按期办结{found.in_time}件，按期办结率{rate}"
    return [
        (f"{period}，共收到{found.received.count}件。", found.received.sources),
        (
            f"期间办结{found.ended.count}件；{timely}。",
            found.ended.sources,
        ),
        (
            f"期末未办结{found.still_open.count}件，其中超期{found.overdue.count}件。",
            found.overdue.sources,
        ),
    ]


def _problems(found: Figures, grounds: Mapping[str, str]) -> Paragraphs:
    rows: list[tuple[str, Sequence[str]]] = [
        (
            f"{row.unit}：超期{row.overdue.count}件，最长超期{row.longest_days}天。",
            row.overdue.sources,
        )
        for row in found.by_unit[:UNITS_NAMED]
    ]
    named = "、".join(
        f"{grounds.get(code, code)}{count}件" for code, count in sorted(found.grounds.items())
    )
    if named:
        rows.append((f"按督办情形提出建议：{named}。", ()))
    return rows or [("期末没有超期事项，也没有提出督办建议。", ())]


def _proposals(found: Figures) -> Paragraphs:
    rows: list[tuple[str, Sequence[str]]] = []
    if found.overdue.count:
        rows.append(
            (f"对{found.overdue.count}件超期事项逐件限期办结，并说明理由。", found.overdue.sources)
        )
    rows.append((_supervised(found.supervised, found.closed), found.supervised.sources))
    return rows


def _supervised(begun: Figure, closed: Figure) -> str:
    return (
        f"期间立项督办{begun.count}件、销号{closed.count}件；未销号的继续跟踪，"
        "整改不实的按程序升级。"
    )
