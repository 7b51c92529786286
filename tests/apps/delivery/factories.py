"""Installs plans for the tests of delivery."""

from datetime import UTC, datetime

from django.db import transaction

from tests.apps.delivery.packs import small_pack
from yingshang.apps.delivery.models import Plan
from yingshang.apps.delivery.services import install_plan
from yingshang.apps.directory.models import Unit, UnitName, UnitSet, UnitSetName
from yingshang.apps.registers.models import PackRelease
from yingshang.engines.packs.pack import ReadPack

AT = datetime(2024, 11, 18, 1, 0, tzinfo=UTC)


def a_release(pack: ReadPack, version: str = "0.1.0") -> PackRelease:
    PackRelease.objects.filter(pack_id=pack.header.id).update(superseded_at=AT)
    return PackRelease.objects.create(
        pack_id=pack.header.id,
        version=version,
        name_zh=pack.header.name.zh_hans,
        digest=pack.digest,
        content=pack.texts,
        installed_at=AT,
    )


def the_units(pack: ReadPack) -> None:
    """The directory of the pack, unless it is there."""
    for rank, entry in enumerate(pack.directory.units):
        unit, is_new = Unit.objects.get_or_create(
            code=entry.code,
            workspace=None,
            defaults={
                "official_name_zh": entry.official_name.zh_hans,
                "official_name_en": entry.official_name.en or "",
                "kind": entry.kind,
                "level": entry.level,
                "reach": entry.reach,
                "status": entry.status,
                "rank": rank,
            },
        )
        if is_new:
            for order, name in enumerate(entry.short_names):
                UnitName.objects.create(unit=unit, name=name, rank=order)
    for each in pack.directory.sets:
        unit_set, is_new = UnitSet.objects.get_or_create(code=each.code, workspace=None)
        if is_new:
            unit_set.is_open_ended = each.open_ended
            unit_set.save()
            UnitSetName.objects.create(unit_set=unit_set, name=each.names[0])
            unit_set.members.set(Unit.objects.filter(code__in=each.members))


def installed(pack: ReadPack | None = None, version: str = "0.1.0") -> Plan:
    """The plan of `pack`, by default the small one, installed by the machine."""
    pack = pack or small_pack()
    with transaction.atomic():
        the_units(pack)
        return install_plan(pack=pack, release=a_release(pack, version), actor=None, at=AT)
