"""`yingshang run`: everything for a first look — database, pack, sample city, site."""

from typing import Annotated

import typer

from yingshang.web import shell
from yingshang.web.commands import migrate, sample_city

HOST = "127.0.0.1"


def run(
    port: Annotated[int, typer.Option(help="端口 · port", min=1, max=65535)] = 8000,
    seed: Annotated[int, typer.Option(help="随机种子 · decides every choice")] = 1,
    serve: Annotated[bool, typer.Option(help="是否启动网站 · serve the site")] = True,  # noqa: FBT002
) -> None:
    """准备数据库、方案包和示范城市，启动网站。Prepare a sample city and serve it.

    出错时退出码为 1。Exits with 1 when the port is taken or the database cannot be used.
    """
    with shell.database():
        if serve:
            _require_port(port)
        prepare(seed)
        if serve:
            _serve(port)


def prepare(seed: int) -> None:
    """Bring the database up to date, build the sample city once, collect the static files."""
    from django.core.management import call_command  # noqa: PLC0415 - needs Django

    from yingshang.apps.registers.selectors import current_release  # noqa: PLC0415

    migrate.bring_up_to_date()
    if current_release() is None:
        sample_city.build_visibly(sample_city.only_pack(), seed)
    call_command("collectstatic", verbosity=0, interactive=False)


def _require_port(port: int) -> None:
    from yingshang.web import serving  # noqa: PLC0415 - needs Django

    try:
        serving.require_free_port(HOST, port)
    except serving.PortTakenError:
        raise shell.complain(
            f"端口 {port} 已被占用。请换一个：make run PORT={port + 1}\n"
            f"Port {port} is taken. Choose another: make run PORT={port + 1}"
        ) from None


def _serve(port: int) -> None:
    from yingshang.web import serving  # noqa: PLC0415 - needs Django

    typer.echo(
        f"请打开 http://{HOST}:{port}（按 Ctrl+C 停止）\n"
        f"Open http://{HOST}:{port} (Ctrl+C stops it)"
    )
    serving.serve(HOST, port)
