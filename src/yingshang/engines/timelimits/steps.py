"""The steps of an explanation: what was done to the date, with days and sentences."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from yingshang.engines.timelimits.calendar import Calendar, DayKind
from yingshang.engines.timelimits.wording import Bilingual, joined, listing, plural, run, runs


class StepKind(StrEnum):
    """What a step did."""

    RECEIPT = "receipt"
    START = "start"
    LENGTH = "length"
    READING = "reading"
    WEEKENDS = "weekends"
    HOLIDAY = "holiday"
    MAKE_UP = "make_up"
    PAUSE = "pause"
    EXTENSION = "extension"
    COUNT = "count"
    ROLL = "roll"
    BOUNDARY = "boundary"
    PRACTICAL = "practical"
    DEEMED = "deemed"
    PROVISIONAL = "provisional"


@dataclass(frozen=True)
class Step:
    """One step: `text` is the sentence, `short` its part in the one-line summary, if any.

    Attributes:
        days: Days the step is about, in order.
        basis: The article or notice behind it, in both languages; None where there is none.
    """

    kind: StepKind
    text: Bilingual
    days: tuple[date, ...] = ()
    basis: Bilingual | None = None
    short: Bilingual | None = None

    def as_json(self) -> dict[str, object]:
        """Plain values for JSON: kind, both sentences, runs of days, basis in Chinese."""
        spans = [{"from": a.isoformat(), "to": b.isoformat()} for a, b in runs(self.days)]
        texts = {"kind": self.kind.value, "zh": self.text.zh, "en": self.text.en}
        return {**texts, "days": spans, "basis": self.basis.zh if self.basis else ""}


def step(kind: StepKind, text: Bilingual, *days: date, basis: Bilingual | None = None) -> Step:
    """A step that stands in the long explanation only; its basis is put behind the sentence."""
    zh, en = text.zh, text.en
    if basis and basis.zh:
        zh, en = f"{zh}（{basis.zh}）", f"{en} ({basis.en})"
    return Step(kind, Bilingual(f"{zh}。", f"{en}."), days, basis)


@dataclass
class DaysMet:
    """Days that a count met, sorted by what they did to it."""

    weekends: list[date] = field(default_factory=list)
    make_ups: list[date] = field(default_factory=list)
    holidays: list[tuple[Bilingual, list[date]]] = field(default_factory=list)


def sort_days(met: Sequence[date], calendar: Calendar) -> DaysMet:
    """Sort the days of a walk; days of one holiday stay together, weekends inside it included."""
    sorted_days = DaysMet()
    for on in sorted(met):
        day = calendar.day(on)
        if day.kind is DayKind.WEEKEND:
            sorted_days.weekends.append(on)
        elif day.kind is DayKind.MAKE_UP:
            sorted_days.make_ups.append(on)
        elif day.kind is DayKind.HOLIDAY:
            name = day.name or Bilingual("放假", "holiday")
            if not sorted_days.holidays or sorted_days.holidays[-1][0] != name:
                sorted_days.holidays.append((name, []))
            sorted_days.holidays[-1][1].append(on)
    return sorted_days


def skipped_steps(met: Sequence[date], calendar: Calendar, year: int) -> list[Step]:
    """Steps for the holidays, weekends and make-up days that a count of working days met."""
    days = sort_days(met, calendar)
    steps = [_holiday(name, on, calendar, year) for name, on in days.holidays]
    if days.weekends:
        steps.append(_weekends(days.weekends, year))
    return steps + ([_make_up(days.make_ups, year)] if days.make_ups else [])


def _weekends(days: list[date], year: int) -> Step:
    when, count = listing(days, year), len(days)
    do = "does not count" if count == 1 else "do not count"
    text = Bilingual(
        f"双休日{count}天不计：{when.zh}", f"{plural(count, 'weekend day')} {do}: {when.en}"
    )
    return step(StepKind.WEEKENDS, text, *days)


def _holiday(name: Bilingual, days: list[date], calendar: Calendar, year: int) -> Step:
    spans = runs(days)
    when = joined([run(first, last, year) for first, last in spans])
    source = calendar.day(days[0]).source
    text = Bilingual(
        f"{when.zh}{name.zh}放假{len(days)}天，不计。", f"{when.en}: {name.en}, not counted."
    )
    short = Bilingual(f"{when.zh}{name.zh}放假", f"{when.en} holiday")
    return Step(StepKind.HOLIDAY, text, tuple(days), Bilingual(source, source), short)


def _make_up(days: list[date], year: int) -> Step:
    when = listing(days, year)
    one = len(days) == 1
    are = "is a make-up day" if one else "are make-up days"
    return Step(
        StepKind.MAKE_UP,
        Bilingual(
            f"{when.zh}调休上班，计入。", f"{when.en} {are} and {'counts' if one else 'count'}."
        ),
        tuple(days),
        short=Bilingual(f"{when.zh}调休上班", f"{when.en} {are}"),
    )
