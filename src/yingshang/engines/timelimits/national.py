"""The statutory calendar of China, from the package chinesecalendar and our own corrections."""

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from importlib.resources import files

from chinese_calendar.constants import Holiday, holidays, workdays

from yingshang.engines.timelimits.calendar import NEW_YEAR_REACH, Calendar, Day, DayKind
from yingshang.engines.timelimits.wording import Bilingual

DATA = "yingshang.engines.timelimits.data"


@lru_cache(maxsize=1)
def national_calendar() -> Calendar:
    """Every day from the package's first year to the end of the festival table.

    Days up to 28 December of the last year with a notice are firm. Later ones know the weekends
    and the days off that the holiday regulation fixes, no make-up days, and are provisional.
    """
    first, last = min(holidays).year, max(holidays).year
    fixed = list(_statutory_days(after=last))
    special = {day.on: day for day in (*_noticed_days(), *fixed, *_corrections())}
    return Calendar(
        special=special,
        first_on=date(first, 1, 1),
        firm_until=date(last, 12, 31 - NEW_YEAR_REACH),
        last_on=date(max(day.on.year for day in fixed), 12, 31),
    )


def _noticed_days() -> Iterator[Day]:
    """Days off and make-up days of the yearly notices, as the package has them."""
    sources = {int(row["year"]): row["url"] for row in _rows("notices.csv")}
    names = {each.value: Bilingual(each.chinese, each.value) for each in Holiday}
    for kind, days in ((DayKind.HOLIDAY, holidays), (DayKind.MAKE_UP, workdays)):
        for on, name in days.items():
            yield Day(on, kind, names[name], sources.get(on.year, ""))


def _statutory_days(after: int) -> Iterator[Day]:
    """Days off that the holiday regulation fixes in years whose notice is not out yet."""
    for row in _rows("statutory_days.csv"):
        begin = date.fromisoformat(row["first"])
        if begin.year <= after:
            continue
        name = Bilingual(row["name_zh"], row["name_en"])
        for offset in range(int(row["days"])):
            yield Day(begin + timedelta(days=offset), DayKind.HOLIDAY, name, row["source"])


def _corrections() -> Iterator[Day]:
    """Days on which the package differs from the notice."""
    for row in _rows("corrections.csv"):
        name = Bilingual(row["name_zh"], row["name_en"])
        yield Day(date.fromisoformat(row["date"]), DayKind(row["kind"]), name, row["source"])


def _rows(name: str) -> list[dict[str, str]]:
    text = files(DATA).joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))
