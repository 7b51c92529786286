"""Large, medium, small or micro: by bounds that the pack brings, or unknown, and why."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from yingshang.engines.packs.schema.size_classes import (
    FIGURES,
    Bounds,
    SizeClasses,
    SizeGroup,
)

LARGE, MEDIUM, SMALL, MICRO = "large", "medium", "small", "micro"
UNKNOWN, NOT_COVERED = "unknown", "not_covered"
INDUSTRY: Final = "industry"
# In which unit a standard states its bounds, in yuan or persons.
UNITS: Final = {"employees": Decimal(1), "revenue": Decimal(10_000), "assets": Decimal(10_000)}


@dataclass(frozen=True)
class Comparison:
    """One figure beside its bound for a class; `holds` is None where the figure is missing."""

    size: str
    figure: str
    value: Decimal | None
    bound: Decimal

    @property
    def holds(self) -> bool | None:
        """Whether the figure reaches the bound, inclusive."""
        return None if self.value is None else self.value >= self.bound


@dataclass(frozen=True)
class Verdict:
    """The class, the group of industries whose bounds were used, and what was compared.

    Attributes:
        missing: Figures, or `industry`, without which nothing can be said; empty otherwise.
        comparisons: From large downwards, as far as they had to be asked.
    """

    size: str
    group: SizeGroup | None = None
    missing: tuple[str, ...] = ()
    comparisons: tuple[Comparison, ...] = ()


def class_of(
    standard: SizeClasses, section: str, industry_code: str, figures: Mapping[str, Decimal | None]
) -> Verdict:
    """The size class of an enterprise.

    A class is reached when every bound given for it is reached; otherwise the next lower one is
    asked. A missing figure leaves a class open only while no other figure rules it out: somebody
    with ten employees is no large manufacturer, whatever the revenue.

    Args:
        standard: The bounds, from the pack.
        figures: By the names of the standard: persons, and money in the standard's own unit; None
            is unknown, 0 is a number.

    Source: pack `size_classes.yaml`, which names the standard.
    """
    if not section:
        return Verdict(UNKNOWN, missing=(INDUSTRY,))
    group = group_of(standard, section, industry_code)
    if group is None:
        return _without_group(standard, section, industry_code)
    compared: list[Comparison] = []
    for size, bounds in ((LARGE, group.large), (MEDIUM, group.medium), (SMALL, group.small)):
        mine = _compare(size, bounds, figures)
        compared += mine
        if all(each.holds for each in mine):
            return Verdict(size, group, comparisons=tuple(compared))
        if all(each.holds is not False for each in mine):
            missing = tuple(each.figure for each in mine if each.holds is None)
            return Verdict(UNKNOWN, group, missing, tuple(compared))
    return Verdict(MICRO, group, comparisons=tuple(compared))


def group_of(standard: SizeClasses, section: str, industry_code: str) -> SizeGroup | None:
    """The group to which an industry belongs: the longest code that fits decides.

    None where an exception of the standard is at least as exact.
    """

    def exactness(codes: Collection[str]) -> int:
        return max((len(c) for c in codes if _fits(c, section, industry_code)), default=0)

    best = max(standard.groups, key=lambda group: exactness(group.industries))
    is_member = exactness(best.industries) > exactness(standard.not_covered)
    return best if is_member else None


def _without_group(standard: SizeClasses, section: str, industry_code: str) -> Verdict:
    """Not covered; or unknown where only finer digits would tell the group."""
    if any(_fits(code, section, industry_code) for code in standard.not_covered):
        return Verdict(NOT_COVERED)
    named = [code for group in standard.groups for code in group.industries]
    is_vague = any(code.isdigit() and code.startswith(industry_code) for code in named)
    return Verdict(UNKNOWN, missing=(INDUSTRY,)) if is_vague else Verdict(NOT_COVERED)


def _fits(code: str, section: str, industry_code: str) -> bool:
    return industry_code.startswith(code) if code.isdigit() else code == section


def _compare(size: str, bounds: Bounds, figures: Mapping[str, Decimal | None]) -> list[Comparison]:
    stated = ((figure, bounds.of(figure)) for figure in FIGURES)
    return [
        Comparison(size, figure, figures.get(figure), bound)
        for figure, bound in stated
        if bound is not None
    ]
