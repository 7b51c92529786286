"""P704–P711, P735: what a case type names exists."""

from collections.abc import Iterable, Iterator
from typing import Any

from yingshang.engines.packs.casework.casetype import CaseType
from yingshang.engines.packs.checks.casework.types import is_read, standing, typed
from yingshang.engines.packs.checks.registry import Fault, at, rule
from yingshang.engines.packs.diagnostics import Path
from yingshang.engines.packs.pack import ReadPack
from yingshang.engines.packs.schema.casework.case import OWN_COLUMNS
from yingshang.engines.packs.schema.casework.common import FieldHolder
from yingshang.engines.packs.suggesting import suggestion
from yingshang.engines.process.definition import SKIPPED

_HOLDERS = ("holder", "acceptance.holder", "steps.*.holder", "steps.*.countersign.holders.*")
_LIMITS = (
    "limits.statutory", "limits.promised", "acceptance.limit", "acceptance.correction_within",
    "routes.*.follows_within",
    "clocks.*.limit", "steps.*.limit", "steps.*.statutory",
)  # fmt: skip
_FIELDS = (
    "title_field", "acceptance.asks.*", "clocks.*.counts_from", "clocks.*.met_on",
    "steps.*.officer", "steps.*.counts_from", "steps.*.fields.*", "ledger.month_of",
    "ledger.roll_up.sum.*",
    "ledger.same_when.*",
)  # fmt: skip
_STEPS = (
    "routes.*.after_check", "steps.*.outcomes.*.opens.*", "steps.*.outcomes.*.closes.*",
    "ledger.close_out_step", "links.*.from_step",
)  # fmt: skip
_AFTER = (
    "steps.*.after.*", "steps.*.after_any.*", "milestones.*.after.*", "outcomes.*.after.*",
    "outcomes.*.after_any.*",
)  # fmt: skip
_LETTERS = (
    "letters.receipt", "letters.correction", "letters.acceptance", "letters.refusal",
    "letters.barred", "letters.lateness", "letters.withdrawal", "routes.*.commitment_letter",
    "steps.*.outcomes.*.letter", "outcomes.*.letter", "acceptance.correction_missed.letter",
    "routes.*.follow_missed.letter",
)  # fmt: skip
_ENDINGS = (
    "steps.*.outcomes.*.ends", "acceptance.correction_missed.ends", "routes.*.follow_missed.ends",
)  # fmt: skip
_COLUMNS = ("ledger.columns.*", "ledger.sort.*", "ledger.roll_up.by.*")


@rule("P704")
def holder_unknown(pack: ReadPack) -> Iterator[Fault]:
    """Who holds a step is a unit or a set of the directory."""
    directory = pack.directory
    known = {unit.code for unit in directory.units} | {each.code for each in directory.sets}
    for file, case_type in typed(pack):
        for path, holder in _all(case_type, _HOLDERS):
            if not isinstance(holder, FieldHolder) and holder not in known:
                yield _unknown(file, path, holder, known)


@rule("P735")
def holder_without_members(pack: ReadPack) -> Iterator[Fault]:
    """A set that holds a step has a member who can act."""
    empty = {each.code for each in pack.directory.sets if not each.members}
    for file, case_type in typed(pack):
        for path, holder in _all(case_type, _HOLDERS):
            if not isinstance(holder, FieldHolder) and holder in empty:
                yield at(file, path, name=holder)


@rule("P704")
def chosen_set_unknown(pack: ReadPack) -> Iterator[Fault]:
    """A unit is chosen from a set of the directory."""
    known = {each.code for each in pack.directory.sets}
    for file, case_type in typed(pack):
        for path, among in _all(case_type, ("fields.*.among",)):
            if among not in known:
                yield _unknown(file, path, among, known)


@rule("P705")
def limit_unknown(pack: ReadPack) -> Iterator[Fault]:
    """Limits stand in `time_limits.yaml`."""
    known = {limit.id for limit in pack.time_limits.limits}
    for file, case_type in typed(pack):
        for path, limit in _all(case_type, _LIMITS):
            if limit not in known:
                yield _unknown(file, path, limit, known)


@rule("P706")
def field_unknown(pack: ReadPack) -> Iterator[Fault]:
    """Fields that are named exist."""
    for file, case_type in typed(pack):
        known = set(case_type.fields)
        for path, name in _all(case_type, _FIELDS):
            if name not in known:
                yield _unknown(file, path, name, known)
        for path, holder in _all(case_type, _HOLDERS):
            if isinstance(holder, FieldHolder) and holder.field not in known:
                yield _unknown(file, (*path, "field"), holder.field, known)
        for path, name in _all(case_type, ("steps.*.proof.*",)):
            if name not in known | set(case_type.materials):
                yield _unknown(file, path, name, known | set(case_type.materials))


@rule("P707")
def step_unknown(pack: ReadPack) -> Iterator[Fault]:
    """Steps that are named exist."""
    for file, case_type in typed(pack):
        known = set(case_type.steps)
        for path, step in _all(case_type, _STEPS):
            if step not in known:
                yield _unknown(file, path, step, known)
        for path, step in _all(case_type, _AFTER):
            name = step.partition(":")[0]
            if name not in known:
                yield _unknown(file, path, name, known)
        for path, when in _all(case_type, ("checks.*.when",)):
            if when not in known | {"submit"}:
                yield _unknown(file, path, when, known | {"submit"})


@rule("P708")
def outcome_unknown(pack: ReadPack) -> Iterator[Fault]:
    """Outcomes that are waited for, taken at expiry, or end the case, exist."""
    for file, case_type in typed(pack):
        endings = set(case_type.outcomes)
        for path, ending in _all(case_type, _ENDINGS):
            if ending not in endings:
                yield _unknown(file, path, ending, endings)
        for path, outcome, known in _outcomes(case_type):
            if outcome not in known:
                yield _unknown(file, path, outcome, known)


@rule("P709")
def letter_unknown(pack: ReadPack) -> Iterator[Fault]:
    """Letters that are issued stand in `letters.yaml` beside the type."""
    for file, case_type in typed(pack):
        if is_read(pack, f"{case_type.folder}/letters.yaml"):
            known = set(case_type.letters)
            for path, letter in _all(case_type, _LETTERS):
                if letter not in known:
                    yield _unknown(file, path, letter, known)


@rule("P710")
def route_unknown(pack: ReadPack) -> Iterator[Fault]:
    """Routes that are named exist."""
    for file, case_type in typed(pack):
        known = set(case_type.routes)
        for path, route in _all(case_type, ("steps.*.route.*", "materials.*.routes.*")):
            if route not in known:
                yield _unknown(file, path, route, known)


@rule("P711")
def column_unknown(pack: ReadPack) -> Iterator[Fault]:
    """Columns of a ledger are its fields and clocks, or columns that every ledger has."""
    for file, case_type in typed(pack):
        clocks = {clock.id for clock in case_type.entry.clocks}
        known = set(case_type.fields) | OWN_COLUMNS | clocks
        for path, column in _all(case_type, _COLUMNS):
            if column.removeprefix("-") not in known:
                yield _unknown(file, path, column, known)


@rule("P711")
def task_or_type_unknown(pack: ReadPack) -> Iterator[Fault]:
    """Tasks are those of the plan, linked types those of the pack."""
    tasks = {task.id for task in pack.plan.tasks}
    types = {case_type.id for _, case_type in typed(pack)}
    for file, case_type in typed(pack):
        for pattern, known in (("tasks.*", tasks), ("links.*.type", types)):
            for path, name in _all(case_type, (pattern,)):
                if name not in known:
                    yield _unknown(file, path, name, known)


def _outcomes(case_type: CaseType) -> Iterator[tuple[Path, str, set[str]]]:
    """Outcomes of steps that are named, with those that the step has."""
    has = {step.id: {each.id for each in step.outcomes} for step in case_type.entry.steps}
    for path, step in _all(case_type, _AFTER):
        name, _, wanted = step.partition(":")
        for outcome in wanted.split("|") if wanted and name in has else ():
            yield path, outcome, has[name] | {SKIPPED}
    for index, entry in enumerate(case_type.entry.steps):
        if entry.on_expiry is not None:
            yield ("steps", index, "on_expiry"), entry.on_expiry, has[entry.id]


def _all(case_type: CaseType, patterns: Iterable[str]) -> Iterator[tuple[Path, Any]]:
    for pattern in patterns:
        yield from standing(case_type.entry, pattern)


def _unknown(file: str, path: Path, name: object, known: Iterable[str]) -> Fault:
    return at(file, path, name=name, hint=suggestion(str(name), known))
