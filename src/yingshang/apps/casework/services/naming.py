"""Parties by the names that people know."""

from typing import Any

from yingshang.apps.casework.parties import APPLICANT, ids_of
from yingshang.apps.directory.models import Person, Unit


def named_party(name: str) -> str:
    """What people call a party: the unit's or the person's name."""
    unit_id, person_id = ids_of(name)
    if unit_id is not None:
        return str(Unit.objects.values_list("official_name_zh", flat=True).get(pk=unit_id))
    if person_id is not None:
        return str(Person.objects.values_list("name", flat=True).get(pk=person_id))
    return "申请人" if name == APPLICANT else name


def party_fields(name: str) -> dict[str, Any]:
    """The fields of a fact about a party."""
    return {"party": named_party(name), "party_id": ids_of(name)[1]}
