"""`yingshang use-topics PATH`: a learned model proposes from now on."""

from pathlib import Path
from typing import Annotated

import typer

from yingshang.web import shell, usage

BAD_INPUT = 2


def use_topics(
    model: Annotated[Path, typer.Argument(help="模型文件 · model of learn-topics")],
) -> None:
    """启用学习得到的主题模型。Take a learned topic model into use.

    规则没有建议的诉求由它建议主题和单位，由人决定。It proposes where rules find nothing.
    """
    try:
        content = model.read_bytes()
    except OSError:
        usage.complain(f"无法读取 {model}。请检查路径。\n{model} cannot be read; check the path.")
        raise typer.Exit(BAD_INPUT) from None
    with shell.database():
        _take(content)


def _take(content: bytes) -> None:
    from yingshang.apps.directory.permissions import INSTALLATION  # noqa: PLC0415
    from yingshang.apps.ledger import clock  # noqa: PLC0415
    from yingshang.apps.service_requests.errors import RequestError  # noqa: PLC0415
    from yingshang.apps.service_requests.services import use_topics as take  # noqa: PLC0415

    try:
        model = take(content=content, actor=INSTALLATION, at=clock.now())
    except RequestError as refusal:
        usage.complain(str(refusal))
        raise typer.Exit(BAD_INPUT) from None
    score = "–" if model.score is None else f"{model.score:.3f}"
    typer.echo(
        f"已启用 {model.version}，宏平均F1 {score}。 In use: {model.version}, macro-F1 {score}."
    )
