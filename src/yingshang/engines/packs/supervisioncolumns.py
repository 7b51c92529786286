"""The columns that a ground of supervision may speak of; one row is one unit in one case."""

from collections.abc import Iterable

from yingshang.engines.packs.schema.supervision import Tally
from yingshang.engines.rules import Column, Words


def _count(zh: str, en: str) -> Column:
    return Column("integer", Words(zh, en), minimum=0)


MATTER_COLUMNS = {
    "is_open": Column("boolean", Words("尚未办结", "still open")),
    "days_overdue": _count("已超期天数", "days overdue"),
    "days_held": _count("本单位已办天数", "days in this unit's hands"),
    "late_steps": _count("超期办完的环节数", "steps ended late"),
    "unexplained_steps": _count("超期没有说明理由的环节数", "late steps without a reason"),
    "urged": _count("催办次数", "times urged"),
    "sent_back": _count("被退回次数", "times sent back"),
    "extended": _count("延期次数", "times extended"),
}


def matter_columns(tallies: Iterable[Tally]) -> dict[str, Column]:
    """The fixed columns and one for each tally of the pack."""
    named = {each.id: _count(each.name.zh_hans, each.name.en or each.id) for each in tallies}
    return MATTER_COLUMNS | named
