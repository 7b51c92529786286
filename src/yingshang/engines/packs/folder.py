"""The bytes of a pack folder, with everything refused that a pack may not contain."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import islice
from pathlib import Path, PurePosixPath

from yingshang.engines.packs.diagnostics import Diagnostic, diagnostic
from yingshang.engines.packs.layout import LAYOUT, MEGABYTE, kind_of

MAX_FILES = 5000
MAX_SIZE = 200 * MEGABYTE
_TOP = (1, 1)
# The pack as a whole, in the place of a file.
_FOLDER = "."


@dataclass
class Contents:
    """The files that belong to a pack, by relative path, and the faults of the folder."""

    files: dict[str, bytes] = field(default_factory=dict)
    faults: list[Diagnostic] = field(default_factory=list)

    def fault(self, code: str, file: str, /, **values: object) -> None:
        self.faults.append(diagnostic(code, file, _TOP, **values))


def read_folder(root: Path) -> Contents:
    """Read every file of the known kinds below `root`; follow no link, leave the folder never."""
    contents = Contents()
    if not root.is_dir():
        cause = ("没有这个文件夹", "there is no such folder")
        if root.exists():
            cause = ("它不是文件夹", "it is not a folder")
        contents.fault("P015", _FOLDER, path=root.name or str(root), cause=cause)
        return contents
    # One more than allowed is enough to refuse the folder, were it the whole disk.
    entries = sorted(islice(_walk(root, root, contents), MAX_FILES + 1))
    size = sum(entry.size for entry in entries)
    if len(entries) > MAX_FILES or size > MAX_SIZE:
        limits = {"max_count": MAX_FILES, "max_size": MAX_SIZE}
        contents.fault("P014", _FOLDER, count=len(entries), size=size, **limits)
        return contents
    for entry in entries:
        _take(root, entry, contents)
    _require(contents)
    return contents


def take_files(files: Mapping[str, bytes]) -> Contents:
    """The same for files that are held elsewhere, by relative path."""
    contents = Contents()
    for path in sorted(files):
        if leaves_pack(path):
            contents.fault("P017", _FOLDER, path=path)
        elif _is_welcome(path, len(files[path]), contents):
            contents.files[path] = files[path]
    _require(contents)
    return contents


def leaves_pack(path: str) -> bool:
    """Whether the relative `path` as written could name something outside the pack."""
    pure = PurePosixPath(path)
    odd = "\\" in path or ":" in path or "\0" in path
    return odd or pure.is_absolute() or ".." in pure.parts or not pure.parts


@dataclass(frozen=True, order=True)
class _Entry:
    path: str
    size: int


def _walk(root: Path, folder: Path, contents: Contents) -> Iterator[_Entry]:
    """Every file below `folder`; hidden ones and devices are passed over, links are faults."""
    try:
        found = sorted(os.scandir(folder), key=lambda item: item.name)
    except OSError as error:
        relative = folder.relative_to(root).as_posix()
        contents.fault("P015", relative, path=relative, cause=_cause(error))
        return
    for item in found:
        path = Path(item.path).relative_to(root).as_posix()
        if item.name.startswith("."):
            continue
        if item.is_symlink():
            contents.fault("P012", path, path=path)
        elif item.is_dir():
            yield from _walk(root, Path(item.path), contents)
        elif item.is_file():
            yield _Entry(path, _size(item))


def _size(item: os.DirEntry[str]) -> int:
    """Bytes of a file; none when it has gone meanwhile, which reading it will say."""
    try:
        return item.stat().st_size
    except OSError:
        return 0


def _take(root: Path, entry: _Entry, contents: Contents) -> None:
    if not _is_welcome(entry.path, entry.size, contents):
        return
    try:
        contents.files[entry.path] = (root / entry.path).read_bytes()
    except OSError as error:
        contents.fault("P015", entry.path, path=entry.path, cause=_cause(error))


def _is_welcome(path: str, size: int, contents: Contents) -> bool:
    kind = kind_of(path)
    if kind is None:
        contents.fault("P011", path, path=path, hint=_nearest(path))
        return False
    if size > kind.limit:
        contents.fault("P013", path, size=size, limit=kind.limit)
        return False
    return True


def _require(contents: Contents) -> None:
    spoken_of = {found.file for found in contents.faults}
    for kind in LAYOUT:
        if kind.required and kind.pattern not in contents.files | dict.fromkeys(spoken_of, b""):
            contents.fault("P010", kind.pattern, path=kind.pattern)


def _nearest(path: str) -> tuple[str, str]:
    known = [kind.pattern for kind in LAYOUT]
    near = get_close_matches(path, known, n=1, cutoff=0.75)
    if near:
        return f"您要写的可能是 {near[0]}。", f"Did you mean {near[0]}?"
    return "不需要时请删去。", "Remove it if it is not needed."


def _cause(error: OSError) -> tuple[str, str]:
    if isinstance(error, PermissionError):
        return "没有读取权限", "permission denied"
    return f"系统报告 {error.strerror}", f"the system reports {error.strerror}"
