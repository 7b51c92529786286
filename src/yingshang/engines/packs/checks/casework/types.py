"""Case types as the checks walk them: with their files, and whatever stands in a field."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from yingshang.engines.packs.casework.casetype import CaseType
from yingshang.engines.packs.diagnostics import Path
from yingshang.engines.packs.pack import ReadPack


def typed(pack: ReadPack) -> Iterator[tuple[str, CaseType]]:
    """Every case type with its `case.yaml`; also of folders whose ids clash."""
    for each in pack.case_type_folders:
        yield f"{each.folder}/case.yaml", each


def is_read(pack: ReadPack, file: str) -> bool:
    """Whether a file is absent or free of faults, so that what it lacks may be spoken of."""
    return file not in pack.files or file in pack.models


def standing(node: Any, pattern: str) -> Iterator[tuple[Path, Any]]:
    """What stands at `pattern` (keys by dots, `*` for every item), with its path; no None."""
    first, _, rest = pattern.partition(".")
    found: list[tuple[Path, Any]] = []
    if first == "*":
        found = [((index,), one) for index, one in enumerate(node)]
    elif isinstance(node, BaseModel) and first in type(node).model_fields:
        found = [((first,), getattr(node, first))]
    for path, value in found:
        if value is None:
            continue
        below = standing(value, rest) if rest else [((), value)]
        for tail, one in below:
            yield (*path, *tail), one
