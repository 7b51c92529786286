"""May to November of the sample city: months open, units report, the lead office checks."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from yingshang.apps.delivery.decisions.returns import Basis, Content, LineContent
from yingshang.apps.delivery.models import ReportingPeriod, Return, ReturnVersion
from yingshang.apps.delivery.selectors.returns.basis import Bases, bases_of
from yingshang.apps.delivery.selectors.returns.content import content_of, latest_version
from yingshang.apps.delivery.selectors.returns.page import needs_to_submit
from yingshang.apps.delivery.selectors.returns.periods import last_day_of
from yingshang.apps.delivery.services import periods, returns
from yingshang.apps.directory.models import Person, Role, Unit
from yingshang.apps.directory.permissions import INSTALLATION, read_once
from yingshang.apps.ledger import clock
from yingshang.web.sample import progress_words as words
from yingshang.web.sample.city import Happening, SampleCity

# Days of the month on which things happen; limits are the pack's, these are what people did.
EARLY, USUAL, LAST, CHECKED, LATE, LATE_CHECKED = 12, 19, 23, 26, 27, 28
FATES = ("early",) * 15 + ("usual",) * 60 + ("last",) * 25
LATE_ONES, HOLLOW_ONES, DRAFTS = 4, 3, 10
COPYING_MONTHS = (7, 9)
CORRECTED_MONTH, MISSING_MONTH = 6, 10
WAITING_DAYS = 9
# First days of the months that units report for, in days after the issue of the plan.
FIRST_DAYS_AFTER = (9, 40, 70, 101, 132, 162, 193)
PARTS = 2 * len(FIRST_DAYS_AFTER)
TITLE = "月报和季度总结 Returns and summaries"


@dataclass(frozen=True)
class Report:
    """One return to be made: its lines, its people and when it is made."""

    row: Return
    bases: Bases
    liaison: Person
    reviewer: Person
    fate: str


def _opening(part: int) -> Callable[[SampleCity], Iterator[tuple[int, int]]]:
    def live(city: SampleCity) -> Iterator[tuple[int, int]]:
        """The month opens on its first day."""
        _open(city, _first_of(city, part))
        yield 2 * part + 1, PARTS

    return live


def _reporting(part: int) -> Callable[[SampleCity], Iterator[tuple[int, int]]]:
    def live(city: SampleCity) -> Iterator[tuple[int, int]]:
        """Units report from the twelfth on; the present month has only begun."""
        with read_once(), clock.read_once():
            _month(city, _first_of(city, part))
        yield 2 * part + 2, PARTS

    return live


def _first_of(city: SampleCity, part: int) -> date:
    issued_on = city.pack.plan.issued_on or city.pack.header.period_from
    return (issued_on + timedelta(days=FIRST_DAYS_AFTER[part])).replace(day=1)


def _month(city: SampleCity, month: date) -> None:
    period = ReportingPeriod.objects.get(kind="month", starts_on=month)
    reports = _reports(city, period)
    if city.pack.header.sample_day < month.replace(day=LATE):
        _begin(city, reports, month)
        return
    by_fate: dict[str, list[Report]] = {}
    for each in reports:
        by_fate.setdefault(each.fate, []).append(each)
    hollow = by_fate.get("hollow", [])
    _fill_and_submit(city, by_fate.get("early", []), _on(month, EARLY))
    if month.month == CORRECTED_MONTH:
        _correct(city, month)
    _fill_and_submit(city, [*by_fate.get("usual", []), *hollow], _on(month, USUAL))
    _mend(city, hollow, month)
    last = [each for each in reports if each.fate in {"last", "copied"}]
    _fill_and_submit(city, last, _on(month, LAST))
    _approve(city, period, _on(month, CHECKED))
    _fill_and_submit(city, by_fate.get("late", []), _on(month, LATE))
    _approve(city, period, _on(month, LATE_CHECKED))
    _summarise(city, month)


def _open(city: SampleCity, month: date) -> None:
    at = city.move_to(clock.morning_of(month))
    periods.open_due(actor=INSTALLATION, at=at)


def _on(month: date, day: int) -> datetime:
    return clock.morning_of(month.replace(day=day))


def _reports(city: SampleCity, period: ReportingPeriod) -> list[Report]:
    """Every return of the period, helpers before leads, each with its fate."""
    rows = list(Return.objects.with_names().filter(period=period).in_order())
    rows.sort(key=lambda row: (row.gathers, row.kind == Return.Kind.CONSOLIDATION))
    bases = bases_of(rows)
    fates = _fates(city, period, rows)
    return [
        Report(
            row=row,
            bases=bases[row.pk],
            liaison=city.people[row.unit.code, Role.LIAISON],
            reviewer=city.people[row.unit.code, Role.UNIT_REVIEWER],
            fate=fates[row.pk],
        )
        for row in rows
        if (row.unit.code, Role.LIAISON) in city.people
    ]


def _fates(city: SampleCity, period: ReportingPeriod, rows: Sequence[Return]) -> Mapping[UUID, str]:
    """What becomes of each return; leads wait for the others."""
    dice = city.random
    fates = {row.pk: "last" if row.gathers else dice.choice(FATES) for row in rows}
    plain = [row for row in rows if not row.gathers and row.unit.reach == Unit.Reach.SUPERVISED]
    dice.shuffle(plain)
    for row in plain[:LATE_ONES]:
        fates[row.pk] = "late"
    for row in plain[LATE_ONES : LATE_ONES + HOLLOW_ONES]:
        fates[row.pk] = "hollow"
    month = period.starts_on.month
    if month in COPYING_MONTHS:
        fates[plain[-1].pk] = "copied"
    if month == MISSING_MONTH:
        fates[plain[-1].pk] = "missing"
    return fates


def _fill_and_submit(city: SampleCity, reports: Sequence[Report], at: datetime) -> None:
    now = city.move_to(at)
    for each in reports:
        _fill(city, each, now)
        _submit(city, each, now)


def _fill(city: SampleCity, report: Report, at: datetime, *, is_mended: bool = False) -> None:
    month = report.row.period.starts_on
    is_hollow = report.fate == "hollow" and not is_mended
    lines = tuple(words.line(basis, month, city.random, is_hollow=is_hollow)
                  for basis in report.bases)  # fmt: skip
    if report.fate == "copied":
        lines = _as_before(report, lines)
    claims = {} if is_hollow else _claims(report, month)
    claimed = tuple(replace(line, milestones=claims.get(line.key, ())) for line in lines)
    kept = returns.keep(
        return_id=report.row.pk,
        content=Content(_blocked(city, report, claimed, month), _rests_on(report)),
        revision=report.row.revision,
        actor=report.liaison,
        at=at,
    )
    # Every file that is attached is one more revision.
    report.row.revision = kept.revision + len(claims)
    by_key = {basis.key: basis for basis in report.bases}
    for key in claims:
        _attach(report, by_key[key], claims[key], at)


def _claims(report: Report, month: date) -> dict[str, tuple[UUID, ...]]:
    """Milestones of one line that have come due and were not claimed before; the rest wait."""
    until = last_day_of(ReportingPeriod.Kind.MONTH, month)
    for place, basis in enumerate(report.bases):
        due = [each.key for each in basis.milestones if each.due_on <= until and not each.is_proven]
        if due and (place + month.month) % 4:
            return {basis.key: tuple(due)}
    return {}


def _attach(report: Report, basis: Basis, keys: tuple[UUID, ...], at: datetime) -> None:
    result = next(each.result for each in basis.milestones if each.key in keys)
    name, content = words.minutes(
        report.row.unit.official_name_zh, basis, result, report.row.period.starts_on
    )
    returns.attach(
        return_id=report.row.pk,
        line_key=basis.key,
        name=name,
        content=content,
        actor=report.liaison,
        at=at,
    )


def _as_before(report: Report, lines: tuple[LineContent, ...]) -> tuple[LineContent, ...]:
    """The lines of the month before, word by word, where there are any."""
    before = Return.objects.filter(
        unit=report.row.unit, task=report.row.task, kind=report.row.kind,
        period__kind="month", period__starts_on__lt=report.row.period.starts_on,
    ).order_by("-period__starts_on").first()  # fmt: skip
    if before is None:
        return lines
    said = content_of(latest_version(before))
    return tuple(replace(said.line(line.key), milestones=()) for line in lines)


def _blocked(
    city: SampleCity, report: Report, lines: tuple[LineContent, ...], month: date
) -> tuple[LineContent, ...]:
    """A few returns wait for another unit of their task."""
    if city.random.randrange(30) or not lines or report.row.gathers:
        return lines
    others = Return.objects.filter(period=report.row.period, task=report.row.task)
    other = others.exclude(unit=report.row.unit).select_related("unit").in_order().first()
    if other is None:
        return lines
    since = month + timedelta(days=WAITING_DAYS)
    first = replace(lines[0], blocked_by=other.unit.code, blocked_since=since,
                    problems=words.PROBLEMS[0])  # fmt: skip
    return (first, *lines[1:])


def _rests_on(report: Report) -> tuple[UUID, ...]:
    if not report.row.gathers:
        return ()
    others = Return.objects.filter(
        period=report.row.period, task=report.row.task, kind=Return.Kind.PROGRESS
    )
    return tuple(
        others.sent().exclude(pk=report.row.pk).values_list("pk", flat=True).order_by("pk")
    )


def _submit(city: SampleCity, report: Report, at: datetime) -> None:
    key = report.row.pk
    returns.hand_in(return_id=key, revision=report.row.revision, actor=report.liaison, at=at)
    note = words.NOT_WAITING if report.row.gathers and _waits(key, at) else ""
    reason = city.random.choice(words.LATE_REASONS) if report.fate == "late" else ""
    returns.submit(
        return_id=key, actor=report.reviewer, at=at, late_reason=reason, without_note=note
    )


def _waits(key: UUID, at: datetime) -> bool:
    return bool(needs_to_submit(Return.objects.with_names().get(pk=key), at).waiting)


def _mend(city: SampleCity, reports: Sequence[Report], month: date) -> None:
    """Hollow returns go back, and come again with something to say."""
    lead = _lead_office(city)
    at = city.move_to(_on(month, USUAL) + timedelta(days=2))
    for each in reports:
        returned = returns.send_back(
            return_id=each.row.pk,
            verdict=ReturnVersion.Verdict.HOLLOW,
            reason="没有数字、节点和佐证材料，请写清本月做了什么",
            actor=lead,
            at=at,
        )
        each.row.revision = returned.revision
    at = city.move_to(_on(month, LAST))
    for each in reports:
        _fill(city, each, at, is_mended=True)
        _submit(city, each, at)


def _approve(city: SampleCity, period: ReportingPeriod, at: datetime) -> None:
    now = city.move_to(at)
    waiting = Return.objects.filter(period=period, state=Return.State.SUBMITTED).in_order()
    keys = list(waiting.values_list("pk", flat=True))
    done = returns.approve_many(return_ids=keys, actor=_lead_office(city), at=now)
    if done.refused:
        raise LookupError(done.refused[0].reason)


def _correct(city: SampleCity, month: date) -> None:
    """One return of the month before is corrected with a reason."""
    at = city.move_to(_on(month, EARLY))
    rows = Return.objects.with_names().filter(
        period__kind="month", period__starts_on__lt=month, kind=Return.Kind.PROGRESS
    )
    row = rows.filter(state=Return.State.APPROVED).in_order().first()
    if row is None:
        return
    liaison = city.people[row.unit.code, Role.LIAISON]
    corrected = returns.correct(return_id=row.pk, reason=words.CORRECTION, actor=liaison, at=at)
    said = content_of(latest_version(row))
    added = replace(said.lines[0], progress=f"{said.lines[0].progress}补充：另有县区上报12件。")
    kept = returns.keep(
        return_id=row.pk,
        content=replace(said, lines=(added, *said.lines[1:])),
        revision=corrected.revision,
        actor=liaison,
        at=at,
    )
    row.revision = kept.revision
    report = Report(row, (), liaison, city.people[row.unit.code, Role.UNIT_REVIEWER], "usual")
    _submit(city, report, at)
    returns.approve(return_id=row.pk, actor=_lead_office(city), at=at)


def _summarise(city: SampleCity, month: date) -> None:
    """At a quarter's end every unit sends its summary."""
    if month.month % 3:
        return
    quarter = ReportingPeriod.objects.get(
        kind="quarter", starts_on=month.replace(month=month.month - 2)
    )
    reports = [replace(each, fate="usual") for each in _reports(city, quarter)]
    _fill_and_submit(city, reports, _on(month, LATE_CHECKED))
    _approve(city, quarter, _on(month, LATE_CHECKED))


def _begin(city: SampleCity, reports: Sequence[Report], month: date) -> None:
    """The present month: some have reported early, some have a draft, most have not begun."""
    early = [each for each in reports if each.fate == "early"]
    _fill_and_submit(city, early, _on(month, EARLY))
    half = [each.row.pk for each in early[: len(early) // 2]]
    at = city.move_to(_on(month, EARLY) + timedelta(days=3))
    returns.approve_many(return_ids=half, actor=_lead_office(city), at=at)
    for each in [each for each in reports if each.fate == "usual"][:DRAFTS]:
        _fill(city, replace(each, fate="usual"), at)


def _lead_office(city: SampleCity) -> Person:
    return next(person for (_, role), person in city.people.items() if role == Role.LEAD_OFFICE)


HAPPENINGS = tuple(
    happening
    for part, days in enumerate(FIRST_DAYS_AFTER)
    for happening in (
        Happening(days, TITLE, _opening(part)),
        Happening(days + EARLY - 1, TITLE, _reporting(part)),
    )
)
