"""The days that the law counts from fields of rows: `clocks` of the type, as columns of its table.

Rows that answer the same questions alike are judged once, however many they are.
"""

from datetime import date

from yingshang.apps.casework.models import Case, Stage
from yingshang.apps.ledger import clock
from yingshang.apps.ledger.clock import local_day
from yingshang.apps.obligations.lights import Light
from yingshang.apps.obligations.timekeeping import current_timekeeping
from yingshang.engines.packs.casework.casetype import CaseType
from yingshang.engines.packs.casework.records import FactFault, plain
from yingshang.engines.packs.casework.timing import Timing
from yingshang.engines.packs.schema.casework.common import Clock
from yingshang.engines.rules import Truth, judge
from yingshang.engines.timelimits import TimeLimitError

# A last day, and its light.
Found = tuple[date | None, str]


class ClockDays:
    """Last days of the clocks of one type, by today's release and calendar."""

    def __init__(self, case_type: CaseType) -> None:
        self._type = case_type
        self._clocks = {each.id: each for each in case_type.entry.clocks}
        self._named = {key: self._names(each) for key, each in self._clocks.items()}
        self._found: dict[tuple[object, ...], Found] = {}
        self._days: dict[tuple[str, date], date | None] = {}
        self._timing = _timing() if self._clocks else None
        self._today = clock.today()

    def of(self, row: Case, clock_id: str) -> Found:
        """The last day, inclusive, and a light where it has passed unmet; None: it does not run."""
        raw = [row.values.get(name) or _own(row, name) for name in self._named[clock_id]]
        key = (clock_id, row.stage, *map(str, raw))
        if key not in self._found:
            self._found[key] = self._read(row, self._clocks[clock_id])
        return self._found[key]

    def _names(self, entry: Clock) -> list[str]:
        """Everything on which a clock depends besides the stage and today."""
        condition = self._type.conditions.get(f"clocks.{entry.id}.when")
        asked = [name for name, _column in condition.declared] if condition else []
        return [entry.counts_from, *([entry.met_on] if entry.met_on else []), *asked]

    def _read(self, row: Case, entry: Clock) -> Found:
        start = self._answer(row, entry.counts_from)
        if not isinstance(start, date) or not self._is_running(row, entry):
            return None, ""
        day = self._last(entry.limit, start)
        return day, Light.OVERDUE if day and self._is_missed(row, entry, day) else ""

    def _is_running(self, row: Case, entry: Clock) -> bool:
        condition = self._type.conditions.get(f"clocks.{entry.id}.when")
        if condition is None:
            return True
        record = {name: self._answer(row, name) for name, _column in condition.declared}
        return judge(condition, record).truth is not Truth.FALSE

    def _is_missed(self, row: Case, entry: Clock, day: date) -> bool:
        met = self._answer(row, entry.met_on) if entry.met_on else None
        if isinstance(met, date):
            return met > day
        return row.stage == Stage.RUNNING and self._today > day

    def _last(self, limit: str, start: date) -> date | None:
        if (limit, start) not in self._days:
            try:
                found = self._timing.due(limit, start) if self._timing else None
            except TimeLimitError:
                found = None
            self._days[limit, start] = found.due_on if found else None
        return self._days[limit, start]

    def _answer(self, row: Case, name: str) -> object:
        field = self._type.fields.get(name)
        if field is None:
            return self._today if name == "today" else _own(row, name)
        try:
            return plain(field, row.values.get(name))
        except FactFault:
            return None


def _own(row: Case, name: str) -> object:
    if name == "route":
        return row.route or None
    at = {"opened_on": row.opened_at, "accepted_on": row.accepted_at}.get(name)
    return local_day(at) if at else None


def _timing() -> Timing | None:
    try:
        keeping = current_timekeeping()
    except TimeLimitError:
        return None
    return Timing(keeping.register, keeping.calendar)
