"""`yingshang run`: everything for a first look — database, pack, sample city, site."""

from typing import Annotated

import typer

from yingshang.web import shell
from yingshang.web.commands import check_books, migrate, sample_city
from yingshang.web.commands.serve import HOST, collect, require_port, serve_visibly


def run(
    port: Annotated[int, typer.Option(help="端口 · port", min=1, max=65535)] = 8000,
    seed: Annotated[int, typer.Option(help="随机种子 · decides every choice")] = 1,
    serve: Annotated[bool, typer.Option(help="是否启动网站 · serve the site")] = True,  # noqa: FBT002
) -> None:
    """准备数据库、方案包和示范城市，启动网站。Prepare a sample city and serve it.

    出错时退出码为 1。Exits with 1 when the port is taken or the database cannot be used.
    """
    with shell.database():
        sample_city.require_sample()
        if serve:
            require_port(HOST, port)
        prepare(seed)
        if serve:
            serve_visibly(HOST, port)


def prepare(seed: int) -> None:
    """Bring the database up to date, build the sample city once, collect the static files."""
    from yingshang.apps.registers.selectors import current_release  # noqa: PLC0415 - needs Django

    migrate.bring_up_to_date()
    if current_release() is None:
        sample_city.build_visibly(sample_city.only_pack(), seed)
        check_books.show_faults()
    collect()
