"""P723, P725, P728–P731, P733, P734: what a type may not lack, and what it cites."""

from collections.abc import Iterator

from yingshang.engines.packs.checks.casework.types import is_read, typed
from yingshang.engines.packs.checks.registry import Fault, at, rule
from yingshang.engines.packs.pack import ReadPack
from yingshang.engines.packs.schema.casework.common import Basis
from yingshang.engines.packs.walking import parts

_DECIDING = frozenset({"refused", "barred", "lapsed"})


@rule("P723")
def service_without_guide(pack: ReadPack) -> Iterator[Fault]:
    """A service says how it is used and what it rests on."""
    for file, case_type in typed(pack):
        for key in ("guide", "basis") if case_type.entry.kind == "service" else ("basis",):
            if not getattr(case_type.entry, key):
                yield at(file, ("kind",), id=case_type.id, key=key)


@rule("P725")
def type_without_examples(pack: ReadPack) -> Iterator[Fault]:
    """Every type shows by examples what it does."""
    for file, case_type in typed(pack):
        if not case_type.examples and is_read(pack, f"{case_type.folder}/examples.yaml"):
            yield at(file, ("id",), id=case_type.id, path=f"{case_type.folder}/examples.yaml")


@rule("P734")
def ending_without_example(pack: ReadPack) -> Iterator[Fault]:
    """An end that turns somebody away is shown by an example; silence is no act of one."""
    for file, case_type in typed(pack):
        shown = {each.expect.outcome for each in case_type.examples}
        shown |= {missed.ends for missed in case_type.misses}
        for index, ending in enumerate(case_type.entry.outcomes):
            if case_type.examples and ending.kind in _DECIDING and ending.id not in shown:
                yield at(file, ("outcomes", index), id=case_type.id, ending=ending.id)


@rule("P728")
def step_without_holder(pack: ReadPack) -> Iterator[Fault]:
    """A step of an official or of an outside party says whose it is."""
    for file, case_type in typed(pack):
        for index, step in enumerate(case_type.entry.steps):
            if step.holder is None and step.performer in {"official", "outside"}:
                yield at(file, ("steps", index), step=step.id)


@rule("P729")
def close_out_without_proof(pack: ReadPack) -> Iterator[Fault]:
    """Completion that somebody else verifies is shown by something."""
    for file, case_type in typed(pack):
        for index, step in enumerate(case_type.entry.steps):
            if step.checked_by_other and not step.proof:
                yield at(file, ("steps", index, "checked_by_other"), step=step.id)


@rule("P730")
def expiry_without_limit(pack: ReadPack) -> Iterator[Fault]:
    """A step that ends by itself has a limit after which it does."""
    for file, case_type in typed(pack):
        for index, step in enumerate(case_type.entry.steps):
            if step.on_expiry is not None and not (step.limit or step.statutory):
                yield at(file, ("steps", index, "on_expiry"), step=step.id)


@rule("P731")
def elsewhere_without_system(pack: ReadPack) -> Iterator[Fault]:
    """A type whose cases live elsewhere says in which system."""
    for file, case_type in typed(pack):
        held = case_type.entry.held
        if not held.here and held.system is None:
            yield at(file, ("held",), id=case_type.id)


@rule("P733")
def plan_misquoted(pack: ReadPack) -> Iterator[Fault]:
    """Words that are said to stand in the plan stand there."""
    title, document = pack.plan.title, pack.document
    for file, case_type in typed(pack):
        for path, basis in parts(case_type.entry, Basis):
            quote = basis.quote if basis.title == title else None
            if quote is not None and quote not in document:
                yield at(file, (*path, "quote"), quote=quote[:40])
