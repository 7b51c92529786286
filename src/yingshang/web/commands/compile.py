"""`yingshang compile FILE`: read a published plan and show what was understood."""

import hashlib
import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from yingshang.engines.documents import DocumentError, read_file
from yingshang.engines.documents.errors import NOT_A_PLAN
from yingshang.engines.plans.compiler import compile_plan, is_plan
from yingshang.engines.plans.export import as_json
from yingshang.engines.plans.model import Plan, Task

BAD_INPUT = 2


class Format(StrEnum):
    """How the plan is printed."""

    TABLE = "table"
    JSON = "json"
    YAML = "yaml"


def compile(  # noqa: A001 - the command is called so
    file: Annotated[Path, typer.Argument(help="txt, docx, pdf or html 方案文件")],
    format: Annotated[  # noqa: A002 - the option is called so
        Format, typer.Option(help="table (default 默认), json, or yaml (plan.yaml of a pack)")
    ] = Format.TABLE,
) -> None:
    """解析方案文件。Read a published plan: tasks, units, targets and deadlines."""
    try:
        plan = _read(file)
    except DocumentError as error:
        typer.echo(f"{error.zh} {error.en}", err=True)
        raise typer.Exit(BAD_INPUT) from None
    if format is Format.JSON:
        sys.stdout.write(json.dumps(as_json(plan), ensure_ascii=False) + "\n")
    elif format is Format.YAML:
        _print_yaml(plan, file)
    else:
        _print_table(plan)


def _read(file: Path) -> Plan:
    plan = compile_plan(read_file(file))
    if not is_plan(plan):
        raise DocumentError(NOT_A_PLAN)
    return plan


def _print_yaml(plan: Plan, file: Path) -> None:
    # Late: the yaml library is needed only here.
    from yingshang.engines.plans.yaml import as_yaml  # noqa: PLC0415

    sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
    sys.stdout.write(as_yaml(plan, document=file.name, sha256=sha256))


def _print_table(plan: Plan) -> None:
    # Late: rich is needed only here.
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    console = Console()
    header = plan.header
    title = header.title.name if header.title else "(no title in the text 文中没有标题)"
    console.print(title, style="bold", markup=False, highlight=False)
    said = [header.issuer.name if header.issuer else None, header.issue_date]
    said.append(header.doc_number.name if header.doc_number else None)
    console.print(" · ".join(one for one in said if one), markup=False, highlight=False)
    table = Table(show_lines=True)
    for name in ("任务 Task", "单位 Units", "目标 Targets", "时限 Deadlines"):
        table.add_column(name, overflow="fold")
    for task in plan.tasks:
        table.add_row(*_cells(task))
    console.print(table)
    counts = (len(plan.tasks), sum(len(task.targets) for task in plan.tasks), len(plan.unsure()))
    console.print("{} tasks 任务 · {} targets 目标 · {} to check 待核对".format(*counts))


def _cells(task: Task) -> tuple[str, str, str, str]:
    """One row; square brackets are escaped, since rich reads them as markup."""
    name = f"{task.number or '·'} {task.title or ''.join(task.quote.split())[:40]}"
    roles = {"lead": "牵头", "responsible": "责任", "cooperating": "配合"}
    units = [f"{one.unit}({roles[one.role]})" for one in task.responsible]
    targets = ["".join(one.quote.split()) for one in task.targets]
    dates = [one.date or "".join(one.quote.split()) for one in task.deadlines]
    cells = (name, "、".join(units), "\n".join(targets), "\n".join(dates))
    first, second, third, fourth = (cell.replace("[", "\\[") for cell in cells)
    return first, second, third, fourth
