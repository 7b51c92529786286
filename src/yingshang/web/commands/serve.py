"""`yingshang serve`: the site and its worker, on a database that is set up already."""

from typing import Annotated

import typer

from yingshang.web import shell

HOST = "127.0.0.1"


def serve(
    host: Annotated[str, typer.Option(help="监听地址 · address to listen on")] = HOST,
    port: Annotated[int, typer.Option(help="端口 · port", min=1, max=65535)] = 8000,
    workers: Annotated[int, typer.Option(help="进程数 · processes", min=1, max=64)] = 2,
) -> None:
    """启动网站和后台 worker。Serve the site, with a worker beside it.

    正式安装请放在 HTTPS 反向代理之后。出错时退出码为 1。
    In production put an HTTPS proxy in front. Exits with 1 when the port is taken.
    """
    with shell.database():
        require_port(host, port)
        _require_tables()
        collect()
        serve_visibly(host, port, workers=workers)


def require_port(host: str, port: int) -> None:
    """Refuse a port on which somebody listens already.

    Raises:
        typer.Exit: The port is taken or the address is not ours; the sentence is printed.
    """
    from yingshang.web import serving  # noqa: PLC0415 - needs Django

    try:
        serving.require_free_port(host, port)
    except serving.PortTakenError:
        raise shell.complain(
            f"端口 {port} 已被占用。请换一个：make run PORT={port + 1}，或者 --port {port + 1}。\n"
            f"Port {port} is taken. Choose another: make run PORT={port + 1}, or --port {port + 1}."
        ) from None
    except OSError as fault:
        raise shell.complain(
            f"无法在 {host}:{port} 监听：{fault.strerror}。请检查地址和权限。\n"
            f"Cannot listen on {host}:{port} ({fault.strerror}). Check address and rights."
        ) from None


def collect() -> None:
    """Put the static files where the site serves them from."""
    from django.core.management import call_command  # noqa: PLC0415 - needs Django

    call_command("collectstatic", verbosity=0, interactive=False)


def serve_visibly(host: str, port: int, *, workers: int = 2) -> None:
    """Say where the site is, and serve it until interrupted."""
    from yingshang.web import serving  # noqa: PLC0415 - needs Django

    typer.echo(
        f"请打开 http://{host}:{port}（按 Ctrl+C 停止）\n"
        f"Open http://{host}:{port} (Ctrl+C stops it)"
    )
    serving.serve(host, port, workers=workers)


def _require_tables() -> None:
    """Ask the database for anything; what is wrong with it comes out before the site starts."""
    from yingshang.apps.registers.selectors import current_release  # noqa: PLC0415 - needs Django

    current_release()
