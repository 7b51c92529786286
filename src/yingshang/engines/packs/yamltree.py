"""YAML text → plain values with the place of every key and value.

Reads the events of ruamel.yaml (YAML 1.2) instead of its objects: every fault of a file is found,
aliases and tags are refused before anything is built, and dates stay text until a schema asks.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
)
from ruamel.yaml.reader import ReaderError

from yingshang.engines.packs.diagnostics import Diagnostic, Path, diagnostic
from yingshang.engines.packs.yamlcauses import cause_of, is_unclosed

Mark = tuple[int, int]
MAX_DEPTH = 24
# A fault with one of these codes leaves no value worth checking against a schema.
FATAL = frozenset({"P001", "P004", "P006", "P007", "P008", "P009", "P016", "P018"})

# Longer rows of digits are codes, not numbers, and stay text.
_DIGITS = 15
_INT = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
# The last part of the path of a value whose key was there before.
_REPEATED = "\0"
_WORDS: dict[str, Any] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), float("nan")),
    **dict.fromkeys((".inf", ".Inf", ".INF"), float("inf")),
}


@dataclass(frozen=True)
class Tree:
    """The content of a YAML file. Paths are tuples of keys and indices, the root is `()`."""

    value: Any
    keys: dict[Path, Mark]
    values: dict[Path, Mark]
    # Plain scalars as written, where they are not text: `01` is the number 1 here.
    written: dict[Path, str]

    def key_mark(self, path: Path) -> Mark:
        """Where the key (or list item) `path` begins, or the nearest thing above it."""
        return self.keys.get(path) or self.value_mark(path)

    def value_mark(self, path: Path) -> Mark:
        """Where the value at `path` begins, or the nearest value above it."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.values:
                return self.values[path[:end]]
        return (1, 1)


@dataclass
class _Open:
    """A collection whose end has not come yet."""

    path: Path
    value: Any
    key: str | None = None
    # The key was there before: what follows it is checked for faults but kept nowhere.
    is_repeated: bool = False


@dataclass
class _Builder:
    """Collects values, marks and faults while the events go by."""

    file: str
    faults: list[Diagnostic] = field(default_factory=list)
    tree: Tree = field(default_factory=lambda: Tree(None, {}, {}, {}))
    root: list[Any] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    # Above zero: events belong to something already refused and are passed over.
    skipping: int = 0
    documents: int = 0

    def take(self, event: Any) -> bool:
        """Handle one event; False when nothing after it is worth reading."""
        if isinstance(event, DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self.fault("P009", event)
                return False
        elif isinstance(event, NodeEvent):
            return self.node(event)
        elif isinstance(event, CollectionEndEvent):
            self.end()
        return True

    def node(self, event: Any) -> bool:
        started = isinstance(event, CollectionStartEvent)
        if self.skipping:
            self.skipping += started
            return True
        self.refuse(event)
        self.place(event)
        if started and len(self.stack) > MAX_DEPTH:
            self.fault("P016", event, limit=MAX_DEPTH)
            return False
        return True

    def refuse(self, event: Any) -> None:
        if isinstance(event, AliasEvent) or event.anchor is not None:
            self.fault("P006", event)
        tag = getattr(event, "tag", None)
        if tag is not None:
            self.fault("P007", event, tag=str(tag).replace("tag:yaml.org,2002:", "!!"))

    def place(self, event: Any) -> None:
        """Put a node where it belongs: as a key, a value, an item, or the root."""
        parent = self.stack[-1] if self.stack else None
        if parent is not None and isinstance(parent.value, dict) and parent.key is None:
            self.key(parent, event)
            return
        path = self.path_of(parent)
        mark = _mark(event)
        self.tree.values.setdefault(path, mark)
        value = self.value(event, path)
        if parent is None:
            self.root.append(value)
        elif isinstance(parent.value, list):
            parent.value.append(value)
        elif parent.key is not None:
            if not parent.is_repeated:
                parent.value[parent.key] = value
            parent.key, parent.is_repeated = None, False

    def value(self, event: Any, path: Path) -> Any:
        if isinstance(event, CollectionStartEvent):
            value: Any = {} if isinstance(event, MappingStartEvent) else []
            self.stack.append(_Open(path, value))
            return value
        if not isinstance(event, ScalarEvent):
            return None
        value = _scalar(event)
        if not isinstance(value, str):
            self.tree.written.setdefault(path, event.value)
        return value

    def key(self, parent: _Open, event: Any) -> None:
        if not isinstance(event, ScalarEvent):
            self.fault("P018", event)
            parent.key = ""
            self.skipping = int(isinstance(event, CollectionStartEvent))
            return
        parent.key = event.value
        path = (*parent.path, event.value)
        if path in self.tree.keys:
            first = self.tree.keys[path][0]
            self.fault("P005", event, key=event.value, first=first)
            parent.is_repeated = True
        self.tree.keys.setdefault(path, _mark(event))

    def path_of(self, parent: _Open | None) -> Path:
        if parent is None:
            return ()
        if isinstance(parent.value, list):
            return (*parent.path, len(parent.value))
        key = parent.key or ""
        return (*parent.path, key, _REPEATED) if parent.is_repeated else (*parent.path, key)

    def end(self) -> None:
        if self.skipping:
            self.skipping -= 1
        else:
            self.stack.pop()

    def fault(self, code: str, event: Any, **values: object) -> None:
        self.faults.append(diagnostic(code, self.file, _mark(event), **values))


def read_tree(text: str, file: str) -> tuple[Tree | None, list[Diagnostic]]:
    """Read YAML.

    Returns:
        The tree, or None when a fault leaves nothing to check; and every fault found. A repeated
        key is a fault that leaves a tree, with the first of the values.
    """
    builder = _Builder(file)
    try:
        for event in _events(text):
            if not builder.take(event):
                break
    except YAMLError as error:
        builder.faults.append(_syntax_fault(error, text, file))
    faults = builder.faults
    if not faults and (not builder.root or builder.root[0] is None):
        faults.append(diagnostic("P008", file, (1, 1)))
    if any(found.code in FATAL for found in faults):
        return None, faults
    tree = builder.tree
    return Tree(builder.root[0], tree.keys, tree.values, tree.written), faults


def _events(text: str) -> Iterable[Any]:
    events: Iterable[Any] = YAML(typ="safe", pure=True).parse(text)
    return events


def _mark(event: Any) -> Mark:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _scalar(event: ScalarEvent) -> Any:
    """The value of a scalar by the core schema of YAML 1.2: quoted is text, plain may be more."""
    text: str = event.value
    if event.style is not None:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INT.fullmatch(text):
        return int(text) if len(text) <= _DIGITS else text
    return float(text) if _FLOAT.fullmatch(text) else text


def _syntax_fault(error: YAMLError, text: str, file: str) -> Diagnostic:
    if isinstance(error, ReaderError):
        before = text[: error.position]
        line = before.count("\n") + 1
        mark = (line, error.position - before.rfind("\n"))
        return diagnostic("P001", file, mark, cause=cause_of("special characters"))
    problem = str(getattr(error, "problem", "") or "")
    mark = _place_of(error, problem)
    if "'\\t'" in problem:
        return diagnostic("P004", file, mark)
    return diagnostic("P001", file, mark, cause=cause_of(problem))


def _place_of(error: YAMLError, problem: str) -> Mark:
    """Where a person has to look: what was never closed is shown where it was opened."""
    if not isinstance(error, MarkedYAMLError):
        return (1, 1)
    place = error.problem_mark
    if is_unclosed(problem) and error.context_mark is not None:
        place = error.context_mark
    return (place.line + 1, place.column + 1) if place else (1, 1)
