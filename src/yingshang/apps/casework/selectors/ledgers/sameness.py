"""Rows that say the same as one that is there, in the fields that the type names (`same_when`)."""

import unicodedata
from collections.abc import Mapping
from functools import cached_property

from yingshang.apps.casework.decisions.values import UnfitError, read
from yingshang.apps.casework.models import Case, Stage
from yingshang.engines.packs.casework.casetype import CaseType

NaturalKey = tuple[str, ...]


def natural_key(case_type: CaseType, values: Mapping[str, object]) -> NaturalKey | None:
    """What tells one row from another; None where the type names nothing or an answer is missing.

    Spaces, width and case of letters make no difference.
    """
    named = case_type.ledger.same_when if case_type.ledger else ()
    parts = [_part(case_type, name, values.get(name)) for name in named]
    return tuple(parts) if parts and all(parts) else None


class RowsThere:
    """Rows of a ledger that are there now, by natural key; one query, however many are asked."""

    def __init__(self, case_type: CaseType) -> None:
        self._type = case_type

    def like(self, values: Mapping[str, object]) -> tuple[str, ...]:
        """Numbers of the rows that say the same; withdrawn ones and drafts do not count."""
        key = natural_key(self._type, values)
        return tuple(self._numbers.get(key, ())) if key else ()

    @cached_property
    def _numbers(self) -> dict[NaturalKey, list[str]]:
        found: dict[NaturalKey, list[str]] = {}
        rows = Case.objects.filter(type_code=self._type.id)
        counted = rows.exclude(stage__in=[Stage.DRAFT, Stage.WITHDRAWN]).order_by("pk")
        for number, values in counted.values_list("number", "values").iterator():
            if key := natural_key(self._type, values):
                found.setdefault(key, []).append(number)
        return found


def _part(case_type: CaseType, name: str, given: object) -> str:
    try:
        value = read(case_type.fields[name], given)
    except UnfitError:
        return ""
    if value is None:
        return ""
    return "".join(unicodedata.normalize("NFKC", str(value)).split()).casefold()
