"""What a call-back says, as columns for the conditions of `callbacks.yaml` and `rates.yaml`."""

from collections.abc import Sequence

from yingshang.engines.rules.columns import Column, Words


def call_back_columns(grades: Sequence[str]) -> dict[str, Column]:
    """Columns of one call-back; `grades` are the ids of the answers to how satisfied one is."""
    return {
        "reached": Column("boolean", Words("联系上", "reached")),
        "excluded": Column("boolean", Words("已批准剔除", "excluded")),
        "contacted": Column("boolean", Words("承办单位联系过", "contacted by the unit")),
        "solved": Column("boolean", Words("已解决", "solved")),
        "satisfied": Column("text", Words("满意程度", "satisfaction"), choices=tuple(grades)),
        "by_reporter": Column("boolean", Words("诉求人自己填写", "given by the reporter")),
    }
