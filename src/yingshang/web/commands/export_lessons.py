"""`yingshang export-lessons FILE`: what people decided about topics, to learn from."""

import csv
from pathlib import Path
from typing import Annotated

import typer

from yingshang.web import shell, usage

BAD_INPUT = 2
COLUMNS = ("id", "text", "label", "proposed")


def export_lessons(
    file: Annotated[Path, typer.Argument(help="写入的 csv · csv to write")],
) -> None:
    """导出已决定主题的诉求，供下一次学习（内容不含个人信息）。Export decided topics as lessons."""
    with shell.database():
        from yingshang.apps.service_requests.content import required_content  # noqa: PLC0415
        from yingshang.apps.service_requests.errors import RequestError  # noqa: PLC0415
        from yingshang.apps.service_requests.services.routing import lessons  # noqa: PLC0415

        try:
            rows = lessons(required_content())
        except RequestError as refusal:
            usage.complain(str(refusal))
            raise typer.Exit(BAD_INPUT) from None
    try:
        with file.open("w", encoding="utf-8", newline="") as target:
            writer = csv.DictWriter(target, COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    except OSError:
        usage.complain(
            f"无法写入 {file}；请换一个位置。\nCannot write {file}: choose another place."
        )
        raise typer.Exit(BAD_INPUT) from None
    typer.echo(f"已导出 {len(rows)} 条。 {len(rows)} lessons exported to {file}.")
