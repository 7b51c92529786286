"""`yingshang messages`: bring the message catalogues to what the source says, and compile them."""

from pathlib import Path
from typing import Annotated

import typer

import yingshang


def messages(
    apps: Annotated[
        list[str] | None, typer.Argument(help="应用名；不写则全部。Apps; all without a name.")
    ] = None,
) -> None:
    """更新并编译中文词条，列出未翻译的。Update and compile the catalogues (for developers)."""
    try:
        from yingshang.web import catalogues  # noqa: PLC0415 - only developers have polib
    except ImportError as error:
        sentence = "缺少开发依赖，请先运行 make test。Run `make test` first to install polib."
        raise typer.BadParameter(sentence) from error
    missing = 0
    for catalogue in catalogues.catalogues(Path(yingshang.__file__).parent):
        if apps and catalogue.folder.name not in apps:
            continue
        catalogue.update()
        for message, entry in catalogue.entries().items():
            if not catalogues.is_translated(entry):
                typer.echo(f"{catalogue.folder.name}: {message.text!r}")
                missing += 1
    typer.echo(f"{missing} 条未翻译。{missing} messages are not translated.")
