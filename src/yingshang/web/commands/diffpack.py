"""`yingshang diffpack`: what a newer release of a pack changes; needs no database."""

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from yingshang.engines.packs.comparing import Change, diff
from yingshang.engines.packs.diagnostics import has_errors
from yingshang.engines.packs.formats import as_text
from yingshang.engines.packs.pack import ReadPack
from yingshang.engines.packs.reading import read_pack
from yingshang.engines.packs.things import SUBJECTS


class Format(StrEnum):
    """How changes are written."""

    text = "text"
    json = "json"


_SIGNS = {"added": "+", "removed": "-", "changed": "~"}
_SHOWN = 80


def diffpack(
    old: Annotated[Path, typer.Argument(help="旧方案包 · folder of the older pack")],
    new: Annotated[Path, typer.Argument(help="新方案包 · folder of the newer pack")],
    output: Annotated[
        Format, typer.Option("--format", help="输出格式 · format of the output")
    ] = Format.text,
) -> None:
    """比较两个方案包的内容。Say what a newer pack changes: tasks, measures, targets, units, limits.

    退出码：能比较为 0，任一方案包无法读取为 1。
    Exits with 0 when both could be compared, with 1 when either cannot be read.
    """
    before, after = read_pack(old), read_pack(new)
    for pack in (before, after):
        _refuse_unread(pack)
    changes = diff(before, after)
    if output is Format.json:
        rows = [change.as_dict() for change in changes]
        whole = {"old": before.digest, "new": after.digest, "changes": rows}
        typer.echo(json.dumps(whole, ensure_ascii=False, indent=2))
        return
    for change in changes:
        typer.echo(_line(change))
    typer.echo(_summary(changes))


def _refuse_unread(pack: ReadPack) -> None:
    if has_errors(pack.faults):
        typer.echo(as_text(pack.faults, pack.root, "both"), err=True)
        sentence = f"请先改正 {pack.root} 中的错误，再作比较。 Correct {pack.root} first."
        typer.echo(sentence, err=True)
        raise typer.Exit(code=1)


def _line(change: Change) -> str:
    what = f"{_SIGNS[change.kind]} {SUBJECTS[change.subject]} {change.subject} {change.id}".rstrip()
    if change.kind != "changed":
        return f"{what}: {_cut(change.old or change.new)}"
    return f"{what} · {change.field}: {_cut(change.old)} → {_cut(change.new)}"


def _cut(text: str | None) -> str:
    if text is None:
        return "∅"
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[:_SHOWN] + "…"


def _summary(changes: tuple[Change, ...]) -> str:
    if not changes:
        return "内容相同。 Both say the same."
    counts = [sum(change.kind == kind for change in changes) for kind in _SIGNS]
    zh = "新增 {} 项，删去 {} 项，改动 {} 处。".format(*counts)
    return zh + " Added: {}, removed: {}, changed: {}.".format(*counts)
