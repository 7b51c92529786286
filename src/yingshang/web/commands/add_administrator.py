"""`yingshang add-administrator`: the first account of an installation, from the command line."""

from typing import Annotated

import typer

from yingshang.web import shell


def add_administrator(
    login: Annotated[str, typer.Argument(help="账号名 · account")],
    name: Annotated[str, typer.Option(prompt="姓名 Name", help="姓名 · name")],
    unit: Annotated[str, typer.Option(prompt="单位代码 Code of the unit", help="单位 · unit")],
    password: Annotated[
        str,
        typer.Option(
            prompt="密码 Password",
            confirmation_prompt=True,
            hide_input=True,
            help="密码 · password",
        ),
    ],
) -> None:
    """开通一个系统管理员账号。Open an account for an administrator.

    单位须已由方案包列入名录。其余账号由系统管理员在网页上开通。
    The unit must come from an installed pack. All other accounts are opened on the site.
    """
    with shell.database():
        typer.echo(_open(login, name, unit, password))


def _open(login: str, name: str, unit_code: str, password: str) -> str:
    from django.db import transaction  # noqa: PLC0415 - needs Django

    from yingshang.apps.directory import services  # noqa: PLC0415
    from yingshang.apps.directory.errors import RefusedError  # noqa: PLC0415
    from yingshang.apps.directory.models import Person, Post, Role  # noqa: PLC0415
    from yingshang.apps.directory.permissions import INSTALLATION  # noqa: PLC0415
    from yingshang.apps.directory.selectors.units import unit_of  # noqa: PLC0415
    from yingshang.apps.ledger import clock  # noqa: PLC0415

    unit, at = unit_of(unit_code), clock.now()
    if unit is None:
        raise shell.complain(
            f"没有代码为 {unit_code} 的单位。请先安装方案包，或者核对代码。\n"
            f"There is no unit {unit_code}. Install a pack first, or check the code."
        )
    try:
        with transaction.atomic():
            person = services.open_account(
                person=Person(login=login, name=name), password=password, actor=INSTALLATION, at=at
            )
            post = Post(
                person=person, unit=unit, role=Role.ADMINISTRATOR, valid_from=clock.local_day(at)
            )
            services.appoint(post=post, actor=INSTALLATION, at=at)
    except RefusedError as refused:
        raise shell.complain(str(refused)) from None
    return f"账号 {login} 已开通。The account {login} is open."
