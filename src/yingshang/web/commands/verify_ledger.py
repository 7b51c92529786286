"""`yingshang verify-ledger`: is the ledger still what was written?"""

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from yingshang.web import shell

if TYPE_CHECKING:
    from yingshang.apps.ledger.verification import Findings

SHOWN = 100


class Format(StrEnum):
    """How findings are written."""

    text = "text"
    json = "json"


def verify_ledger(
    roots: Annotated[
        Path | None,
        typer.Option(help="异地保存的日根文件 · a roots file that was kept in another house"),
    ] = None,
    output: Annotated[
        Format, typer.Option("--format", help="输出格式 · format of the output")
    ] = Format.text,
) -> None:
    """核验账本：有没有被改动、删除、加入、挪动或截断。Verify that nobody changed the ledger.

    有问题时退出码为 1。Exits with 1 when anything is wrong.
    """
    if roots is not None and not roots.is_file():
        raise shell.complain(f"找不到日根文件：{roots}\nThere is no roots file {roots}.")
    with shell.database():
        from yingshang.apps.ledger.verification import verify  # noqa: PLC0415 - needs Django

        findings = verify(roots=roots)
    typer.echo(_as_json(findings) if output is Format.json else _as_text(findings))
    raise typer.Exit(code=int(not findings.is_sound))


def _as_json(findings: "Findings") -> str:
    found = {
        "sound": findings.is_sound,
        "events": findings.events,
        "through": findings.through,
        "roots": findings.roots,
        "faults": [fault.as_json() for fault in findings.faults],
    }
    return json.dumps(found, ensure_ascii=False, indent=2)


def _as_text(findings: "Findings") -> str:
    faults = findings.faults
    lines = [f"{f.place} {f.code} {f.chinese}\n  {f.english}" for f in faults[:SHOWN]]
    if len(faults) > SHOWN:
        rest = len(faults) - SHOWN
        lines.append(f"另有 {rest} 处。And {rest} more.")
    counts = f"{findings.events} 个事件、{findings.roots} 条日根"
    english = f"{findings.events} events, {findings.roots} daily roots"
    if findings.is_sound:
        lines.append(f"账本完好：{counts}。The ledger is sound: {english}.")
    else:
        lines.append(f"账本有 {len(faults)} 处问题：{counts}。Faults: {len(faults)} in {english}.")
    return "\n".join(lines)
