"""`time_limits.yaml`: how each law counts, and every limit with its article and validity."""

from datetime import date, time
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, ValidationError, ValidationInfo, model_validator
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from yingshang.engines.packs.schema.common import (
    Code,
    Source,
    Status,
    Strict,
    Text,
    Validity,
    is_checked_afterwards,
)
from yingshang.engines.timelimits import LengthUnreadable, TimeLimitError, parse_length
from yingshang.engines.timelimits.calendar import Calendar, Day, DayKind, OfficeHours
from yingshang.engines.timelimits.distance import WarnRule
from yingshang.engines.timelimits.lengths import Unit
from yingshang.engines.timelimits.register import Register
from yingshang.engines.timelimits.rules import (
    Articles,
    Boundary,
    DayReading,
    DeemedRule,
    Effect,
    ExtensionRule,
    Ground,
    HourStart,
    Law,
    Receipt,
    Roll,
    Standing,
    StartRule,
    TimeLimit,
)
from yingshang.engines.timelimits.wording import Bilingual


class TimeLimitsUnreadable(TimeLimitError):  # noqa: N818
    """The file is missing, no YAML, or not in the format."""


def _readable(text: str) -> str:
    try:
        parse_length(text)
    except LengthUnreadable as error:
        raise ValueError(f"{error.message.zh} / {error.message.en}") from error
    return text


LengthText = Annotated[str, AfterValidator(_readable)]
Article = Annotated[str, Field(pattern=r"^第")]
StartName = Literal["next_day", "same_day"]
HourName = Literal["moment", "next_hour"]
RollName = Literal["none", "next_working_day"]
BoundaryName = Literal["midnight", "close_of_business"]
ReceiptName = Literal["as_received", "next_working_day"]


class DaysRule(Strict):
    """What the word 日 means in the law: all one way, or some lengths as working days."""

    read_as: Literal["working_day", "calendar_day"] = "calendar_day"
    working_lengths: tuple[Annotated[int, Field(ge=1)], ...] = ()
    working_up_to: Annotated[int, Field(ge=0)] = 0
    article: Article | None = None


class StartEntry(Strict):
    """Whether the day of the event counts; where hours begin."""

    rule: StartName = "next_day"
    hours: HourName = "moment"
    article: Article | None = None
    hours_article: Article | None = None


class RollEntry(Strict):
    """What happens to a last day on a rest day."""

    rule: RollName = "none"
    article: Article | None = None


class BoundaryEntry(Strict):
    """When the last day ends."""

    rule: BoundaryName = "midnight"
    article: Article | None = None


class ReceiptEntry(Strict):
    """When something that arrives on a rest day is received."""

    rule: ReceiptName = "as_received"
    article: Article | None = None


class LawEntry(Validity):
    """One version of a law or rule, with its way of counting."""

    id: Code
    name: Text
    short: tuple[str, ...] = ()
    number: str | None = None
    source: Source | None = None
    days: DaysRule = DaysRule()
    start: StartEntry = StartEntry()
    roll: RollEntry = RollEntry()
    boundary: BoundaryEntry = BoundaryEntry()
    receipt: ReceiptEntry = ReceiptEntry()
    months_article: Article | None = None
    status: Status
    note: Text | None = None


class GroundEntry(Strict):
    """A reason for which some law stops the clock."""

    id: Code
    name: Text


class PausesEntry(Strict):
    """The grounds on which one limit pauses, and the article that names them."""

    grounds: Annotated[tuple[Code, ...], Field(min_length=1)]
    article: Article | None = None


class ExtensionEntry(Strict):
    """The longest single extension, how many, how early it must be asked for, who approves."""

    length: LengthText
    times: Annotated[int, Field(ge=1)] = 1
    ask_before: LengthText | None = None
    approver: Text | None = None
    article: Article | None = None


class DeemedEntry(Strict):
    """What silence means once the limit has passed, and from when."""

    result: Code
    name: Text
    effect: Literal["start", "expiry"] = "expiry"
    article: Article | None = None


class LimitEntry(Validity):
    """One limit of one law."""

    id: Code
    name: Text
    law: Code
    article: Article | None = None
    length: LengthText
    event: Text
    roll: RollName | None = None
    boundary: BoundaryName | None = None
    pauses: PausesEntry | None = None
    extension: ExtensionEntry | None = None
    deemed: DeemedEntry | None = None
    status: Status
    source: Source | None = None
    note: Text | None = None


class OfficeHoursEntry(Strict):
    """Opening hours of public offices from `valid_from` on."""

    valid_from: date
    sessions: Annotated[tuple[tuple[time, time], ...], Field(min_length=1)]
    status: Status
    source: Source | None = None

    @model_validator(mode="after")
    def _in_order(self) -> "OfficeHoursEntry":
        moments = [moment for session in self.sessions for moment in session]
        if moments != sorted(set(moments)):
            raise ValueError(
                "各时段要先后相接、互不重叠 / sessions must follow each other and not overlap"
            )
        return self


class CityDayEntry(Strict):
    """A day on which the city differs from the national calendar, and the notice that says so."""

    on: date
    kind: Literal["holiday", "make_up"]
    name: Text
    source: Source


class WarnEntry(Strict):
    """When a due date is near (amber): the earlier of the two."""

    working_days: Annotated[int, Field(ge=0)] = 2
    share: Annotated[float, Field(ge=0, le=1)] = 0.2


class InclusiveWords(Strict):
    """Words that include the figure they stand with, and words that exclude it."""

    law: Code
    article: Article
    inclusive: tuple[str, ...]
    exclusive: tuple[str, ...]


class TimeLimitsFile(Strict):
    """The whole of `time_limits.yaml`."""

    default_law: Code
    inclusive_words: InclusiveWords | None = None
    warn: WarnEntry = WarnEntry()
    office_hours: tuple[OfficeHoursEntry, ...] = ()
    city_days: tuple[CityDayEntry, ...] = ()
    pause_grounds: tuple[GroundEntry, ...] = ()
    laws: Annotated[tuple[LawEntry, ...], Field(min_length=1)]
    limits: tuple[LimitEntry, ...] = ()

    @model_validator(mode="after")
    def _names_exist(self, info: ValidationInfo) -> "TimeLimitsFile":
        if is_checked_afterwards(info):
            return self
        laws = {law.id for law in self.laws}
        grounds = {ground.id for ground in self.pause_grounds}
        _require({self.default_law}, laws, "default_law")
        for limit in self.limits:
            _require({limit.law}, laws, f"limits.{limit.id}.law")
            used = set(limit.pauses.grounds) if limit.pauses else set()
            _require(used, grounds, f"limits.{limit.id}.pauses.grounds")
        return self

    @model_validator(mode="after")
    def _versions_do_not_overlap(self, info: ValidationInfo) -> "TimeLimitsFile":
        if is_checked_afterwards(info):
            return self
        _refuse_overlaps([(f"laws.{law.id}", law) for law in self.laws])
        _refuse_overlaps([(f"limits.{limit.id}", limit) for limit in self.limits])
        return self

    def warn_rule(self) -> WarnRule:
        """The pack's rule for warning."""
        return WarnRule(self.warn.working_days, self.warn.share)

    def register(self) -> Register:
        """All laws and limits for the engine; a limit once for each version of its law."""
        laws = tuple(_law(entry) for entry in self.laws)
        grounds = {ground.id: ground for ground in self.pause_grounds}
        limits = (
            _limit(entry, law, grounds)
            for entry in self.limits
            for law in laws
            if law.id == entry.law
        )
        return Register(laws, tuple(limits))

    def calendar(self, national: Calendar) -> Calendar:
        """The national calendar with the city's days and office hours on top."""
        days = [
            Day(each.on, DayKind(each.kind), _words(each.name), each.source.title)
            for each in self.city_days
        ]
        hours = [OfficeHours(each.sessions, each.valid_from) for each in self.office_hours]
        return national.with_days(days).with_office_hours(hours)


def read_time_limits(path: Path) -> TimeLimitsFile:
    """Read the file, for tools that need nothing else of the pack.

    Raises:
        TimeLimitsUnreadable: It is missing, no YAML, or not in the format.
    """
    try:
        text = path.read_text(encoding="utf-8")
        return TimeLimitsFile.model_validate(YAML(typ="safe").load(text))
    except OSError as error:
        raise TimeLimitsUnreadable(
            f"读不到期限文件：{path}。请用 --pack 指定方案包目录。",
            f"Cannot read {path}. Name the pack's folder with --pack.",
        ) from error
    except (YAMLError, ValidationError) as error:
        detail = _first_fault(error)
        raise TimeLimitsUnreadable(
            f"期限文件格式有误：{path}（{detail}）。请用 yingshang checkpack 检查。",
            f"{path} is not in the format ({detail}). Check it with yingshang checkpack.",
        ) from error


def _first_fault(error: YAMLError | ValidationError) -> str:
    if isinstance(error, ValidationError):
        fault = error.errors()[0]
        return f"{'.'.join(str(key) for key in fault['loc'])}: {fault['msg']}"
    return " ".join(str(error).split())


def _require(used: set[str], known: set[str], where: str) -> None:
    if unknown := sorted(used - known):
        raise ValueError(f"{where}: unknown {', '.join(unknown)}")


def _refuse_overlaps(entries: list[tuple[str, Validity]]) -> None:
    versions: dict[str, list[Validity]] = {}
    for name, entry in entries:
        others = versions.setdefault(name, [])
        if any(_overlap(entry, other) for other in others):
            raise ValueError(f"{name}: two versions are in force on the same day")
        others.append(entry)


def _overlap(one: Validity, other: Validity) -> bool:
    def starts_before_end(first: Validity, second: Validity) -> bool:
        return (first.valid_from or date.min) <= (second.valid_to or date.max)

    return starts_before_end(one, other) and starts_before_end(other, one)


def _words(text: Text) -> Bilingual:
    return Bilingual(text.zh_hans, text.en or text.zh_hans)


def _law(entry: LawEntry) -> Law:
    days, start = entry.days, entry.start
    unit = Unit.WORKING_DAY if days.read_as == "working_day" else Unit.CALENDAR_DAY
    return Law(
        id=entry.id,
        name=_words(entry.name),
        short_names=entry.short,
        days=DayReading(unit, frozenset(days.working_lengths), days.working_up_to),
        start=StartRule(start.rule),
        hours=HourStart(start.hours),
        roll=Roll(entry.roll.rule),
        boundary=Boundary(entry.boundary.rule),
        receipt=Receipt(entry.receipt.rule),
        articles=_articles(entry),
        status=Standing(entry.status),
        valid_from=entry.valid_from,
        valid_to=entry.valid_to,
    )


def _articles(entry: LawEntry) -> Articles:
    return Articles(
        days=entry.days.article or "",
        start=entry.start.article or "",
        hours=entry.start.hours_article or "",
        months=entry.months_article or "",
        roll=entry.roll.article or "",
        boundary=entry.boundary.article or "",
        receipt=entry.receipt.article or "",
    )


def _limit(entry: LimitEntry, law: Law, grounds: dict[str, GroundEntry]) -> TimeLimit:
    pauses = entry.pauses
    named = [grounds[each] for each in pauses.grounds] if pauses else []
    article = (pauses.article or "") if pauses else ""
    return TimeLimit(
        length=parse_length(entry.length),
        law=law,
        id=entry.id,
        name=_words(entry.name),
        article=entry.article or "",
        event=_words(entry.event),
        roll=Roll(entry.roll) if entry.roll else None,
        boundary=Boundary(entry.boundary) if entry.boundary else None,
        grounds=tuple(Ground(each.id, _words(each.name), article) for each in named),
        extension=_extension(entry.extension) if entry.extension else None,
        deemed=_deemed(entry.deemed) if entry.deemed else None,
        status=Standing(entry.status),
        valid_from=entry.valid_from,
        valid_to=entry.valid_to,
        note=entry.note.zh_hans if entry.note else "",
    )


def _extension(entry: ExtensionEntry) -> ExtensionRule:
    return ExtensionRule(
        length=parse_length(entry.length),
        times=entry.times,
        ask_before=parse_length(entry.ask_before) if entry.ask_before else None,
        approver=_words(entry.approver) if entry.approver else None,
        article=entry.article or "",
    )


def _deemed(entry: DeemedEntry) -> DeemedRule:
    name = _words(entry.name)
    return DeemedRule(entry.result, name, Effect(entry.effect), entry.article or "")
