"""Finding parts of a model by their type, with the path at which each stands in its file."""

from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import BaseModel

from yingshang.engines.packs.diagnostics import Path
from yingshang.engines.packs.pack import ReadPack

PartT = TypeVar("PartT", bound=BaseModel)


def parts(node: Any, wanted: type[PartT], path: Path = ()) -> Iterator[tuple[Path, PartT]]:
    """Every part of `node` that is a `wanted`, itself included, in the order of the file."""
    if isinstance(node, wanted):
        yield path, node
    if isinstance(node, BaseModel):
        for name, info in type(node).model_fields.items():
            yield from parts(getattr(node, name), wanted, (*path, info.alias or name))
    elif isinstance(node, tuple | list):
        for index, item in enumerate(node):
            yield from parts(item, wanted, (*path, index))
    elif isinstance(node, dict):
        for key, item in node.items():
            yield from parts(item, wanted, (*path, key))


def pack_parts(pack: ReadPack, wanted: type[PartT]) -> Iterator[tuple[str, Path, PartT]]:
    """The same over all files of a pack, with the file first."""
    for file, model in sorted(pack.models.items()):
        for path, part in parts(model, wanted):
            yield file, path, part
