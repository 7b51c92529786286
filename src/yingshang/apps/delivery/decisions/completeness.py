"""What an implementation plan still needs before a leader can sign it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from yingshang.apps.delivery.decisions.implementation import (
    Content,
    MeasureContent,
    MilestoneContent,
    MonthContent,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True)
class Fault:
    """Something that is missing or wrong.

    Attributes:
        sentence: A message with `%(name)s` placeholders, filled from `values`.
        number: Of the own measure, from 1; None where the whole plan is meant.
        code: Of the published measure, where one is meant.
    """

    sentence: "StrPromise"
    values: Mapping[str, Any] = field(default_factory=dict)
    number: int | None = None
    code: str = ""

    def __str__(self) -> str:
        """The sentence in the reader's language."""
        return str(self.sentence) % {**self.values, "number": self.number, "code": self.code}


@dataclass(frozen=True)
class Frame:
    """What a plan is measured against: the period of the published plan, the task's measures."""

    period_from: date
    period_to: date
    measures: Sequence[str]


# Fields without which a measure cannot be followed, each with the sentence that asks for it.
NEEDED: tuple[tuple[str, "StrPromise"], ...] = (
    ("text", _("Measure %(number)s: say what you will do.")),
    ("carries", _("Measure %(number)s: choose which published measure it carries.")),
    ("section", _("Measure %(number)s: name the responsible section.")),
    ("person_name", _("Measure %(number)s: name the responsible person.")),
    ("starts_on", _("Measure %(number)s: give the first day.")),
    ("ends_on", _("Measure %(number)s: give the last day.")),
    ("result", _("Measure %(number)s: say which result you expect.")),
    ("evidence", _("Measure %(number)s: say what will prove it.")),
    ("milestones", _("Measure %(number)s: give at least one milestone with its date.")),
)


def faults(content: Content, frame: Frame) -> tuple[Fault, ...]:
    """Everything that keeps `content` from being signed, in the order of the page."""
    found = list(_coverage(content, frame))
    for number, measure in enumerate(content.measures, start=1):
        found += _measure_faults(measure, number, frame)
    return tuple(found)


def unstorable(content: Content) -> tuple[Fault, ...]:
    """What cannot even be kept in a draft: dates the wrong way round, half a figure."""
    found: list[Fault] = []
    for number, measure in enumerate(content.measures, start=1):
        if measure.starts_on and measure.ends_on and measure.ends_on < measure.starts_on:
            found.append(_wrong_way_round(number))
        for month in measure.months:
            found += _figure(month, number)
    return tuple(found)


def _wrong_way_round(number: int) -> Fault:
    return Fault(_("Measure %(number)s ends before it starts."), number=number)


def _coverage(content: Content, frame: Frame) -> Iterator[Fault]:
    carried = {code for measure in content.measures for code in measure.carries}
    refused = {each.measure for each in content.not_ours}
    for code in frame.measures:
        if code not in carried | refused:
            yield Fault(
                _("Measure %(code)s of the plan: carry it, or say why it is not yours."), code=code
            )
        if code in carried & refused:
            yield Fault(
                _("Measure %(code)s of the plan is carried and called not yours; decide."),
                code=code,
            )
    for code in sorted((carried | refused) - set(frame.measures)):
        yield Fault(_("Measure %(code)s is not one of this task; take it out."), code=code)


def _measure_faults(measure: MeasureContent, number: int, frame: Frame) -> Iterator[Fault]:
    for name, sentence in NEEDED:
        if not getattr(measure, name):
            yield Fault(sentence, number=number)
    if measure.starts_on and measure.ends_on:
        yield from _dates(measure.starts_on, measure.ends_on, number, frame)
        for milestone in measure.milestones:
            yield from _milestone(milestone, measure.starts_on, measure.ends_on, number)
        for month in measure.months:
            yield from _month(month, measure.starts_on, measure.ends_on, number)
    for month in measure.months:
        yield from _figure(month, number)


def _dates(starts_on: date, ends_on: date, number: int, frame: Frame) -> Iterator[Fault]:
    if ends_on < starts_on:
        yield _wrong_way_round(number)
    for day in (starts_on, ends_on):
        if not frame.period_from <= day <= frame.period_to:
            yield Fault(
                _("Measure %(number)s: %(day)s is outside the plan's period, %(first)s–%(last)s."),
                {"day": day, "first": frame.period_from, "last": frame.period_to},
                number,
            )


def _milestone(
    milestone: MilestoneContent, starts_on: date, ends_on: date, number: int
) -> Iterator[Fault]:
    if not starts_on <= milestone.due_on <= ends_on:
        yield Fault(
            _("Measure %(number)s: the milestone of %(day)s lies outside the measure's dates."),
            {"day": milestone.due_on},
            number,
        )
    if not milestone.result:
        yield Fault(
            _("Measure %(number)s: say what the milestone of %(day)s brings."),
            {"day": milestone.due_on},
            number,
        )


def _month(month: MonthContent, starts_on: date, ends_on: date, number: int) -> Iterator[Fault]:
    if not starts_on.replace(day=1) <= month.month_on <= ends_on:
        yield Fault(
            _("Measure %(number)s: %(month)s lies outside the measure's dates."),
            {"month": f"{month.month_on:%Y-%m}"},
            number,
        )


def _figure(month: MonthContent, number: int) -> Iterator[Fault]:
    where = {"month": f"{month.month_on:%Y-%m}"}
    has_figure = month.numerator is not None
    if not has_figure and month.denominator is not None:
        yield Fault(
            _("Measure %(number)s, %(month)s: a denominator needs a numerator."), where, number
        )
    if has_figure and not (month.unit and month.source):
        yield Fault(
            _("Measure %(number)s, %(month)s: give unit and source of the figure."), where, number
        )
    if month.denominator is not None and month.denominator <= 0:
        yield Fault(
            _("Measure %(number)s, %(month)s: the denominator must be greater than zero."),
            where,
            number,
        )
