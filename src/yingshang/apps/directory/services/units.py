"""Units entered by hand, and workspaces for other bodies' documents."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from yingshang.apps.directory.errors import RefusedError
from yingshang.apps.directory.events import UnitRegistered, UnitSetRegistered, WorkspaceOpened
from yingshang.apps.directory.models import Unit, UnitName, UnitSet, UnitSetName, Workspace
from yingshang.apps.directory.permissions import Actor, on_record, require
from yingshang.apps.ledger.services import record


@transaction.atomic
def register_unit(
    *, unit: Unit, short_names: Sequence[str] = (), actor: Actor, at: datetime
) -> Unit:
    """Enter a unit that no pack brings: into the city's directory, or as a draft elsewhere.

    Args:
        unit: Not yet saved; its `workspace` says where it belongs.
        short_names: The first is preferred.

    Raises:
        PermissionDenied: `actor` may not register units there.
        RefusedError: The entry breaks a rule of the directory; the sentence says which.
    """
    verb = "directory.register_unit" if unit.workspace is None else "directory.open_workspace"
    require(actor, verb, at=at)
    try:
        unit.full_clean()
    except ValidationError as error:
        raise RefusedError(" ".join(error.messages)) from error
    unit.save(force_insert=True)
    UnitName.objects.bulk_create(
        UnitName(unit=unit, name=name, rank=rank) for rank, name in enumerate(short_names)
    )
    fact = UnitRegistered(unit_id=unit.pk, unit=unit.official_name_zh, code=unit.code)
    record(fact, actor=on_record(actor), at=at)
    return unit


@transaction.atomic
def register_set(*, unit_set: UnitSet, names: Sequence[str], actor: Actor, at: datetime) -> UnitSet:
    """Enter a collective name into the draft directory of a workspace.

    Args:
        unit_set: Not yet saved, with its workspace; members may follow.
        names: At least one; the first is preferred.

    Raises:
        PermissionDenied: `actor` may not work on workspaces.
        RefusedError: The entry breaks a rule of the directory; the sentence says which.
    """
    require(actor, "directory.open_workspace", at=at)
    try:
        unit_set.full_clean()
    except ValidationError as error:
        raise RefusedError(" ".join(error.messages)) from error
    unit_set.save(force_insert=True)
    UnitSetName.objects.bulk_create(
        UnitSetName(unit_set=unit_set, name=name, rank=rank) for rank, name in enumerate(names)
    )
    fact = UnitSetRegistered(set_id=str(unit_set.pk), name=names[0], code=unit_set.code)
    record(fact, actor=on_record(actor), at=at)
    return unit_set


@transaction.atomic
def open_workspace(*, code: str, name: str, actor: Actor, at: datetime) -> Workspace:
    """Open a room in which another body's document is read with draft units of its own.

    Raises:
        PermissionDenied: `actor` may not open workspaces.
        RefusedError: The code is taken or malformed.
    """
    require(actor, "directory.open_workspace", at=at)
    workspace = Workspace(code=code, name=name)
    try:
        workspace.full_clean()
    except ValidationError as error:
        raise RefusedError(" ".join(error.messages)) from error
    workspace.save(force_insert=True)
    fact = WorkspaceOpened(workspace_id=str(workspace.pk), workspace=name)
    record(fact, actor=on_record(actor), at=at)
    return workspace
