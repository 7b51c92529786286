"""`size_classes.yaml`: from which figures on an enterprise is large, medium or small."""

from decimal import Decimal
from typing import Annotated, Final

from pydantic import Field, model_validator

from yingshang.engines.packs.schema.common import Code, Source, Status, Strict, Text, Validity

FIGURES: Final = ("employees", "revenue", "assets")
Bound = Annotated[Decimal, Field(ge=0)]


class Bounds(Strict):
    """Lower bounds of a class, inclusive; all that are given must be reached.

    Persons for `employees`; 10,000 yuan for `revenue` and `assets`.
    """

    employees: Bound | None = None
    revenue: Bound | None = None
    assets: Bound | None = None

    def of(self, figure: str) -> Decimal | None:
        """The bound for one of `FIGURES`."""
        bound: Decimal | None = getattr(self, figure)
        return bound


class SizeGroup(Strict):
    """A group of industries with bounds of its own; below those of `small` is micro.

    `industries` are sections or beginnings of digits of GB/T 4754; the longest that fits decides
    between groups. `industries_status` says whether their list is confirmed, apart from the bounds.
    """

    code: Code
    name: Text
    industries: Annotated[
        tuple[Annotated[str, Field(pattern=r"^([A-T]|\d{2,4})$")], ...], Field(min_length=1)
    ]
    industries_status: Status
    large: Bounds
    medium: Bounds
    small: Bounds

    @model_validator(mode="after")
    def _bounds_rise(self) -> "SizeGroup":
        for upper, lower in ((self.large, self.medium), (self.medium, self.small)):
            for figure in FIGURES:
                above, below = upper.of(figure), lower.of(figure)
                if above is not None and below is not None and above < below:
                    raise ValueError(
                        f"{self.code} 的 {figure} 界限没有逐级升高，请核对 / "
                        f"the bounds of {figure} in {self.code} do not rise; check them"
                    )
        return self


class SizeClasses(Validity):
    """The standard by which a city tells large enterprises from small ones.

    `not_covered` are industries for which the standard has no classes; as everywhere, the longest
    code that fits decides.
    """

    standard: Text
    groups: Annotated[tuple[SizeGroup, ...], Field(min_length=1)]
    not_covered: tuple[Annotated[str, Field(pattern=r"^([A-T]|\d{2,4})$")], ...] = ()
    status: Status
    source: Source

    @model_validator(mode="after")
    def _industries_are_named_once(self) -> "SizeClasses":
        named = [each for group in self.groups for each in group.industries]
        named += self.not_covered
        if repeated := sorted({each for each in named if named.count(each) > 1}):
            raise ValueError(
                f"行业 {'、'.join(repeated)} 出现不止一次，请只保留一处 / "
                f"the industries {', '.join(repeated)} are named twice; keep one of each"
            )
        return self
