"""Cases held elsewhere: sources, their files, what is known of a case and as of when, rates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import CharField, Count, Q
from django.db.models.functions import Cast

from yingshang.apps.casework.kinds import WHOLE
from yingshang.apps.casework.models import (
    Case,
    OutsideCall,
    OutsideEvent,
    OutsideFile,
    OutsideMapping,
    OutsideRemark,
    OutsideSource,
    OutsideToken,
)
from yingshang.apps.casework.permissions import TAKE_OUTSIDE
from yingshang.apps.casework.types import current_types
from yingshang.apps.directory.models import Person, Unit
from yingshang.apps.directory.permissions import units_for
from yingshang.apps.directory.selectors.sent_files import reasons_of
from yingshang.apps.ledger import clock
from yingshang.apps.ledger.reader import in_words
from yingshang.apps.obligations.models import Obligation, ObligationQuerySet, State
from yingshang.apps.obligations.selectors import Rate, on_time_rates
from yingshang.engines.packs.schema.common import Text

LATEST = 50
SHOWN_REMARKS = 100
FRESH = timedelta(days=35)


@dataclass(frozen=True)
class OnTime:
    """How many cases of a source ended by their deadline.

    Attributes:
        ended: Ended by the deadline, of all that ended and had one that is over.
        open_past_deadline: Still open though the deadline is over: in no part of `ended`.
        without_deadline: Cases without any last day: in no number.
        not_due: Their deadline is still to come.
    """

    ended: Rate
    open_past_deadline: int
    without_deadline: int
    not_due: int


@dataclass(frozen=True)
class SourceRow:
    """A source in the list."""

    source: OutsideSource
    type_name: str
    cases: int
    is_stale: bool


@dataclass(frozen=True)
class SourcePage:
    """One source: its files, its keys, its figures."""

    source: OutsideSource
    type_name: str
    files: Sequence[OutsideFile]
    tokens: Sequence[OutsideToken]
    calls: Sequence[OutsideCall]
    mapping: OutsideMapping | None
    cases: int
    events: int
    on_time: OnTime


@dataclass(frozen=True)
class RemarkRow:
    """What was said of a row of a file."""

    line: int
    is_taken: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class FilePage:
    """One file: counts, and the first rows of which something is said."""

    file: OutsideFile
    remarks: tuple[RemarkRow, ...]

    @property
    def hidden(self) -> int:
        """How many such rows are not shown."""
        return self.file.rejected + self.file.remarked - len(self.remarks)

    @property
    def has_failed(self) -> bool:
        """Whether the work ended early."""
        return self.file.state in {"trying", "taking"} and not self.file.is_busy


def sources_visible_to(person: Person) -> Sequence[OutsideSource]:
    """Sources for which somebody may act, by name."""
    units = units_for(person, TAKE_OUTSIDE, on=clock.today())
    rows = OutsideSource.objects.select_related("unit").order_by("name_zh", "pk")
    return list(rows if units is None else rows.filter(unit__in=units))


def source_rows(person: Person, *, now: datetime) -> list[SourceRow]:
    """The list of sources, each with its cases and whether it has fallen silent."""
    names = {each.id: each.entry.name for each in current_types()}
    sources = sources_visible_to(person)
    counted = Case.objects.filter(source__in=sources).order_by().values("source")
    counts = {row["source"]: row["n"] for row in counted.annotate(n=Count("pk"))}
    return [
        SourceRow(
            source=each,
            type_name=_type_name(names.get(each.type_code), each.type_code),
            cases=counts.get(each.pk, 0),
            is_stale=each.as_of is None or now - each.as_of > FRESH,
        )
        for each in sources
    ]


def source_page(source: OutsideSource, *, now: datetime) -> SourcePage:
    """One source as it stands."""
    names = {each.id: each.entry.name for each in current_types()}
    tokens = OutsideToken.objects.filter(source=source).select_related("made_by")
    calls = OutsideCall.objects.filter(token__source=source).select_related("token")
    files = OutsideFile.objects.filter(source=source).select_related("sent_by")
    return SourcePage(
        source=source,
        type_name=_type_name(names.get(source.type_code), source.type_code),
        files=list(files.order_by("-sent_at", "pk")[:LATEST]),
        tokens=list(tokens.order_by("-made_at", "pk")),
        calls=list(calls.order_by("-at", "-pk")[:10]),
        mapping=mapping_of(source),
        cases=Case.objects.filter(source=source).count(),
        events=OutsideEvent.objects.filter(source=source).count(),
        on_time=on_time(source, now=now),
    )


def file_of(key: UUID) -> OutsideFile | None:
    """A file by its key, with its source and its work."""
    rows = OutsideFile.objects.select_related("source", "source__unit", "job", "sent_by")
    return rows.filter(pk=key).first()


def file_page(file: OutsideFile) -> FilePage:
    """One file as it stands; rejected rows first."""
    rows = OutsideRemark.objects.filter(file=file).order_by("is_taken", "line")[:SHOWN_REMARKS]
    return FilePage(file, tuple(RemarkRow(r.line, r.is_taken, reasons_of(r)) for r in rows))


def rejected(file: OutsideFile) -> Sequence[OutsideRemark]:
    """Rows that stayed out, in order."""
    return list(OutsideRemark.objects.filter(file=file, is_taken=False).order_by("line"))


def whole_duties(source: OutsideSource) -> ObligationQuerySet:
    """The clocks of the cases of a source: obligations like those of cases held here."""
    cases = Case.objects.filter(source=source).annotate(key=Cast("pk", CharField()))
    return Obligation.objects.filter(kind=WHOLE.code, subject_key__in=cases.values("key"))


def on_time(source: OutsideSource, *, now: datetime) -> OnTime:
    """Ended by the deadline, of all that ended with a deadline that is over.

    In time is what ended before the duty's due instant: by the end of the local day of the
    deadline, inclusive, or by its instant, inclusive, as the mapping says.
    """
    duties = whole_duties(source)
    rates = on_time_rates(duties.filter(state=State.SETTLED), by="kind", now=now)
    late = Q(state=State.OPEN, due_at__lte=now)
    counted = duties.aggregate(
        late=Count("pk", filter=late),
        later=Count("pk", filter=Q(due_at__gt=now) & ~Q(state=State.WITHDRAWN)),
    )
    undated = Case.objects.filter(source=source, promised_on=None, statutory_on=None)
    return OnTime(
        ended=rates.get(WHOLE.code, Rate(0, 0)),
        open_past_deadline=counted["late"],
        without_deadline=undated.count(),
        not_due=counted["later"],
    )


def events_of(case: Case) -> Sequence[OutsideEvent]:
    """What its source reported of a case, in order of time, with what was put right."""
    rows = OutsideEvent.objects.filter(case=case).select_related("source")
    return list(rows.prefetch_related("changes").order_by("happened_at", "pk"))


def unit_choices() -> list[tuple[str, str]]:
    """Units of the city by code."""
    rows = Unit.objects.within(None).order_by("rank", "code")
    return [(unit.code, str(unit)) for unit in rows]


def _type_name(name: Text | None, code: str) -> str:
    return in_words(name.zh_hans, name.en) if name else code


def mapping_of(source: OutsideSource) -> OutsideMapping | None:
    """How the source is read now; None before the first mapping."""
    rows = OutsideMapping.objects.filter(source=source, type_code=source.type_code)
    return rows.filter(is_current=True).select_related("made_by").first()


def source_by_code(code: str) -> OutsideSource | None:
    """A source, with the unit that answers for it."""
    return OutsideSource.objects.select_related("unit").filter(code=code).first()


def token_of(key: int) -> OutsideToken | None:
    """A machine's key, with its source."""
    return OutsideToken.objects.select_related("source").filter(pk=key).first()
