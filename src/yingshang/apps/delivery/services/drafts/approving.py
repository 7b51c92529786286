"""A corrected draft becomes a plan: of the city, or of a workspace."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from yingshang.apps.delivery.decisions.drafting.directory import (
    DraftUnit,
    draft_directory,
    draft_resolver,
    meanings,
)
from yingshang.apps.delivery.decisions.drafting.output import too_many
from yingshang.apps.delivery.decisions.drafting.reading import Reading
from yingshang.apps.delivery.errors import (
    CodeTakenError,
    NoCityPackError,
    NoRoomError,
    NoTasksError,
    PeriodTurnedError,
    UndecidedNamesError,
)
from yingshang.apps.delivery.events import PlanDraftApproved
from yingshang.apps.delivery.models import Plan, PlanDraft
from yingshang.apps.delivery.permissions import APPROVE_IMPORT
from yingshang.apps.delivery.selectors.drafts.names import city_resolver, undecided
from yingshang.apps.delivery.selectors.drafts.readings import reading_of, standing
from yingshang.apps.delivery.selectors.drafts.words import as_decided
from yingshang.apps.delivery.services.drafts.correcting import open_draft
from yingshang.apps.delivery.services.drafts.packing import Contents, packed
from yingshang.apps.delivery.services.install import install_plan
from yingshang.apps.directory.models import Person, Unit, UnitSet, Workspace
from yingshang.apps.directory.permissions import require
from yingshang.apps.directory.services import open_workspace, register_set, register_unit
from yingshang.apps.ledger.clock import local_day
from yingshang.apps.ledger.services import record
from yingshang.apps.registers.models import PackRelease
from yingshang.apps.registers.selectors import current_release, pack_of
from yingshang.engines.packs.layout import kind_of
from yingshang.engines.packs.pack import ReadPack

# Files of the city's release that a new plan of the city goes on with.
CARRIED = ("directory", "posts", "time_limits", "obligations", "reminders", "returns")


@dataclass(frozen=True)
class OwnRoom:
    """Approve into a new workspace: its code, and the body whose plan it is."""

    code: str
    name: str
    period_from: date
    period_to: date


@dataclass(frozen=True)
class CityPlan:
    """Approve as a plan of the city; `code` becomes the id of its pack."""

    code: str
    period_from: date
    period_to: date


@dataclass(frozen=True)
class _Act:
    """What is approved, and by whom."""

    draft: PlanDraft
    reading: Reading
    decided: list[dict[str, Any]]
    actor: Person
    at: datetime


@transaction.atomic
def approve(
    *, draft_id: UUID, destination: OwnRoom | CityPlan, actor: Person, at: datetime
) -> Plan:
    """Make the draft a plan with units, tasks, measures, targets and dates; all of it or nothing.

    Raises:
        PermissionDenied: `actor` may not approve, or not open workspaces.
        DraftClosedError: It is approved or deleted already.
        NoTasksError, NoRoomError, UndecidedNamesError: The reading is not ready.
        CodeTakenError, PeriodTurnedError, NoCityPackError: The destination does not do.
        RefusedError: The directory refuses a unit; the sentence says which.
    """
    require(actor, APPROVE_IMPORT, at=at)
    draft = open_draft(draft_id, actor, at)
    rows = standing(draft)
    reading = reading_of(draft, rows)
    _require_ready(reading)
    _require_free(destination)
    act = _Act(draft, reading, as_decided(draft, rows), actor, at)
    if isinstance(destination, OwnRoom):
        plan = _into_a_room(act, destination)
    else:
        plan = _for_the_city(act, destination)
    draft.state, draft.plan = PlanDraft.State.APPROVED, plan
    draft.closed_by, draft.closed_at = actor, at
    draft.save(update_fields=["state", "plan", "closed_by", "closed_at"])
    fact = PlanDraftApproved(
        draft=str(draft.pk), plan=str(plan.pk), title=plan.title, corrections=len(rows)
    )
    record(fact, actor=actor, at=at)
    return plan


def _require_ready(reading: Reading) -> None:
    if not reading.tasks:
        raise NoTasksError
    for each in too_many(reading):
        place = (each.task.number or each.task.key) if each.task else "–"
        raise NoRoomError(place, each.count, each.most)


def _require_free(destination: OwnRoom | CityPlan) -> None:
    if destination.period_to < destination.period_from:
        raise PeriodTurnedError
    taken = (
        PackRelease.objects.filter(pack_id=destination.code).exists()
        or Workspace.objects.filter(code=destination.code).exists()
    )
    if taken:
        raise CodeTakenError


def _into_a_room(act: _Act, destination: OwnRoom) -> Plan:
    """A workspace with units made of the plan's own names, then the plan."""
    workspace = open_workspace(
        code=destination.code, name=destination.name, actor=act.actor, at=act.at
    )
    units = draft_directory(act.reading)
    for rank, unit in enumerate(units):
        _register(unit, rank, workspace, act)
    contents = Contents(
        code=destination.code,
        city={"name": {"zh-hans": destination.name}},
        period_from=destination.period_from,
        period_to=destination.period_to,
        sha256=act.draft.sha256,
        carried={},
        is_carried_out=False,
    )
    means = meanings(act.reading, draft_resolver(units))
    pack = packed(act.reading, contents, means, act.decided)
    # A workspace's release is superseded at once: the city's work never starts from it.
    release = _release(pack, act, superseded_at=act.at)
    return install_plan(pack=pack, release=release, actor=act.actor, at=act.at, workspace=workspace)


def _for_the_city(act: _Act, destination: CityPlan) -> Plan:
    """A release with everything that the city's present one has beside its plan."""
    means = meanings(act.reading, city_resolver(local_day(act.at)))
    open_names = undecided(act.reading, means)
    if open_names:
        raise UndecidedNamesError(open_names)
    former = current_release()
    if former is None:
        raise NoCityPackError
    header = pack_of(former).header
    contents = Contents(
        code=destination.code,
        city=header.city.model_dump(by_alias=True, exclude_none=True),
        period_from=destination.period_from,
        period_to=destination.period_to,
        sha256=act.draft.sha256,
        carried=_carried(former.content),
        is_carried_out=True,
    )
    pack = packed(act.reading, contents, means, act.decided)
    return install_plan(
        pack=pack, release=_release(pack, act, superseded_at=None), actor=act.actor, at=act.at
    )


def _carried(content: Mapping[str, str]) -> dict[str, str]:
    kinds = {path: kind_of(path) for path in content}
    return {path: content[path] for path, kind in kinds.items() if kind and kind.name in CARRIED}


def _release(pack: ReadPack, act: _Act, *, superseded_at: datetime | None) -> PackRelease:
    header = pack.header
    return PackRelease.objects.create(
        pack_id=header.id,
        version=header.version,
        name_zh=header.name.zh_hans[:200],
        digest=pack.digest,
        content=pack.texts,
        installed_at=act.at,
        installed_by=act.actor,
        superseded_at=superseded_at,
    )


def _register(unit: DraftUnit, rank: int, workspace: Workspace, act: _Act) -> None:
    """A draft unit, or a collective name as an open-ended set without known members."""
    if unit.is_collective:
        unit_set = UnitSet(
            workspace=workspace, code=unit.code, is_open_ended=True, quote=unit.official, rank=rank
        )
        register_set(unit_set=unit_set, names=unit.names, actor=act.actor, at=act.at)
        return
    row = Unit(
        workspace=workspace,
        code=unit.code,
        official_name_zh=unit.official,
        kind=unit.kind,
        level=unit.level,
        reach=Unit.Reach.ASKED if unit.is_asked else Unit.Reach.SUPERVISED,
        status=Unit.Status.UNVERIFIED,
        rank=rank,
    )
    register_unit(unit=row, short_names=unit.names, actor=act.actor, at=act.at)
