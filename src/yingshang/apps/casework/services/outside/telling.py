"""One delivery of a source: by what it is read, as of when it is true, and what became of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from yingshang.apps.casework.models import OutsideMapping, OutsideSource
from yingshang.apps.casework.outside.cases import CaseSaid
from yingshang.apps.casework.outside.instants import Moment
from yingshang.apps.casework.outside.rows import Said
from yingshang.apps.casework.terms import Clocks, clocks
from yingshang.apps.casework.types import current_type
from yingshang.apps.directory.permissions import Actor
from yingshang.apps.obligations.duties import Term
from yingshang.apps.obligations.terms import Timekeeping
from yingshang.apps.obligations.timekeeping import current_timekeeping
from yingshang.apps.registers.models import PackRelease
from yingshang.engines.packs.casework.casetype import CaseType
from yingshang.engines.timelimits import Bilingual

INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True)
class Telling:
    """What every case of a delivery is read and written by."""

    source: OutsideSource
    counting: str
    release: PackRelease
    case_type: CaseType
    keeping: Timekeeping
    as_of: datetime
    actor: Actor
    at: datetime

    def clocks(self, said: CaseSaid) -> Clocks:
        """The last days of a case: the deadline that the source names, and the limits of the type.

        A deadline that is named takes the place of what the type promises.
        """
        limits = self.case_type.entry.limits
        start = said.started_at
        found = clocks(self.keeping, limits.promised, limits.statutory, start, start)
        deadline = said.time("deadline")
        return found if deadline is None else replace(found, promised=self._given(deadline, start))

    def _given(self, deadline: Moment, start: datetime) -> Term:
        """The dates of a deadline: it is kept until the end of its local day, or to its instant."""
        name = self.source.name_zh
        reason = Bilingual(
            f"{name}所报的办结时限", f"deadline as {self.source.name_en or name} reports it"
        )
        on: date = self.keeping.calendar.instant(deadline.at).date()
        term = self.keeping.plain(on, opened_at=start, reason=reason)
        if self.counting == OutsideMapping.Counting.DAY:
            return term
        due_at = deadline.end + INSTANT
        return replace(term, due_at=due_at, warn_at=min(term.warn_at, due_at))


def telling(
    source: OutsideSource, mapping: OutsideMapping, as_of: datetime, actor: Actor, at: datetime
) -> Telling:
    """A delivery of this source by the newest release.

    Raises:
        TypeUnknownError: The release has lost the type.
    """
    release, case_type = current_type(source.type_code)
    keeping = current_timekeeping()
    return Telling(source, mapping.counting, release, case_type, keeping, as_of, actor, at)


@dataclass
class Counts:
    """What became of a delivery, in events; `cases` are new ones."""

    cases: int = 0
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    # Ids of events that are new or were put right.
    taken: set[str] = field(default_factory=set)


def told_ids(cases: list[CaseSaid]) -> Iterator[tuple[CaseSaid, Said]]:
    """Every event with its case."""
    for case in cases:
        for said in case.events:
            yield case, said


def shown(activity: str, at: datetime) -> str:
    """An event in a few words, for the ledger."""
    return f"{activity} {at.isoformat()}"
