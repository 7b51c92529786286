"""`yingshang remind`: write the digests of a day for everybody."""

from datetime import date, datetime
from typing import Annotated

import typer

from yingshang.web import shell


def remind(
    day: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="日期，默认今天 · day, today if left out"),
    ] = None,
) -> None:
    """生成当日提醒，每人至多一封；重复运行不会重复提醒。Write the day's digests; repeat at will.

    平时由 worker 自动完成。The worker does it by itself;休息日不提醒 nothing on rest days.
    """
    with shell.database():
        from yingshang.apps.ledger import clock  # noqa: PLC0415 - needs Django
        from yingshang.web.reminding import make_digests  # noqa: PLC0415

        on = day.date() if day else clock.today()
        _refuse_the_future(on, clock.today())
        made = make_digests(on=on)
        typer.echo(
            f"{on}：提醒了 {made.digests} 人，共 {made.reminders} 项。\n"
            f"{on}: {made.digests} people were reminded of {made.reminders} things."
        )


def _refuse_the_future(on: date, today: date) -> None:
    if on > today:
        raise shell.complain(
            f"{on} 还没有到，今天是 {today}。请选择今天或更早的日期。\n"
            f"{on} has not come yet; today is {today}. Choose today or an earlier day."
        )
