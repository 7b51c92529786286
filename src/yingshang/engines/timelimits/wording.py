"""Words in Chinese and English for dates, runs of dates and counts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WEEKDAYS_ZH = "一二三四五六日"
WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True)
class Bilingual:
    """One sentence or name in both languages."""

    zh: str
    en: str

    def __str__(self) -> str:
        return f"{self.zh} {self.en}"

    def text(self, lang: str) -> str:
        """The English wording for `en`, the Chinese for every other language code."""
        return self.en if lang == "en" else self.zh


def day(on: date, year: int | None = None) -> Bilingual:
    """`on` as people write it; the year is left out when it equals `year`."""
    zh, en = f"{on.month}月{on.day}日", f"{on.day} {MONTHS[on.month - 1]}"
    return (
        Bilingual(zh, en) if on.year == year else Bilingual(f"{on.year}年{zh}", f"{en} {on.year}")
    )


def weekday(on: date) -> Bilingual:
    """The day of the week of `on`."""
    return Bilingual(f"星期{WEEKDAYS_ZH[on.weekday()]}", WEEKDAYS_EN[on.weekday()])


def moment(at: datetime, year: int | None = None) -> Bilingual:
    """Local date and time to the minute."""
    when, clock = day(at.date(), year), f"{at:%H:%M}"
    return Bilingual(f"{when.zh}{clock}", f"{when.en}, {clock}")


def runs(days: Iterable[date]) -> list[tuple[date, date]]:
    """Merge days into runs of consecutive ones: first and last day of each, in order."""
    merged: list[tuple[date, date]] = []
    for on in sorted(set(days)):
        if merged and on - merged[-1][1] == timedelta(days=1):
            merged[-1] = (merged[-1][0], on)
        else:
            merged.append((on, on))
    return merged


def run(first: date, last: date, year: int | None = None) -> Bilingual:
    """A run of days: `5月1日至5日`, `1–5 May`."""
    if first == last:
        return day(first, year)
    begin, end = day(first, year), day(last, first.year if first.year == year else year)
    if (first.year, first.month) == (last.year, last.month):
        return Bilingual(f"{begin.zh}至{last.day}日", f"{first.day}–{end.en}")
    return Bilingual(f"{begin.zh}至{end.zh}", f"{begin.en} – {end.en}")


def listing(days: Iterable[date], year: int | None = None) -> Bilingual:
    """All runs of `days` in one phrase: `4月28日、5月11日`, `28 April and 11 May`."""
    return joined([run(first, last, year) for first, last in runs(days)])


def joined(parts: Sequence[Bilingual]) -> Bilingual:
    """Parts as an enumeration; empty wording for no parts."""
    zh = "、".join(part.zh for part in parts)
    words = [part.en for part in parts]
    en = (
        words[0]
        if len(words) == 1
        else ", ".join(words[:-1]) + " and " + words[-1]
        if words
        else ""
    )
    return Bilingual(zh, en)


def plural(count: int, noun: str) -> str:
    """`1 working day`, `2 working days`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
