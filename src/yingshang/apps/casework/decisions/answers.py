"""Answers of a case, checked by its type: what is kept, what is missing, what is wrong."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from yingshang.apps.casework.decisions.values import Answer, UnfitError, read
from yingshang.apps.casework.sentences import Sentence
from yingshang.engines.packs.casework.casetype import CaseType
from yingshang.engines.packs.casework.records import record_of
from yingshang.engines.packs.schema.casework.fields import FieldEntry
from yingshang.engines.rules import Truth, Verdict, judge_all

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
        record: What conditions are judged over.
        faults: Sentences by field; empty when everything is right.
    """

    values: dict[str, Answer]
    hidden: frozenset[str]
    record: Record
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
    record = case_record(case_type, values, about)
    hidden, uncertain = _conditional(case_type, record)
    shown = {key: value for key, value in values.items() if key not in hidden}
    kept: dict[str, Answer] = {key: value for key, value in shown.items() if value is not None}
    kept.update(_computed(case_type, record))
    if is_complete:
        wanted = own_fields(case_type) if asked is None else asked
        for each in _missing(case_type, record, frozenset(wanted) - hidden - uncertain):
            faults.setdefault(each, (MISSING,))
    found = {key: sentences for key, sentences in faults.items() if key not in hidden}
    return Checked(kept, hidden, record, found)


def own_fields(case_type: CaseType) -> frozenset[str]:
    """Fields that the applicant answers: those that no step fills."""
    of_steps = {each for step in case_type.steps.values() for each in step.fields}
    required = {each.id for each in case_type.fields.values() if each.required}
    return frozenset(case_type.fields) - (of_steps - required)


def case_record(case_type: CaseType, values: Mapping[str, object], about: Circumstances) -> Record:
    """What the conditions of the type are judged over: answers and what the case knows of itself.

    Raises:
        FactFault: A stored value does not fit its field, as after a change of the type.
    """
    own: dict[str, object] = {f"outcome_{step}": said for step, said in about.outcomes.items()}
    own |= {
        "route": about.route or None,
        "applicant_kind": about.applicant_kind,
        "opened_on": about.opened_on,
        "accepted_on": about.accepted_on,
        "today": about.today,
    }
    files = {key: key in about.files for key, one in case_type.fields.items() if one.type == "file"}
    return record_of(case_type, {**values, **files}, own)


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


def _computed(case_type: CaseType, record: Record) -> dict[str, Answer]:
    found: dict[str, Answer] = {}
    for key, one in case_type.fields.items():
        value = record.get(key)
        if one.computed is not None and value is not None:
            found[key] = value if isinstance(value, bool | int) else str(value)
    return found


def _conditional(case_type: CaseType, record: Record) -> tuple[frozenset[str], frozenset[str]]:
    """Fields whose condition is false; and those of which nobody knows yet, so nobody must."""
    conditional = [key for key, each in case_type.fields.items() if each.when is not None]
    verdicts = judged(case_type, [f"fields.{key}.when" for key in conditional], record)
    truths = {key: said.truth for key, said in zip(conditional, verdicts, strict=True)}
    hidden = frozenset(key for key, truth in truths.items() if truth is Truth.FALSE)
    uncertain = frozenset(key for key, truth in truths.items() if truth is Truth.UNKNOWN)
    return hidden, uncertain


def _missing(case_type: CaseType, record: Record, wanted: Collection[str]) -> list[str]:
    empty = [
        each for key, each in case_type.fields.items() if key in wanted and _lacks(each, record)
    ]
    asked = [each for each in empty if each.required_when is not None]
    names = [f"fields.{each.id}.required_when" for each in asked]
    verdicts = dict(zip([e.id for e in asked], judged(case_type, names, record), strict=True))
    return [each.id for each in empty if each.required or _is_true(verdicts.get(each.id))]


def _lacks(one: FieldEntry, record: Record) -> bool:
    value = record.get(one.id)
    return value is False if one.type == "file" else value is None
