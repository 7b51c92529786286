"""Installing a pack: all of it, or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.db import transaction

from yingshang.apps.directory import services as directory
from yingshang.apps.directory.errors import RefusedError
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import Actor, on_record, require
from yingshang.apps.directory.services import Synchronised
from yingshang.apps.ledger.services import record
from yingshang.apps.registers import permissions
from yingshang.apps.registers.errors import BrokenPackError, InstallRefusedError
from yingshang.apps.registers.events import PackInstalled
from yingshang.apps.registers.models import PackRelease
from yingshang.apps.registers.parsed import keep
from yingshang.engines.packs.checking import check
from yingshang.engines.packs.diagnostics import Diagnostic, has_errors
from yingshang.engines.packs.pack import ReadPack


class InstallHandler(Protocol):
    """What another app does with a new release, in the transaction that installs it."""

    def __call__(
        self, *, pack: ReadPack, release: PackRelease, actor: Person | None, at: datetime
    ) -> object:
        """Take over the release; raise `InstallRefusedError` to install nothing at all."""


@dataclass(frozen=True)
class Installed:
    """What an installation did. Nothing but `release` when it was installed already."""

    release: PackRelease
    is_new: bool
    units: Synchronised
    warnings: tuple[Diagnostic, ...]


_handlers: list[InstallHandler] = []


def on_install(handler: InstallHandler) -> None:
    """Have `handler` take part in every installation, in the order of these calls.

    Called only from `web/wiring.py`; a handler that is connected twice is called once.
    """
    if handler not in _handlers:
        _handlers.append(handler)


@transaction.atomic
def install_pack(*, pack: ReadPack, actor: Actor, at: datetime) -> Installed:
    """Install a pack whole: store the release, bring the directory in line, tell the programmes.

    The same content a second time changes nothing and records nothing.

    Raises:
        PermissionDenied: `actor` may not install packs.
        BrokenPackError: The pack has errors; all of them are in it.
        InstallRefusedError: The pack contradicts what the city already has.
    """
    require(actor, permissions.INSTALL_PACK, at=at)
    found = check(pack)
    if has_errors(found):
        raise BrokenPackError(found)
    keep(pack.digest, pack)
    header = pack.header
    former = PackRelease.objects.select_for_update().current().filter(pack_id=header.id).first()
    if former is not None and former.digest == pack.digest:
        return Installed(former, is_new=False, units=Synchronised(), warnings=found)
    release = _store(pack, former, actor=actor, at=at)
    with _sentences():
        units = directory.synchronise(
            pack_id=header.id,
            directory=pack.directory,
            assignments=pack.posts.assignments,
            actor=actor,
            at=at,
        )
    for handler in _handlers:
        handler(pack=pack, release=release, actor=on_record(actor), at=at)
    record(_fact(release, units), actor=on_record(actor), at=at)
    return Installed(release, is_new=True, units=units, warnings=found)


def _store(
    pack: ReadPack, former: PackRelease | None, *, actor: Actor, at: datetime
) -> PackRelease:
    if former is not None:
        former.superseded_at = max(at, former.installed_at)
        former.save(update_fields=["superseded_at"])
    return PackRelease.objects.create(
        pack_id=pack.header.id,
        version=pack.header.version,
        name_zh=pack.header.name.zh_hans,
        name_en=pack.header.name.en or "",
        digest=pack.digest,
        content=pack.texts,
        installed_at=at,
        installed_by=on_record(actor),
    )


def _fact(release: PackRelease, units: Synchronised) -> PackInstalled:
    touched = (*units.created, *units.changed, *units.ended)
    return PackInstalled(
        release_id=release.pk,
        pack_id=release.pack_id,
        release_version=release.version,
        digest=release.digest,
        created=len(units.created),
        changed=len(units.changed),
        ended=len(units.ended),
        unit_ids=tuple(unit.pk for unit in touched),
    )


@contextmanager
def _sentences() -> Iterator[None]:
    """Turn a refusal of the directory into one of the installation."""
    try:
        yield
    except RefusedError as error:
        raise InstallRefusedError(str(error)) from error
