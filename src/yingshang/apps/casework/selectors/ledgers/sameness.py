"""Rows of a ledger that say the same as others, found by their natural keys."""

from collections.abc import Mapping, Sequence

from yingshang.apps.casework.decisions.sameness import natural_key
from yingshang.apps.casework.models import Case, Stage
from yingshang.engines.packs.casework.casetype import CaseType


def rows_like(case_type: CaseType, many: Sequence[Mapping[str, object]]) -> list[tuple[str, ...]]:
    """For each of `many` answers the numbers of the rows that say the same, by one query.

    Withdrawn rows and drafts do not count.
    """
    keys = [natural_key(case_type, values) for values in many]
    asked = {key for key in keys if key is not None}
    found: dict[str | None, list[str]] = {}
    if asked:
        rows = Case.objects.filter(type_code=case_type.id, natural_key__in=asked)
        counted = rows.exclude(stage__in=[Stage.DRAFT, Stage.WITHDRAWN]).order_by("pk")
        for key, number in counted.values_list("natural_key", "number"):
            found.setdefault(key, []).append(number)
    return [tuple(found.get(key, ())) for key in keys]
