"""The table of cross-checks, filled by the modules beside this one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from yingshang.engines.packs.diagnostics import Key, Path
from yingshang.engines.packs.pack import ReadPack


@dataclass(frozen=True)
class Fault:
    """A place in a file of the pack and the values that the sentence of its code needs.

    `mark`: line and column, where the place lies inside the value at `path`.
    """

    file: str
    path: Path
    values: dict[str, object]
    mark: tuple[int, int] | None = None


Rule = Callable[[ReadPack], Iterator[Fault]]
# In the order in which the modules define them; a code may have several functions.
RULES: list[tuple[str, Rule]] = []


def rule(code: str) -> Callable[[Rule], Rule]:
    """Enter a function into the table: every fault that it yields is reported under `code`.

    A rule may read any part of the pack; where that part could not be read it ends by itself, as
    the reason is reported already.
    """

    def enter(function: Rule) -> Rule:
        RULES.append((code, function))
        return function

    return enter


def at(file: str, path: tuple[Key, ...] = (), /, **values: object) -> Fault:
    """A fault at `path` in `file`."""
    return Fault(file, path, values)
