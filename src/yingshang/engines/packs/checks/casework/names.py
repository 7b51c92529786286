"""P701–P703: what things are called."""

from collections import defaultdict
from collections.abc import Iterator

from yingshang.engines.packs.checks.casework.types import standing, typed
from yingshang.engines.packs.checks.plan import repeated
from yingshang.engines.packs.checks.registry import Fault, at, rule
from yingshang.engines.packs.diagnostics import Path
from yingshang.engines.packs.pack import ReadPack
from yingshang.engines.packs.schema.casework.examples import ExamplesFile
from yingshang.engines.packs.schema.casework.letters import LettersFile

_FAMILIES = (
    "fields", "checks", "bars", "clocks", "materials", "routes", "steps", "milestones", "outcomes",
    "links", "fields.*.columns", "fields.*.choices", "fields.*.columns.*.choices",
    "steps.*.outcomes",
)  # fmt: skip


@rule("P701")
def folder_of_another_type(pack: ReadPack) -> Iterator[Fault]:
    """The folder of a type bears its id."""
    for file, case_type in typed(pack):
        folder = case_type.folder.rpartition("/")[2]
        if folder != case_type.id:
            yield at(file, ("id",), id=case_type.id, folder=folder)


@rule("P702")
def number_repeated(pack: ReadPack) -> Iterator[Fault]:
    """The letters that begin a number belong to one type."""
    first: dict[str, str] = {}
    for file, case_type in typed(pack):
        letters = case_type.entry.number
        if letters in first:
            yield at(file, ("number",), number=letters, first=first[letters])
        first.setdefault(letters, file)


@rule("P703")
def id_repeated(pack: ReadPack) -> Iterator[Fault]:
    """An id names one thing of its kind."""
    for file, case_type in typed(pack):
        for family in _FAMILIES:
            yield from _repeated(pack, file, case_type.entry, family)
    for file, model in sorted(pack.models.items()):
        if isinstance(model, LettersFile):
            yield from _repeated(pack, file, model, "letters")
        elif isinstance(model, ExamplesFile):
            yield from _repeated(pack, file, model, "examples")


def _repeated(pack: ReadPack, file: str, model: object, family: str) -> Iterator[Fault]:
    """Each list by itself: two fields may have choices of one id."""
    lists: dict[Path, list[tuple[Path, str]]] = defaultdict(list)
    for path, one in standing(model, f"{family}.*.id"):
        lists[path[:-2]].append((path[:-1], one))
    for entries in lists.values():
        for path, code, first in repeated(entries):
            yield at(file, (*path, "id"), id=code, first=pack.line_of(file, first))
