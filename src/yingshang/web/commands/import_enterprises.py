"""`yingshang import-enterprises FILE`: market entities from a spreadsheet or csv."""

import time
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.progress import Progress

from yingshang.web import shell

PATIENCE_SECONDS = 0.5
SHOWN_REJECTIONS = 20


def import_enterprises(
    file: Annotated[Path, typer.Argument(help="xlsx 或 csv 文件 · the file")],
    source: Annotated[str, typer.Option(help="数据来源 · whose data it is")],
    as_of: Annotated[
        str, typer.Option(help="数据截止日期，如 2024-10-31 · day on which the data were true")
    ],
    take: Annotated[  # noqa: FBT002
        bool, typer.Option("--take", help="正式导入；不加只试 · take it over, not only try it")
    ] = False,
) -> None:
    """导入经营主体；不加 --take 只试不改。Import market entities; without --take only try.

    列按表头自动对应，并采用该来源上次确认的对应关系。
    Columns are recognised by their headings and by what was confirmed for the source before.
    """
    with shell.database():
        from yingshang.apps.directory.errors import RefusedError  # noqa: PLC0415 - needs Django

        try:
            _import(file, source, as_of, take=take)
        except (OSError, ValueError) as error:
            raise shell.complain(
                f"文件或日期无法读取：{error}\nThe file or the day cannot be read: {error}"
            ) from None
        except RefusedError as refusal:
            raise shell.complain(str(refusal)) from None


def _import(path: Path, source: str, as_of: str, *, take: bool) -> None:
    from datetime import date  # noqa: PLC0415 - with the rest that needs Django

    from yingshang.apps.directory.permissions import INSTALLATION  # noqa: PLC0415
    from yingshang.apps.directory.services import enterprises  # noqa: PLC0415
    from yingshang.apps.directory.services.enterprises.receiving import Upload  # noqa: PLC0415
    from yingshang.apps.ledger import clock  # noqa: PLC0415

    upload = Upload(path.name, path.read_bytes(), source, date.fromisoformat(as_of))
    kept = enterprises.receive(upload=upload, actor=INSTALLATION, at=clock.now())
    kept = enterprises.confirm_mapping(
        import_id=kept.pk, mapping=kept.mapping, actor=INSTALLATION, at=clock.now()
    )
    _work(kept, "试导入 Trying")
    if take:
        kept = enterprises.take_over(import_id=kept.pk, actor=INSTALLATION, at=clock.now())
        _work(kept, "导入 Taking over")
    _report(kept)


def _work(file: Any, title: str) -> None:
    """Do the waiting work here with a bar; where a worker was faster, watch it."""
    from yingshang.apps.ledger.services import run_next_job  # noqa: PLC0415 - needs Django

    with Progress() as bars:
        bar = bars.add_task(title, total=None)

        def show() -> None:
            file.job.refresh_from_db()
            bars.update(bar, completed=file.job.done, total=file.job.total or None)

        while file.job.is_open:
            if run_next_job(between=show) is None:
                time.sleep(PATIENCE_SECONDS)
            show()
    file.refresh_from_db()
    if file.job.state != file.job.State.DONE:
        raise shell.complain(f"处理没有完成：{file.job.message}\nIt did not finish.")


def _report(file: Any) -> None:
    typer.echo(
        f"{file.rows} 行 rows：新增 new {file.created}，变更 changed {file.changed}，"
        f"无变化 unchanged {file.unchanged}，退回 rejected {file.rejected}"
    )
    for each in file.rejections.order_by("line")[:SHOWN_REJECTIONS]:
        for reason in each.reasons:
            typer.echo(f"  {each.line} {reason['column']} {reason['zh']} {reason['en']}")
