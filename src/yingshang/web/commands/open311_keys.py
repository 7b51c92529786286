"""`yingshang open311-keys`: keys for programs that report by the open interface."""

from typing import Annotated

import typer

from yingshang.web import shell, usage

BAD_INPUT = 2


def open311_keys(
    make: Annotated[str, typer.Option(help="为谁新建 · whose program gets a key")] = "",
    revoke: Annotated[int, typer.Option(help="停用的编号 · number of the key to end")] = 0,
) -> None:
    """开放接口的密钥。Keys for programs that report by Open311.

    不带选项时列出全部；新密钥只显示一次。Without options all are listed; a key is shown once.
    """
    with shell.database():
        _kept(make, revoke)


def _kept(make: str, revoke: int) -> None:
    from yingshang.apps.directory.permissions import INSTALLATION  # noqa: PLC0415
    from yingshang.apps.ledger import clock  # noqa: PLC0415
    from yingshang.apps.service_requests.errors import RequestError  # noqa: PLC0415
    from yingshang.apps.service_requests.selectors.clients import client_keys  # noqa: PLC0415
    from yingshang.apps.service_requests.services import make_key, revoke_key  # noqa: PLC0415

    try:
        if make:
            key, secret = make_key(name=make, actor=INSTALLATION, at=clock.now())
            typer.echo(f"{key.pk}\t{key.name}\t{secret}")
        elif revoke:
            key = revoke_key(key_id=revoke, actor=INSTALLATION, at=clock.now())
            typer.echo(f"已停用 {key.name}。 {key.name} is revoked.")
        else:
            for each in client_keys():
                ended = f"{each.revoked_at:%Y-%m-%d}" if each.revoked_at else "–"
                typer.echo(f"{each.pk}\t{each.name}\t{each.made_at:%Y-%m-%d}\t{ended}")
    except RequestError as refusal:
        usage.complain(str(refusal))
        raise typer.Exit(BAD_INPUT) from None
