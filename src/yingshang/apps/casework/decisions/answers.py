"""Answers of a case, checked by its type: what is kept, what is missing, what is wrong."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from yingshang.apps.casework.decisions.values import Answer, UnfitError, read
from yingshang.apps.casework.sentences import Sentence, of_text
from yingshang.engines.packs.casework.casetype import CaseType
from yingshang.engines.packs.schema.casework.fields import FieldEntry
from yingshang.engines.rules import Condition, RulesError, Truth, Verdict, compute, judge_all

MISSING = Sentence("请填写这一项。", "Fill this in.")
NO_PAPER = Sentence("请上传这份材料。", "Attach this paper.")
Record = Mapping[str, object]


@dataclass(frozen=True)
class Circumstances:
    """What a case knows of itself, besides its answers.

    Attributes:
        outcomes: Step → outcome with which it was settled last.
        files: Fields and materials for which a file is there.
    """

    route: str = ""
    applicant_kind: str | None = None
    opened_on: date | None = None
    accepted_on: date | None = None
    today: date | None = None
    outcomes: Mapping[str, str] = field(default_factory=dict)
    files: Collection[str] = frozenset()


@dataclass(frozen=True)
class Checked:
    """What became of the answers.

    Attributes:
        values: What is kept, computed ones included; a field that is not shown keeps nothing.
        hidden: Fields whose condition is false.
        faults: Sentences by field; empty when everything is right.
    """

    values: dict[str, Answer]
    hidden: frozenset[str]
    faults: dict[str, tuple[Sentence, ...]]


def check(
    case_type: CaseType,
    given: Mapping[str, object],
    about: Circumstances,
    *,
    asked: Collection[str] | None = None,
    is_complete: bool = True,
) -> Checked:
    """Read and judge the answers of one case.

    Args:
        given: Answers by field as they came: text of a form, or JSON.
        asked: Fields that must be there now (of a step); None: every field that no step fills.
        is_complete: False for a draft: nothing is missing yet, but what is there must fit.
    """
    values, faults = _read_all(case_type, given)
    values |= _computed(case_type, values, about)
    hidden = _hidden(case_type, record_of(case_type, values, about))
    kept = {key: value for key, value in values.items() if key not in hidden and value is not None}
    if is_complete:
        wanted = own_fields(case_type) if asked is None else asked
        record = record_of(case_type, kept, about)
        for each in _missing(case_type, record, frozenset(wanted) - hidden):
            faults.setdefault(each, (MISSING,))
    return Checked(kept, hidden, {key: found for key, found in faults.items() if key not in hidden})


def own_fields(case_type: CaseType) -> frozenset[str]:
    """Fields that the applicant answers: those that no step fills."""
    of_steps = {each for step in case_type.steps.values() for each in step.fields}
    required = {each.id for each in case_type.fields.values() if each.required}
    return frozenset(case_type.fields) - (of_steps - required)


def record_of(case_type: CaseType, values: Mapping[str, object], about: Circumstances) -> Record:
    """The record over which conditions are judged: the columns of `CaseType.columns`."""
    record: dict[str, object] = {}
    for key, one in case_type.fields.items():
        value = values.get(key)
        if one.type == "table":
            value = len(value) if isinstance(value, list) else None
        elif one.type == "file":
            value = key in about.files
        record[key] = value
    record |= {f"outcome_{step}": outcome for step, outcome in about.outcomes.items()}
    return record | {
        "route": about.route or None,
        "applicant_kind": about.applicant_kind,
        "opened_on": about.opened_on,
        "accepted_on": about.accepted_on,
        "today": about.today,
    }


def failed_checks(case_type: CaseType, record: Record, *, when: str) -> tuple[Sentence, ...]:
    """Messages of the checks for `when` (`submit` or a step) that are false."""
    checks = [each for each in case_type.entry.checks if each.when == when]
    verdicts = judged(case_type, [f"checks.{each.id}.condition" for each in checks], record)
    found = zip(checks, verdicts, strict=True)
    return tuple(of_text(each.message) for each, said in found if said.truth is Truth.FALSE)


def barred(case_type: CaseType, record: Record) -> tuple[Sentence, ...]:
    """Reasons of the bars that stand."""
    bars = case_type.entry.bars
    verdicts = judged(case_type, [f"bars.{each.id}.condition" for each in bars], record)
    found = zip(bars, verdicts, strict=True)
    return tuple(of_text(each.reason) for each, said in found if said.truth is Truth.TRUE)


def missing_papers(case_type: CaseType, record: Record, about: Circumstances) -> tuple[str, ...]:
    """Required materials for which no file is there, in the order of the type."""
    papers = [
        each
        for each in case_type.materials.values()
        if each.electronic
        and not each.known_here
        and each.id not in about.files
        and (not each.routes or about.route in each.routes)
    ]
    asked = [each for each in papers if each.required_when is not None]
    names = [f"materials.{each.id}.required_when" for each in asked]
    verdicts = dict(zip([e.id for e in asked], judged(case_type, names, record), strict=True))
    return tuple(each.id for each in papers if each.required or _is_true(verdicts.get(each.id)))


def judged(case_type: CaseType, names: Collection[str], record: Record) -> tuple[Verdict, ...]:
    """Verdicts on conditions of the type by name, in their order; one statement."""
    conditions = [case_type.conditions[name] for name in names]
    return judge_all(conditions, record) if conditions else ()


def _is_true(verdict: Verdict | None) -> bool:
    return verdict is not None and verdict.truth is Truth.TRUE


def _read_all(
    case_type: CaseType, given: Mapping[str, object]
) -> tuple[dict[str, Answer], dict[str, tuple[Sentence, ...]]]:
    values: dict[str, Answer] = {}
    faults: dict[str, tuple[Sentence, ...]] = {}
    for key, one in case_type.fields.items():
        if one.computed is not None or one.type == "file" or key not in given:
            continue
        try:
            values[key] = read(one, given[key])
        except UnfitError as unfit:
            faults[key] = (unfit.sentence,)
    return values, faults


def _computed(
    case_type: CaseType, values: Mapping[str, Answer], about: Circumstances
) -> dict[str, Answer]:
    found: dict[str, Answer] = {}
    for key, one in case_type.fields.items():
        if one.computed is not None:
            record = record_of(case_type, {**values, **found}, about)
            found[key] = _worked_out(one, case_type.conditions[f"fields.{key}.computed"], record)
    return found


def _worked_out(one: FieldEntry, expression: Condition, record: Record) -> Answer:
    try:
        value = compute(expression, record)
    except RulesError:
        return None
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str | date):
        return str(value)
    places = 2 if one.type == "money" else one.decimals or 0
    return f"{round(value, places):.{places}f}"


def _hidden(case_type: CaseType, record: Record) -> frozenset[str]:
    conditional = [key for key, each in case_type.fields.items() if each.when is not None]
    verdicts = judged(case_type, [f"fields.{key}.when" for key in conditional], record)
    said = zip(conditional, verdicts, strict=True)
    return frozenset(key for key, verdict in said if verdict.truth is Truth.FALSE)


def _missing(case_type: CaseType, record: Record, wanted: Collection[str]) -> list[str]:
    empty = [
        each
        for key, each in case_type.fields.items()
        if key in wanted and not record[key] and record[key] not in {0}
    ]
    empty += [
        each
        for key, each in case_type.fields.items()
        if key in wanted and each.type == "file" and record[key] is False
    ]
    asked = [each for each in empty if each.required_when is not None]
    names = [f"fields.{each.id}.required_when" for each in asked]
    verdicts = dict(zip([e.id for e in asked], judged(case_type, names, record), strict=True))
    return [each.id for each in empty if each.required or _is_true(verdicts.get(each.id))]
