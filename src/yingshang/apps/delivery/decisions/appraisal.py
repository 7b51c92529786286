"""Scores from what is on record: pure arithmetic, so that anybody can repeat it."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from uuid import UUID

from yingshang.engines.packs.schema.appraisal import ScoringRule

IN_TIME, LATE, MISSING = "in_time", "late", "missing"
NOTHING = Decimal(0)


@dataclass(frozen=True)
class DutyFact:
    """A duty that came due: whose, what became of it. `outcome` is empty while that is open."""

    key: int
    kind: str
    unit_id: UUID
    title: str
    due_on: date
    outcome: str


@dataclass(frozen=True)
class EventFact:
    """An event about a unit; `subject` is (type, key) of what it is about, `title` its sentence."""

    sequence: int
    kind: str
    unit_id: UUID
    on: date
    subject: tuple[str, str]
    title: str
    values: Mapping[str, object]


@dataclass(frozen=True)
class Scored:
    """Points for one thing on record.

    Attributes:
        key: The same at every computing, as long as rule and record are the same.
        points: What the rule gives.
        counted: What counts of it within the rule's cap; 0 when it is void.
        source: (type, key) of the row that it comes from.
        void_reason: Why it does not count, from an objection that was upheld.
    """

    key: str
    unit_id: UUID
    rule: str
    rule_zh: str
    rule_en: str | None
    title: str
    on: date
    points: Decimal
    counted: Decimal
    source: tuple[str, str]
    void_reason: str = ""


@dataclass(frozen=True)
class Standing:
    """What one unit reached. Without anything due or scored: neither points nor rank."""

    unit_id: UUID
    points: Decimal | None
    rank: int | None
    due: int
    in_time: int


def outcome_of(
    *, is_settled: bool, claimed_at: datetime | None, due_at: datetime, as_of: datetime
) -> str:
    """`in_time`, `late` or `missing`; empty while it can still become any of them.

    In time means reported before the due instant and settled: a report that waits to be checked
    earns nothing yet. A late report is late whether checked or not.
    """
    if claimed_at is not None and claimed_at >= due_at:
        return LATE
    if claimed_at is not None:
        return IN_TIME if is_settled else ""
    return MISSING if due_at <= as_of else ""


def scored(
    rules: Sequence[ScoringRule],
    duties: Iterable[DutyFact],
    events: Sequence[EventFact],
    voided: Mapping[str, str],
) -> tuple[Scored, ...]:
    """Every entry of a month, with what counts of each, by unit, rule and time.

    Args:
        events: Those of the month, and later ones that take points back.
        voided: Keys of entries that an objection made void, with the reason.
    """
    duties = list(duties)
    found: list[Scored] = []
    for rule in rules:
        found += _of_duties(rule, duties) if rule.duty else _of_events(rule, events)
    marked = [replace(each, void_reason=voided.get(each.key, "")) for each in found]
    caps = {rule.code: rule.cap for rule in rules}
    ordered = sorted(marked, key=lambda each: (str(each.unit_id), each.rule, each.on, each.key))
    kept: list[Scored] = []
    for (_unit, code), group in groupby(ordered, key=lambda each: (each.unit_id, each.rule)):
        kept += _within(caps[code], list(group))
    return tuple(kept)


def standings(
    base: Decimal,
    units: Iterable[UUID],
    entries: Iterable[Scored],
    rates: Mapping[UUID, tuple[int, int]],
) -> tuple[Standing, ...]:
    """Every unit with its points and rank, the best first; equal points share a rank.

    Args:
        rates: Unit → how many duties were in time, and how many came due.
    """
    sums: dict[UUID, Decimal] = {}
    for entry in entries:
        sums[entry.unit_id] = sums.get(entry.unit_id, NOTHING) + entry.counted
    active = {*sums, *(unit for unit, (_good, due) in rates.items() if due)}
    reached: list[tuple[UUID, Decimal | None]] = [
        (unit, base + sums.get(unit, NOTHING) if unit in active else None) for unit in units
    ]
    all_points = [points for _unit, points in reached if points is not None]
    rows = [
        Standing(
            unit_id=unit,
            points=points,
            rank=None if points is None else 1 + sum(other > points for other in all_points),
            in_time=rates.get(unit, (0, 0))[0],
            due=rates.get(unit, (0, 0))[1],
        )
        for unit, points in reached
    ]
    last = len(rows) + 1
    return tuple(sorted(rows, key=lambda row: row.rank or last))


def fingerprint(rows: Iterable[Standing], entries: Iterable[Scored]) -> str:
    """SHA-256 over a result, from canonical JSON: whoever has the rows can compute it again."""
    content = {
        "scores": sorted([str(r.unit_id), _said(r.points), r.rank, r.due, r.in_time] for r in rows),
        "entries": sorted(
            [e.key, str(e.unit_id), _said(e.points), _said(e.counted), e.title, e.void_reason]
            for e in entries
        ),
    }
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _said(points: Decimal | None) -> str:
    return "–" if points is None else f"{points:.2f}"


def _of_duties(rule: ScoringRule, duties: Sequence[DutyFact]) -> list[Scored]:
    source = rule.duty
    if source is None:
        return []
    return [
        _entry(
            rule, f"duty:{each.key}", each, each.due_on, ("obligations.obligation", str(each.key))
        )
        for each in duties
        if each.outcome == source.outcome
        and (not source.kinds or each.kind in source.kinds)
        and _holds(rule, each.due_on)
    ]


def _of_events(rule: ScoringRule, events: Sequence[EventFact]) -> list[Scored]:
    source = rule.event
    if source is None:
        return []
    undone = [each for each in events if each.kind in source.undone_by]
    return [
        _entry(rule, f"event:{each.sequence}", each, each.on, each.subject)
        for each in events
        if each.kind == source.kind
        and all(str(each.values.get(name, "")) == value for name, value in source.where.items())
        and _holds(rule, each.on)
        and not any(
            other.subject == each.subject and other.sequence > each.sequence for other in undone
        )
    ]


def _entry(
    rule: ScoringRule, key: str, fact: DutyFact | EventFact, on: date, source: tuple[str, str]
) -> Scored:
    return Scored(
        key=f"{rule.code}:{key}",
        unit_id=fact.unit_id,
        rule=rule.code,
        rule_zh=rule.name.zh_hans,
        rule_en=rule.name.en,
        title=fact.title,
        on=on,
        points=rule.points,
        counted=rule.points,
        source=source,
    )


def _holds(rule: ScoringRule, day: date) -> bool:
    begun = rule.valid_from is None or rule.valid_from <= day
    return begun and (rule.valid_to is None or day <= rule.valid_to)


def _within(cap: Decimal | None, entries: Sequence[Scored]) -> list[Scored]:
    """What counts of each entry of one rule and unit, in order of time, until the cap is used."""
    left = cap
    kept = []
    for entry in entries:
        counted = NOTHING if entry.void_reason else entry.points
        if left is not None:
            counted = max(-left, min(left, counted))
            left -= abs(counted)
        kept.append(replace(entry, counted=counted))
    return kept
