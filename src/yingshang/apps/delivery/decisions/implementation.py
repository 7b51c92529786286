"""What an implementation plan says, as values: the same for pages, spreadsheets and services."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from uuid import UUID


@dataclass(frozen=True)
class MilestoneContent:
    """A dated result; `due_on` is inclusive."""

    due_on: date
    result: str
    key: UUID | None = None


@dataclass(frozen=True)
class MonthContent:
    """What should have been brought by the end of a month; `month_on` is its first day."""

    month_on: date
    words: str = ""
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    unit: str = ""
    source: str = ""


@dataclass(frozen=True)
class MeasureContent:
    """One own measure; `carries` are codes of published measures, days are inclusive."""

    text: str
    carries: tuple[str, ...] = ()
    section: str = ""
    person_name: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    result: str = ""
    evidence: str = ""
    milestones: tuple[MilestoneContent, ...] = ()
    months: tuple[MonthContent, ...] = ()
    key: UUID | None = None


@dataclass(frozen=True)
class Disclaimer:
    """A published measure that the unit does not carry, by its code, and why."""

    measure: str
    reason: str


@dataclass(frozen=True)
class Content:
    """Everything that a version says: own measures in their order, and what is not the unit's."""

    measures: tuple[MeasureContent, ...] = ()
    not_ours: tuple[Disclaimer, ...] = ()

    def measure(self, key: UUID) -> MeasureContent | None:
        """The own measure with this key."""
        return next((each for each in self.measures if each.key == key), None)

    def with_measure(self, measure: MeasureContent) -> "Content":
        """The content with `measure` in the place of the one with its key, or behind the last."""
        if measure.key is None or self.measure(measure.key) is None:
            return replace(self, measures=(*self.measures, measure))
        kept = tuple(measure if each.key == measure.key else each for each in self.measures)
        return replace(self, measures=kept)

    def without_measure(self, key: UUID) -> "Content":
        """The content without the own measure with this key."""
        return replace(self, measures=tuple(each for each in self.measures if each.key != key))

    def with_disclaimers(self, disclaimers: Iterable[Disclaimer]) -> "Content":
        """The content with other disclaimers."""
        return replace(self, not_ours=tuple(disclaimers))

    def says_the_same(self, other: "Content") -> bool:
        """Whether nothing but keys of new rows differs."""
        return _without_keys(self) == _without_keys(other)


def _without_keys(content: Content) -> Content:
    measures = tuple(
        replace(
            each,
            key=None,
            carries=tuple(sorted(each.carries)),
            milestones=tuple(
                sorted(
                    (replace(milestone, key=None) for milestone in each.milestones),
                    key=lambda milestone: (milestone.due_on, milestone.result),
                )
            ),
            months=tuple(sorted(each.months, key=lambda month: month.month_on)),
        )
        for each in content.measures
    )
    not_ours = tuple(sorted(content.not_ours, key=lambda each: each.measure))
    return Content(measures, not_ours)
