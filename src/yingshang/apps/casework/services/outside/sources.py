"""A source is defined: what it is called, which case type it feeds, and who answers for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from yingshang.apps.casework.errors import HeldHereError, SourceTakenError
from yingshang.apps.casework.events import SourceDefined
from yingshang.apps.casework.models import OutsideMapping, OutsideSource
from yingshang.apps.casework.outside.rows import Meaning
from yingshang.apps.casework.permissions import TAKE_OUTSIDE
from yingshang.apps.casework.types import current_type
from yingshang.apps.directory.models import Unit
from yingshang.apps.directory.permissions import Actor, on_record, require
from yingshang.apps.ledger.services import record
from yingshang.apps.obligations.timekeeping import city_calendar


@dataclass(frozen=True)
class SourceWords:
    """What a source is defined by."""

    code: str
    name_zh: str
    type_code: str
    unit: Unit
    name_en: str = ""


@transaction.atomic
def define_source(*, words: SourceWords, actor: Actor, at: datetime) -> OutsideSource:
    """Say that a system reports its cases.

    Raises:
        PermissionDenied: `actor` may not do so for the unit.
        TypeUnknownError, HeldHereError: There is no such type, or its cases are held here.
        SourceTakenError: The code is in use.
    """
    require(actor, TAKE_OUTSIDE, at=at, unit=words.unit)
    _release, case_type = current_type(words.type_code)
    if case_type.entry.held.here:
        raise HeldHereError
    try:
        with transaction.atomic():
            source = OutsideSource.objects.create(**vars(words))
    except IntegrityError as clash:
        raise SourceTakenError from clash
    fact = SourceDefined(**naming_source(source), type_code=source.type_code)
    record(fact, actor=on_record(actor), at=at)
    return source


def naming_source(source: OutsideSource) -> dict[str, Any]:
    """The fields that every fact about this source carries."""
    return {"source": source.pk, "source_zh": source.name_zh, "unit_id": source.unit_id}


def meaning_of(mapping: OutsideMapping, columns: Mapping[str, str] | None = None) -> Meaning:
    """A stored mapping as rows are read by it; units that are gone mean nothing."""
    states = mapping.states
    by_word: Mapping[str, str] = states.get("unit", {})
    units = Unit.objects.filter(workspace=None, code__in=set(by_word.values()))
    keys = dict(units.values_list("code", "pk"))
    parts = {word: told.partition(":") for word, told in states.get("activity", {}).items()}
    return Meaning(
        columns=mapping.columns if columns is None else columns,
        activities={word: (step, outcome) for word, (step, _, outcome) in parts.items()},
        units={word: keys[code] for word, code in by_word.items() if code in keys},
        states=states.get("state", {}),
        keeps_unknown=mapping.keeps_unknown,
        zone=city_calendar().zone,
        fields=current_type(mapping.source.type_code)[1].fields,
    )
