"""A pack as read: its files, their content and the place of everything in them."""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from pydantic import BaseModel

from yingshang.engines.packs.casework.casetype import CaseType, case_types
from yingshang.engines.packs.diagnostics import Diagnostic, Path
from yingshang.engines.packs.layout import kind_of
from yingshang.engines.packs.schema.directory import Directory, Posts
from yingshang.engines.packs.schema.pack import Pack
from yingshang.engines.packs.schema.plan import Plan
from yingshang.engines.packs.schema.requirements import Requirements
from yingshang.engines.packs.schema.tasks import TaskEntry
from yingshang.engines.packs.schema.time_limits import TimeLimitsFile
from yingshang.engines.packs.yamltree import Tree

BASE64 = "data:;base64,"
ModelT = TypeVar("ModelT", bound=BaseModel)


class NotRead(Exception):  # noqa: N818 - a state of the pack, not a failure of the program
    """The file that was asked for is missing or has faults of its own, already reported."""


@dataclass(frozen=True)
class ReadPack:
    """A pack as read from a folder or from a stored release; content never changes afterwards.

    Attributes:
        root: The folder as the caller named it; only for messages.
        files: Relative path → bytes, for every file of a known kind.
        trees: Relative path → content with places, for every YAML file that could be parsed.
        models: Relative path → content in its schema, for every file without a fault.
        faults: What reading found. The cross-checks are `checking.check`, which includes these.

    The properties `header`, `plan` … raise `NotRead` when their file has faults; after `check`
    without errors they never do.
    """

    root: str
    files: Mapping[str, bytes]
    trees: Mapping[str, Tree]
    models: Mapping[str, BaseModel]
    faults: tuple[Diagnostic, ...]

    @cached_property
    def digest(self) -> str:
        """SHA-256 in hexadecimal over the sorted paths and contents of all files."""
        total = hashlib.sha256()
        for path in sorted(self.files):
            content = hashlib.sha256(self.files[path]).hexdigest()
            total.update(f"{path}\0{content}\n".encode())
        return total.hexdigest()

    @property
    def header(self) -> Pack:
        """`pack.yaml`."""
        return self._one("pack.yaml", Pack)

    @property
    def plan(self) -> Plan:
        """`plan/plan.yaml`."""
        return self._one("plan/plan.yaml", Plan)

    @property
    def requirements(self) -> Requirements:
        """`requirements.yaml`."""
        return self._one("requirements.yaml", Requirements)

    @property
    def directory(self) -> Directory:
        """`directory/units.yaml`."""
        return self._one("directory/units.yaml", Directory)

    @property
    def posts(self) -> Posts:
        """`directory/posts.yaml`."""
        return self._one("directory/posts.yaml", Posts)

    @property
    def time_limits(self) -> TimeLimitsFile:
        """`time_limits.yaml`."""
        return self._one("time_limits.yaml", TimeLimitsFile)

    @cached_property
    def task_files(self) -> Mapping[str, TaskEntry]:
        """`tasks/*.yaml` by path, in order, without those that have faults."""
        found = sorted(self.models.items())
        return {path: entry for path, entry in found if isinstance(entry, TaskEntry)}

    @property
    def tasks(self) -> Mapping[str, TaskEntry]:
        """Task entries by the id of their task."""
        return {entry.id: entry for entry in self.task_files.values()}

    @cached_property
    def case_types(self) -> Mapping[str, CaseType]:
        """`casework/*/`: services and ledgers by id, without those that have faults."""
        return {each.id: each for each in self.case_type_folders}

    @cached_property
    def case_type_folders(self) -> tuple[CaseType, ...]:
        """The same in order of their folders, also where two claim one id."""
        return case_types(self.models)

    @cached_property
    def document(self) -> str:
        """The published text that every span of the pack counts in, line ends as stored."""
        path = f"plan/{self.plan.document}"
        try:
            return self.files[path].decode("utf-8")
        except (KeyError, UnicodeDecodeError) as error:
            raise NotRead(path) from error

    @cached_property
    def texts(self) -> dict[str, str]:
        """The whole pack as text by relative path, from which `read_pack_files` reads it again.

        A file that is not UTF-8 stands as `data:;base64,…`.
        """
        return {path: _as_text(content) for path, content in sorted(self.files.items())}

    def line_of(self, file: str, path: Path) -> int:
        """The line, from 1, on which the entry at `path` of a YAML file begins."""
        return self.trees[file].key_mark(path)[0]

    def paths_of(self, kind: str) -> tuple[str, ...]:
        """Sorted paths of the files of one kind of the layout, with or without faults."""
        return tuple(path for path in sorted(self.files) if _kind_name(path) == kind)

    def _one(self, path: str, schema: type[ModelT]) -> ModelT:
        model = self.models.get(path)
        if not isinstance(model, schema):
            raise NotRead(path)
        return model


def _kind_name(path: str) -> str | None:
    kind = kind_of(path)
    return kind.name if kind else None


def _as_text(content: bytes) -> str:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return BASE64 + base64.b64encode(content).decode("ascii")
    if text.startswith(BASE64):
        return BASE64 + base64.b64encode(content).decode("ascii")
    return text


def as_bytes(text: str) -> bytes:
    """The bytes of a file of `ReadPack.texts`.

    Raises:
        ValueError: `text` claims to be base64 and is not.
    """
    if text.startswith(BASE64):
        return base64.b64decode(text.removeprefix(BASE64), validate=True)
    return text.encode("utf-8")
