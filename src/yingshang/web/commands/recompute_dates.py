"""`yingshang recompute-dates`: after a holiday notice, dates are computed again."""

import typer

from yingshang.web import shell


def recompute_dates() -> None:
    """放假通知发布后重新计算期限，由后台作业执行。Queue the recomputing of dates for the worker.

    没有安装方案包时退出码为 1。Exits with 1 when no pack is installed.
    """
    with shell.database():
        _queue()


def _queue() -> None:
    from yingshang.apps.directory.permissions import INSTALLATION  # noqa: PLC0415 - needs Django
    from yingshang.apps.ledger import clock  # noqa: PLC0415
    from yingshang.apps.obligations import services  # noqa: PLC0415
    from yingshang.apps.obligations.errors import NoReleaseError  # noqa: PLC0415
    from yingshang.apps.obligations.selectors import measurable_count  # noqa: PLC0415

    title = "重新计算期限 · Recompute dates"
    try:
        services.start_recompute(title=title, actor=INSTALLATION, at=clock.now())
    except NoReleaseError as refusal:
        sentence = f"尚未安装方案包，请先运行 yingshang installpack。\n{refusal}"
        raise shell.complain(sentence) from None
    count = measurable_count()
    typer.echo(f"已排队：后台作业（yingshang worker）将重新计算 {count} 项的期限，变动逐项留痕。")
    typer.echo(f"Queued: the worker (yingshang worker) computes {count} dates again.")
