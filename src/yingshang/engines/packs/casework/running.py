"""Examples run: what a case came to against what its author expects."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from yingshang.engines.packs.casework.bars import bars_of
from yingshang.engines.packs.casework.casetype import CaseType
from yingshang.engines.packs.casework.records import FactFault
from yingshang.engines.packs.casework.timing import Days, Timing, case_days, clock_days
from yingshang.engines.packs.casework.trial import ActImpossible, Trial, begin
from yingshang.engines.packs.diagnostics import Path
from yingshang.engines.packs.schema.casework.examples import Example, Expectation, LastDays
from yingshang.engines.process import Refused
from yingshang.engines.rules import RulesError
from yingshang.engines.timelimits import TimeLimitError

Pair = tuple[str, str]


@dataclass(frozen=True)
class Difference:
    """Something that came out otherwise; `path` is that of the expectation in the example."""

    path: Path
    subject: Pair
    expected: object
    got: object


@dataclass(frozen=True)
class Stopped:
    """An act could not be done; `path` is that of the act, or of the example's facts."""

    path: Path
    cause: Pair


def run(
    example: Example, case_type: CaseType, timing: Timing
) -> tuple[tuple[Difference, ...], Stopped | None]:
    """Play an example; what differs, and what stopped it, if anything did.

    Conditions and limits of the type must be free of faults.
    """
    found: list[Difference] = []
    path: Path = ("facts",)
    try:
        trial = begin(example, case_type, timing)
        for index, act in enumerate(example.acts):
            path = ("acts", index)
            trial.do(act)
            if act.expect is not None:
                found += _compare(trial, act.expect, (*path, "expect"))
        path = ("expect",)
        found += _compare(trial, example.expect, path)
    except (ActImpossible, FactFault, Refused, RulesError, TimeLimitError) as error:
        return tuple(found), Stopped(path, _cause(error))
    return tuple(found), None


def _cause(error: ActImpossible | FactFault | Refused | RulesError | TimeLimitError) -> Pair:
    if isinstance(error, TimeLimitError):
        zh, en = error.message.zh, error.message.en
    else:
        zh, en = error.zh, error.en
    if isinstance(error, FactFault):
        zh = f"“{error.field}”的值“{error.value}”不合适，{zh}"
        en = f"the value `{error.value}` does not fit `{error.field}`; {en}"
    return zh.rstrip("。"), en.rstrip(".")


def _compare(trial: Trial, expect: Expectation, path: Path) -> Iterator[Difference]:
    for key, subject, expected, got in _pairs(trial, expect):
        if expected != got:
            yield Difference((*path, *key), subject, _shown(expected), _shown(got))


Compared = tuple[Path, Pair, object, object]


def _pairs(trial: Trial, expect: Expectation) -> Iterator[Compared]:
    yield from _steps(trial, expect)
    yield from _dates(trial, expect)
    yield from _answers(trial, expect)
    if "outcome" in expect.model_fields_set:
        yield ("outcome",), ("办结结果", "the outcome"), expect.outcome, trial.outcome
    if expect.elapsed_minutes is not None:
        subject = ("总用时（分钟）", "the minutes from acceptance to the end")
        yield ("elapsed_minutes",), subject, expect.elapsed_minutes, _elapsed(trial)


def _steps(trial: Trial, expect: Expectation) -> Iterator[Compared]:
    if expect.open is not None:
        got = {each.step for each in trial.open}
        yield ("open",), ("打开的步骤", "the open steps"), set(expect.open), got
    if expect.letters is not None:
        got_letters = tuple(trial.letters)
        yield ("letters",), ("发出的文书", "the letters issued"), expect.letters, got_letters
    if expect.milestones is not None:
        reached = trial.state.reached if trial.state else frozenset()
        got = {each.removeprefix("milestone/") for each in reached}
        yield ("milestones",), ("达到的节点", "the milestones"), set(expect.milestones), got


def _dates(trial: Trial, expect: Expectation) -> Iterator[Compared]:
    for step, wanted in expect.last_days.items():
        got = trial.days(trial.case_type.steps[step])
        yield from _last_days(wanted, got, ("last_days", step), step)
    if expect.case_last_days is not None:
        got = case_days(trial.case_type, trial.accepted or trial.now, trial.timing)
        yield from _last_days(expect.case_last_days, got, ("case_last_days",), "case")
    if expect.clocks:
        clocks = clock_days(trial.case_type, trial.record, trial.timing)
        for name, day in expect.clocks.items():
            subject = (f"计时“{name}”的最后一日", f"the last day of the clock `{name}`")
            yield ("clocks", name), subject, day, clocks[name]


def _last_days(wanted: LastDays, got: Days, path: Path, name: str) -> Iterator[Compared]:
    for key, zh, en in (("promised", "承诺", "promised"), ("statutory", "法定", "statutory")):
        if key in wanted.model_fields_set:
            answer = getattr(got, key)
            subject = (f"“{name}”的{zh}最后一日", f"the {en} last day of `{name}`")
            yield (*path, key), subject, getattr(wanted, key), answer.due_on if answer else None


def _answers(trial: Trial, expect: Expectation) -> Iterator[Compared]:
    record = trial.record
    if expect.bars is not None:
        wanted = {(each.id, each.value, frozenset(each.missing)) for each in expect.bars}
        got = {
            (each.bar.id, each.verdict.truth.value, frozenset(each.verdict.missing))
            for each in bars_of(trial.case_type, record)
        }
        yield ("bars",), ("不适用的情形", "the bars"), wanted, got
    if expect.failed_checks is not None:
        failed = set(trial.failed)
        yield (
            ("failed_checks",),
            ("没有通过的核对", "the failed checks"),
            set(expect.failed_checks),
            failed,
        )
    for name, value in expect.computed.items():
        subject = (f"计算出的“{name}”", f"the computed `{name}`")
        yield ("computed", name), subject, _number(value), _number(record.get(name))


def _number(value: object) -> object:
    return float(value) if isinstance(value, int | float | Decimal) else value


def _elapsed(trial: Trial) -> int | None:
    if trial.accepted is None or not trial.settled_at:
        return None
    return int((max(trial.settled_at.values()) - trial.accepted).total_seconds() // 60)


def _shown(value: object) -> str:
    if value is None:
        return "—"
    if isinstance(value, set | frozenset | tuple):
        parts = [_shown(each) for each in value]
        return ", ".join(parts if isinstance(value, tuple) else sorted(parts)) or "—"
    return f"{value:g}" if isinstance(value, float) else str(value)
