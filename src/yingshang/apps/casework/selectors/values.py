"""Answers of a case: in clear for decisions, masked for eyes that may not see them."""

import json
from collections.abc import Collection

from yingshang.apps.casework.models import Case, CaseFile, PersonalValue


def values_of(case: Case) -> dict[str, object]:
    """Every answer in clear, personal ones too: for checks and letters, never for a page."""
    return {**case.values, **personal_values_of(case)}


def personal_values_of(case: Case) -> dict[str, object]:
    """The personal answers in clear; whoever shows them asks first, and logs the look."""
    return personal_values_of_all([case])[case.pk] if case.pk is not None else {}


def personal_values_of_all(cases: Collection[Case]) -> dict[int, dict[str, object]]:
    """The personal answers of many cases in clear, by their keys; one query."""
    found: dict[int, dict[str, object]] = {case.pk: {} for case in cases}
    for row in PersonalValue.objects.filter(case__in=cases).order_by("case", "field"):
        found[row.case_id][row.field] = json.loads(row.value)
    return found


def files_of(case: Case) -> frozenset[str]:
    """Fields and materials for which a file is there."""
    rows = CaseFile.objects.filter(case=case).order_by()
    return frozenset(rows.values_list("belongs_to", flat=True))
