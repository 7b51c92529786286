"""What an instrument may refer to: things of the pack, and instruments that every pack has."""

from collections.abc import Callable, Iterable

from yingshang.engines.packs.pack import ReadPack

# Instruments that the program itself gives to every plan, with their names.
GENERIC: dict[str, tuple[str, str]] = {
    "plan:task_page": ("任务页", "page of the task"),
}

# The word before the colon → the names that may follow it in this pack.
KINDS: dict[str, Callable[[ReadPack], Iterable[str]]] = {
    "time_limits": lambda pack: [limit.id for limit in pack.time_limits.limits],
}


def known_references(pack: ReadPack) -> frozenset[str]:
    """Every `ref` that names something in `pack` or in the program.

    Raises:
        NotRead: A file that instruments refer to could not be read.
    """
    own = {f"{word}:{name}" for word, names in KINDS.items() for name in names(pack)}
    return frozenset(own | GENERIC.keys())
