"""Broken packs: the minimal pack and what an `example.yaml` changes in it."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

HERE = Path(__file__).parent
MINIMAL = HERE / "minimal"


@dataclass(frozen=True)
class Example:
    """One folder below `broken/`, called by its code and slug."""

    folder: Path
    recipe: dict[str, Any]

    @property
    def code(self) -> str:
        return self.folder.name.partition("-")[0]

    @property
    def expected(self) -> list[str]:
        """`file:line:column CODE`, in the order of the checker."""
        return list(self.recipe["expect"])

    def make(self, target: Path) -> Path:
        """Write the broken pack into `target`; the path to check."""
        shutil.copytree(MINIMAL, target)
        for name in self.recipe.get("remove", []):
            (target / name).unlink()
        for name, edits in self.recipe.get("replace", {}).items():
            _edit(target / name, edits)
        for name, text in self.recipe.get("add", {}).items():
            _write(target / name, str(text).encode("utf-8"))
        for name, digits in self.recipe.get("bytes", {}).items():
            _write(target / name, bytes.fromhex(digits))
        for name, other in self.recipe.get("link", {}).items():
            (target / name).symlink_to(other)
        for name, size in self.recipe.get("grow", {}).items():
            with (target / name).open("ab") as file:
                file.truncate(size)
        return target / self.recipe.get("check", ".")


def examples() -> list[Example]:
    """All broken examples, by name."""
    yaml = YAML(typ="safe", pure=True)
    folders = sorted((HERE / "broken").iterdir())
    return [Example(folder, yaml.load(folder / "example.yaml")) for folder in folders]


def _edit(path: Path, edits: Iterator[dict[str, str]]) -> None:
    text = path.read_text(encoding="utf-8")
    for edit in edits:
        assert edit["find"] in text, f"{path.name}: nothing to replace: {edit['find']}"
        text = text.replace(edit["find"], edit["with"], 1)
    path.write_text(text, encoding="utf-8")


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
