"""P56x: `supervision/supervision.yaml`."""

from collections.abc import Iterator

from yingshang.engines.packs.checks.plan import repeated
from yingshang.engines.packs.checks.registry import Fault, at, rule
from yingshang.engines.packs.diagnostics import Path
from yingshang.engines.packs.pack import ReadPack
from yingshang.engines.packs.schema.casework.letters import BLANK
from yingshang.engines.packs.schema.supervision import Ground, Supervision
from yingshang.engines.packs.suggesting import suggestion
from yingshang.engines.packs.supervisioncolumns import matter_columns
from yingshang.engines.rules import faults_of

SUPERVISION = "supervision/supervision.yaml"
_COUNTED = ("请写成本文件或者手册列出的栏目。", "Use a column of this file or of the handbook.")
_ENTER = ("请先在 casework/ 下写入它。", "Enter it below `casework/` first.")


@rule("P561")
def ground_faulty(pack: ReadPack) -> Iterator[Fault]:
    """Each ground is a condition over the columns of a matter and the tallies."""
    file = _file(pack)
    columns = matter_columns(file.tallies) if file else {}
    for index, ground in enumerate(file.grounds if file else ()):
        for fault in faults_of(ground.condition, columns):
            cause = (f"{fault.zh.rstrip('。')}。", f"{fault.en.rstrip('.')}.")
            yield at(SUPERVISION, ("grounds", index, "condition"), cause=cause)


@rule("P562")
def type_unknown(pack: ReadPack) -> Iterator[Fault]:
    """What a ground becomes, and what a report is about, are case types of the pack."""
    for path, code in _types(pack):
        if code not in pack.case_types:
            hint = suggestion(code, set(pack.case_types), _ENTER)
            yield at(SUPERVISION, path, type=code, hint=hint)


@rule("P563")
def choice_unknown(pack: ReadPack) -> Iterator[Fault]:
    """The case type offers the ground as a choice."""
    file = _file(pack)
    for index, ground in enumerate(file.grounds if file else ()):
        if ground.case_type in pack.case_types and ground.choice not in _choices(pack, ground):
            yield at(
                SUPERVISION,
                ("grounds", index, "choice"),
                type=ground.case_type,
                field=ground.field,
                choice=ground.choice,
            )


@rule("P564")
def outcome_unknown(pack: ReadPack) -> Iterator[Fault]:
    """A tally counts outcomes that steps of the pack have."""
    file = _file(pack)
    known = _outcomes(pack)
    for number, tally in enumerate(file.tallies if file else ()):
        for index, outcome in enumerate(tally.outcomes):
            if outcome not in known:
                yield at(SUPERVISION, ("tallies", number, "outcomes", index), outcome=outcome)


@rule("P565")
def id_repeated(pack: ReadPack) -> Iterator[Fault]:
    """An id names one ground, one tally or one report."""
    for ids in _families(pack):
        for path, code, first in repeated(ids):
            yield at(SUPERVISION, path, id=code, first=pack.line_of(SUPERVISION, first))


@rule("P566")
def blank_unknown(pack: ReadPack) -> Iterator[Fault]:
    """What a ground says of a matter is filled in from its columns."""
    file = _file(pack)
    columns = matter_columns(file.tallies) if file else {}
    for index, ground in enumerate(file.grounds if file else ()):
        for key, said in (("zh-hans", ground.sentence.zh_hans), ("en", ground.sentence.en or "")):
            for blank in sorted(set(BLANK.findall(said)) - set(columns)):
                hint = suggestion(blank, set(columns), _COUNTED)
                yield at(SUPERVISION, ("grounds", index, "sentence", key), blank=blank, hint=hint)


def _families(pack: ReadPack) -> Iterator[list[tuple[Path, str]]]:
    file = _file(pack)
    if file is not None:
        yield [(("grounds", index, "id"), each.id) for index, each in enumerate(file.grounds)]
        yield [(("tallies", index, "id"), each.id) for index, each in enumerate(file.tallies)]
        yield [(("reports", index, "id"), each.id) for index, each in enumerate(file.reports)]


def _types(pack: ReadPack) -> Iterator[tuple[Path, str]]:
    file = _file(pack)
    if file is None:
        return
    for index, ground in enumerate(file.grounds):
        yield ("grounds", index, "case_type"), ground.case_type
    for index, report in enumerate(file.reports):
        for number, code in enumerate(report.about):
            yield ("reports", index, "about", number), code


def _choices(pack: ReadPack, ground: Ground) -> frozenset[str]:
    field = pack.case_types[ground.case_type].fields.get(ground.field)
    return frozenset(each.id for each in field.choices) if field else frozenset()


def _outcomes(pack: ReadPack) -> frozenset[str]:
    return frozenset(
        f"{case_type.id}.{step.id}:{outcome.id}"
        for case_type in pack.case_types.values()
        for step in case_type.entry.steps
        for outcome in step.outcomes
    )


def _file(pack: ReadPack) -> Supervision | None:
    found = pack.models.get(SUPERVISION)
    return found if isinstance(found, Supervision) else None
