"""`yingshang importplan FILE`: a plan and the corrections recorded beside it, as `plan.yaml`."""

import hashlib
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from yingshang.apps.delivery.decisions.drafting import files, output
from yingshang.apps.delivery.decisions.drafting.base import base_of
from yingshang.apps.delivery.decisions.drafting.corrections import apply
from yingshang.apps.delivery.decisions.drafting.directory import (
    Choice,
    Place,
    draft_directory,
    draft_resolver,
    meanings,
    resolver_of,
)
from yingshang.apps.delivery.decisions.drafting.reading import Reading
from yingshang.apps.delivery.decisions.drafting.refusals import RefusedCorrection
from yingshang.engines.documents import DocumentError, read_file
from yingshang.engines.documents.errors import NOT_A_PLAN
from yingshang.engines.plans.compiler import compile_plan, is_plan

BAD_INPUT = 2


class Format(StrEnum):
    """How the result is printed."""

    SUMMARY = "summary"
    YAML = "yaml"


def importplan(
    file: Annotated[Path, typer.Argument(help="txt, docx, pdf or html 方案文件")],
    corrections: Annotated[
        Path | None, typer.Option(help="recorded corrections 更正文件 (corrections.yaml)")
    ] = None,
    format: Annotated[  # noqa: A002 - the option is called so
        Format, typer.Option(help="summary (default 默认), or yaml (plan.yaml of a pack)")
    ] = Format.SUMMARY,
) -> None:
    """导入方案并套用已记录的更正。Compile a plan and apply recorded corrections."""
    try:
        base = _base(file)
        recorded = _recorded(corrections)
        reading = apply(base, recorded.corrections) if recorded else base
        means = _meanings(reading, recorded, corrections)
    except (DocumentError, RefusedCorrection) as error:
        typer.echo(f"{error.zh} {error.en}", err=True)
        raise typer.Exit(BAD_INPUT) from None
    if format is Format.SUMMARY:
        _summarise(reading, means)
        return
    described = files.described(recorded, base) if recorded else []
    source = output.Source(file.name, hashlib.sha256(file.read_bytes()).hexdigest())
    sys.stdout.write(files.plan_yaml(output.as_plan(reading, source, means, described)))


def _base(file: Path) -> Reading:
    plan = compile_plan(read_file(file))
    if not is_plan(plan):
        raise DocumentError(NOT_A_PLAN)
    return base_of(plan)


def _recorded(path: Path | None) -> files.CorrectionsFile | None:
    return files.read_corrections(_text(path)) if path else None


def _meanings(
    reading: Reading, recorded: files.CorrectionsFile | None, beside: Path | None
) -> dict[Place, Choice]:
    """Codes of the directory that the corrections name, else of the plan's own names."""
    if recorded and recorded.directory and beside:
        directory = files.directory_of(_text(beside.parent / recorded.directory))
        return meanings(reading, resolver_of(directory))
    return meanings(reading, draft_resolver(draft_directory(reading)))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RefusedCorrection(files.UNREADABLE, path.name) from error


def _summarise(reading: Reading, means: dict[Place, Choice]) -> None:
    undecided = sorted(
        {
            str(each.values["name"])
            for task in reading.tasks
            for each in task.of("unit")
            if means[task.key, each.key].code is None
        }
    )
    doubts = list(reading.doubts())
    typer.echo(reading.header["title"] or "文中没有标题 (no title in the text)")
    typer.echo(f"{len(reading.tasks)} 项任务 tasks · {len(doubts)} 处待核对 to check")
    for task, each in doubts:
        place = f"{task.number or task.key} " if task else ""
        typer.echo(f"  {place}{each.unsure} “{reading.quote(each.span)[:40]}”")
    if undecided:
        typer.echo(f"未确定的单位 undecided names: {'、'.join(undecided)}")
