"""A million due dates beside `numpy.busday_offset` and a loop over days.

    python benchmarks/timelimits.py [--quick] [--json]

- **ours** counts by the notices: holidays out, make-up weekends in.
- **busday_offset** gets all holidays. It cannot count make-up days: its holiday list only takes
  days away, and a Saturday in the week mask would open every Saturday. So its answers differ; the
  share is printed.
- **the loop** asks chinesecalendar's `is_workday` day by day, as its users do. It is run on a
  sample of the same dates and timed per date; the total for all dates is extrapolated from that.

Every engine gets the same random starts (fixed seed) and the best of several runs counts.
"""

import argparse
import json
import platform
import time
from collections.abc import Callable
from datetime import date, timedelta

import chinese_calendar
import numpy as np

from yingshang.engines.timelimits import (
    Bilingual,
    Law,
    TimeLimit,
    due,
    national_calendar,
    parse_length,
)
from yingshang.engines.timelimits.arrays import Days, due_dates, table
from yingshang.engines.timelimits.calendar import DayKind

WORKING_DAYS = 20
SEED = 20240422
LIMIT = TimeLimit(parse_length(f"{WORKING_DAYS}wd"), Law("any", Bilingual("任一", "any")))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--json", action="store_true", help="print JSON only")
    parser.add_argument("--quick", action="store_true", help="100,000 dates, fewer runs")
    chosen = parser.parse_args()
    result = measure(100_000 if chosen.quick else 1_000_000, 3 if chosen.quick else 7)
    print(json.dumps(result, indent=2) if chosen.json else report(result))


def measure(count: int, runs: int) -> dict[str, float | int | str | bool]:
    """Time every engine on the same `count` starts."""
    calendar = national_calendar()
    first, last = np.datetime64("2004-01-01"), np.datetime64(calendar.firm_until) - 60
    rng = np.random.default_rng(SEED)
    starts = first + rng.integers(0, int((last - first).astype(int)), count).astype("m8[D]")
    sample = starts[: count // 200].astype(object).tolist()
    built = best(lambda: table.__wrapped__(calendar), 1)
    weekdays = [on for on, day in calendar.special.items() if day.kind is DayKind.HOLIDAY]
    business = np.busdaycalendar(holidays=np.array(weekdays, dtype="datetime64[D]"))
    ours, numpys, loops = due_dates(starts, LIMIT, calendar), busday(starts, business), loop(sample)
    ours_s = best(lambda: due_dates(starts, LIMIT, calendar), runs)
    numpy_s = best(lambda: busday(starts, business), runs)
    loop_s = best(lambda: loop(sample), 2) / len(sample)
    explained = sample[:500]
    scalar_s = best(lambda: [due(on, LIMIT, calendar) for on in explained], 2) / len(explained)
    return {
        "dates": count,
        "limit": f"{WORKING_DAYS} working days",
        "ours_seconds": ours_s,
        "numpy_busday_offset_seconds": numpy_s,
        "ours_over_numpy": ours_s / numpy_s,
        "loop_sampled_dates": len(sample),
        "loop_seconds_per_date": loop_s,
        "loop_seconds_extrapolated": loop_s * count,
        "loop_over_ours": loop_s * count / ours_s,
        "table_built_once_seconds": built,
        "explained_due_seconds_per_date": scalar_s,
        "ours_equals_loop": ours[: len(sample)].astype(object).tolist() == loops,
        "share_numpy_gets_wrong": float((numpys != ours).mean()),
        "machine": machine(),
    }


def busday(starts: Days, business: np.busdaycalendar) -> Days:
    """NumPy's nearest: roll a rest day back, then count on."""
    return np.busday_offset(starts, WORKING_DAYS, roll="backward", busdaycal=business)


def loop(starts: list[date]) -> list[date]:
    """Day by day with chinesecalendar."""
    return [after(start) for start in starts]


def after(start: date) -> date:
    """The day on which `WORKING_DAYS` working days after `start` have passed."""
    left = WORKING_DAYS
    while left:
        start += timedelta(days=1)
        left -= chinese_calendar.is_workday(start)
    return start


def best(work: Callable[[], object], runs: int) -> float:
    """Seconds of the fastest of `runs` runs."""
    seconds = []
    for _ in range(runs):
        begin = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - begin)
    return min(seconds)


def machine() -> str:
    """Processor and versions."""
    return f"{platform.machine()}, Python {platform.python_version()}, NumPy {np.__version__}"


REPORT = """\
{dates:,} due dates of {limit} ({machine})
  ours                    {ours_seconds:9.4f} s   (table, once: {table_built_once_seconds:.3f} s)
  numpy.busday_offset     {numpy_busday_offset_seconds:9.4f} s   ours / it = {ours_over_numpy:.2f}
  loop, chinesecalendar   {loop_seconds_extrapolated:9.1f} s   it / ours = {loop_over_ours:,.0f}
      (measured on {loop_sampled_dates:,} dates, extrapolated)
  one date with its steps {explained_due_seconds_per_date:9.6f} s
  ours equals the loop on the sampled dates: {ours_equals_loop}
  busday_offset, which cannot express make-up days, is wrong on {share_numpy_gets_wrong:.0%}"""


def report(result: dict[str, float | int | str | bool]) -> str:
    """The result for people."""
    return REPORT.format(**result)


if __name__ == "__main__":
    main()
