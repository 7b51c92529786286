"""Reading packs: from a folder, or from the files of a stored release."""

from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ValidationError

from yingshang.engines.packs.diagnostics import Diagnostic, diagnostic
from yingshang.engines.packs.folder import Contents, read_folder, take_files
from yingshang.engines.packs.layout import kind_of
from yingshang.engines.packs.pack import ReadPack, as_bytes
from yingshang.engines.packs.schema.common import CHECKED_AFTERWARDS
from yingshang.engines.packs.schemafaults import schema_faults
from yingshang.engines.packs.yamltree import Tree, read_tree

_BOM = b"\xef\xbb\xbf"


def read_pack(root: Path) -> ReadPack:
    """Read the pack in the folder `root`.

    Never raises for what the folder holds: everything wrong is in `faults` of the result, and
    `checking.check` adds what is wrong between files.
    """
    return _read(str(root), read_folder(root))


def read_pack_files(files: Mapping[str, str], name: str = "") -> ReadPack:
    """Read a pack from `ReadPack.texts`; `name` stands for its folder in messages.

    Raises:
        ValueError: A text claims to be base64 and is not.
    """
    return _read(name, take_files({path: as_bytes(text) for path, text in files.items()}))


def _read(root: str, contents: Contents) -> ReadPack:
    trees: dict[str, Tree] = {}
    models: dict[str, BaseModel] = {}
    faults = list(contents.faults)
    for path, content in contents.files.items():
        kind = kind_of(path)
        if kind is None or (kind.schema is None and kind.name != "document"):
            continue
        text, found = _decode(path, content)
        faults += found
        if text is not None and kind.schema is not None:
            faults += _parse(path, text, kind.schema, trees, models)
    return ReadPack(root, contents.files, trees, models, tuple(sorted(faults)))


def _decode(path: str, content: bytes) -> tuple[str | None, list[Diagnostic]]:
    if content.startswith(_BOM):
        return None, [diagnostic("P003", path, (1, 1))]
    try:
        return content.decode("utf-8"), []
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8")
        mark = (before.count("\n") + 1, len(before) - before.rfind("\n"))
        return None, [diagnostic("P002", path, mark, byte=error.start + 1)]


def _parse(
    path: str,
    text: str,
    schema: type[BaseModel],
    trees: dict[str, Tree],
    models: dict[str, BaseModel],
) -> list[Diagnostic]:
    """Parse one YAML file into `trees` and, when it is free of faults, into `models`."""
    tree, faults = read_tree(text, path)
    if tree is None:
        return faults
    trees[path] = tree
    try:
        model = schema.model_validate(tree.value, context=CHECKED_AFTERWARDS)
    except ValidationError as error:
        return faults + schema_faults(error, tree, schema, path)
    if not faults:
        models[path] = model
    return faults
