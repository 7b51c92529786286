"""Answers of a case: in clear for decisions, masked for eyes that may not see them."""

import json

from yingshang.apps.casework.models import Case, CaseFile, PersonalValue


def values_of(case: Case) -> dict[str, object]:
    """Every answer in clear, personal ones too: for checks and letters, never for a page."""
    return {**case.values, **personal_values_of(case)}


def personal_values_of(case: Case) -> dict[str, object]:
    """The personal answers in clear; whoever shows them asks first, and logs the look."""
    if case.pk is None:
        return {}
    rows = PersonalValue.objects.filter(case=case).order_by("field")
    return {row.field: json.loads(row.value) for row in rows}


def files_of(case: Case) -> frozenset[str]:
    """Fields and materials for which a file is there."""
    rows = CaseFile.objects.filter(case=case).order_by()
    return frozenset(rows.values_list("belongs_to", flat=True))
