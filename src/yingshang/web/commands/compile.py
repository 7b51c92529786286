"""`yingshang compile FILE`: read a published plan and show what was understood."""

import json
from pathlib import Path
from typing import Annotated

import typer

from yingshang.engines.documents import Document
from yingshang.engines.plans.compiler import compile_plan
from yingshang.engines.plans.export import as_json


def compile(  # noqa: A001
    file: Annotated[Path, typer.Argument()],
    format: Annotated[str, typer.Option()] = "table",  # noqa: A002
) -> None:
    """Read a plan."""
    plan = compile_plan(Document(file.read_text(encoding="utf-8"), "text/plain"))
    typer.echo(json.dumps(as_json(plan), ensure_ascii=False))
