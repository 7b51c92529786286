"""`yingshang recompute-sizes`: after a new standard, size classes are found anew."""

import typer

from yingshang.web import shell


def recompute_sizes() -> None:
    """规模标准更新后重新划分企业规模，由后台作业执行。Have size classes found anew.

    导入经营主体后如有旧标准的结果，自动排队。An import queues it where some are of an old standard.
    """
    with shell.database():
        _queue()


def _queue() -> None:
    from yingshang.apps.directory.services.enterprises import (  # noqa: PLC0415 - needs Django
        start_recompute_sizes,
    )
    from yingshang.apps.ledger import clock  # noqa: PLC0415

    start_recompute_sizes(at=clock.now())
    typer.echo("已排队：后台作业（yingshang worker）将重新划分全部经营主体的规模。")
    typer.echo("Queued: the worker (yingshang worker) finds all size classes anew.")
