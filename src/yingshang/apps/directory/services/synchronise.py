"""Bring the city's directory in line with what a pack says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from yingshang.apps.directory.errors import RefusedError
from yingshang.apps.directory.models import CityRole, Unit, UnitName, UnitSet, UnitSetName
from yingshang.apps.directory.permissions import Actor, require
from yingshang.apps.ledger.clock import local_day
from yingshang.engines.packs.schema.common import Text
from yingshang.engines.packs.schema.directory import (
    Directory,
    RoleAssignment,
    UnitEntry,
)
from yingshang.engines.packs.schema.directory import UnitSet as SetEntry


@dataclass
class Synchronised:
    """Units that a pack created, changed and ended, in the pack's order."""

    created: list[Unit] = field(default_factory=list)
    changed: list[Unit] = field(default_factory=list)
    ended: list[Unit] = field(default_factory=list)


@transaction.atomic
def synchronise(
    *,
    pack_id: str,
    directory: Directory,
    assignments: Sequence[RoleAssignment],
    actor: Actor,
    at: datetime,
) -> Synchronised:
    """Create, change and end units, sets and city-wide roles as `directory` says; delete none.

    Units of other packs and those entered by hand stay as they are, unless this pack names the
    same code. Whoever calls records the fact, with the units returned.

    Raises:
        PermissionDenied: `actor` may not register units.
        RefusedError: An entry breaks a rule of the directory; the sentence names the unit.
    """
    require(actor, "directory.register_unit", at=at)
    today = local_day(at)
    done = Synchronised()
    known = {u.code: u for u in Unit.objects.select_for_update(of=("self",)).within(None)}
    for rank, entry in enumerate(directory.units):
        unit = known.get(entry.code) or Unit(code=entry.code)
        _write_unit(unit, entry, {"rank": rank, "pack_id": pack_id}, done)
        known[entry.code] = unit
    _tie_parents(directory, known, done)
    _end_units({entry.code for entry in directory.units}, known, pack_id, today, done)
    _write_sets(directory.sets, known, pack_id, today)
    _write_roles(assignments, known, pack_id, today)
    return done


def _write_unit(unit: Unit, entry: UnitEntry, place: Mapping[str, Any], done: Synchronised) -> None:
    is_new = unit._state.adding
    wanted = {**_columns(entry), **place}
    differs = {name for name, value in wanted.items() if getattr(unit, name) != value}
    for name in differs:
        setattr(unit, name, wanted[name])
    renamed = is_new or [n.name for n in unit.names.all()] != list(entry.short_names)
    if is_new or differs:
        _save_checked(unit)
    if renamed:
        unit.names.all().delete()
        UnitName.objects.bulk_create(
            UnitName(unit=unit, name=name, rank=rank) for rank, name in enumerate(entry.short_names)
        )
    if is_new:
        done.created.append(unit)
    elif renamed or differs - {"rank", "pack_id"}:
        done.changed.append(unit)


def _columns(entry: UnitEntry) -> dict[str, Any]:
    """The entry as columns of `Unit`, without its parent."""
    note = _both(entry.note)
    return {
        "official_name_zh": entry.official_name.zh_hans,
        "official_name_en": entry.official_name.en or "",
        "kind": entry.kind,
        "level": entry.level,
        "reach": entry.reach,
        "division_code": entry.division_code or "",
        "status": entry.status,
        "note_zh": note[0],
        "note_en": note[1],
        "valid_from": entry.valid_from,
        "valid_to": entry.valid_to,
    }


def _save_checked(unit: Unit) -> None:
    try:
        unit.full_clean(exclude=["parent"])
    except ValidationError as error:
        raise RefusedError(f"{unit.code}: {' '.join(error.messages)}") from error
    unit.save()


def _tie_parents(directory: Directory, known: Mapping[str, Unit], done: Synchronised) -> None:
    settled = {unit.pk for unit in (*done.created, *done.changed)}
    for entry in directory.units:
        unit = known[entry.code]
        if entry.parent is not None and entry.parent not in known:
            raise RefusedError(
                _("%(unit)s: its parent %(parent)s is not in the directory.")
                % {"unit": entry.code, "parent": entry.parent}
            )
        parent_id = known[entry.parent].pk if entry.parent else None
        if unit.parent_id == parent_id:
            continue
        unit.parent_id = parent_id
        unit.save(update_fields=["parent"])
        if unit.pk not in settled:
            done.changed.append(unit)


def _end_units(
    named: set[str], known: Mapping[str, Unit], pack_id: str, today: date, done: Synchronised
) -> None:
    for code, unit in known.items():
        if code in named or unit.pack_id != pack_id or not unit.holds_on(today):
            continue
        unit.valid_to = _yesterday(today, unit.valid_from)
        unit.save(update_fields=["valid_to"])
        done.ended.append(unit)


def _write_sets(
    entries: Sequence[SetEntry], known: Mapping[str, Unit], pack_id: str, today: date
) -> None:
    for rank, entry in enumerate(entries):
        note = _both(entry.note)
        row, _is_new = UnitSet.objects.update_or_create(
            workspace=None,
            code=entry.code,
            defaults={
                "is_open_ended": entry.open_ended,
                "quote": entry.evidence.quote if entry.evidence else "",
                "note_zh": note[0],
                "note_en": note[1],
                "rank": rank,
                "pack_id": pack_id,
                "valid_to": None,
            },
        )
        row.members.set([known[code] for code in entry.members if code in known])
        row.names.all().delete()
        UnitSetName.objects.bulk_create(
            UnitSetName(unit_set=row, name=name, rank=place)
            for place, name in enumerate(entry.names)
        )
    gone = UnitSet.objects.within(None).filter(pack_id=pack_id, valid_to__isnull=True)
    for row in gone.exclude(code__in=[entry.code for entry in entries]):
        row.valid_to = _yesterday(today, row.valid_from)
        row.save(update_fields=["valid_to"])


def _write_roles(
    entries: Sequence[RoleAssignment], known: Mapping[str, Unit], pack_id: str, today: date
) -> None:
    kept = []
    for entry in entries:
        if entry.unit not in known:
            continue
        basis = _both(entry.basis)
        row, _is_new = CityRole.objects.update_or_create(
            unit=known[entry.unit],
            role=entry.role,
            valid_to=None,
            defaults={
                "basis_zh": basis[0],
                "basis_en": basis[1],
                "status": entry.status,
                "pack_id": pack_id,
            },
        )
        kept.append(row.pk)
    gone = CityRole.objects.filter(pack_id=pack_id, valid_to__isnull=True).exclude(pk__in=kept)
    for role in gone:
        role.valid_to = _yesterday(today, role.valid_from)
        role.save(update_fields=["valid_to"])


def _both(text: Text | None) -> tuple[str, str]:
    """Chinese and English; empty where missing."""
    return (text.zh_hans, text.en or "") if text else ("", "")


def _yesterday(today: date, first_day: date | None) -> date:
    """The last day of what is gone from today on; never before its first day."""
    last_day = today - timedelta(days=1)
    return max(last_day, first_day) if first_day else last_day
