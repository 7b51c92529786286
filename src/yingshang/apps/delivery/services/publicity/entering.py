"""A unit enters what it published, puts it right, or withdraws it."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from yingshang.apps.delivery.decisions.publicity import Published, searched
from yingshang.apps.delivery.errors import (
    ChannelUnknownError,
    ItemChangedMeanwhileError,
    ItemMovedOnError,
    NowhereToSeeError,
    PracticeUntoldError,
    PublishedBeforeThePlanError,
    PublishedLaterError,
    ReasonMissingError,
)
from yingshang.apps.delivery.events import (
    PublicityChanged,
    PublicityRecorded,
    PublicityWithdrawn,
)
from yingshang.apps.delivery.models import Plan, PublicityItem, Task
from yingshang.apps.delivery.permissions import CHOOSE_PRACTICE, ENTER_PUBLICITY
from yingshang.apps.delivery.selectors.workings import publicity_rules_of
from yingshang.apps.delivery.services.keeping import limits_of
from yingshang.apps.directory.models import Person, Unit
from yingshang.apps.directory.permissions import may, require
from yingshang.apps.files.services import accepted_type, clean_name, keep
from yingshang.apps.ledger.clock import local_day
from yingshang.apps.ledger.services import record
from yingshang.engines.packs.schema.publicity import Channel

Kind, State = PublicityItem.Kind, PublicityItem.State


@transaction.atomic
def enter(
    *, plan_id: UUID, unit_id: UUID, item: Published, actor: Person, at: datetime
) -> PublicityItem:
    """Enter something that a unit published, or a practice that others may copy.

    Raises:
        PermissionDenied: `actor` is neither liaison nor reviewer of the unit.
        ChannelUnknownError, PublishedLaterError, PublishedBeforeThePlanError, NowhereToSeeError,
        PracticeUntoldError, NoPublicityRulesError: As they say.
        FileEmptyError, FileTooLargeError, FileRefusedError: The file is not taken.
    """
    require(actor, ENTER_PUBLICITY, at=at, unit=unit_id)
    plan = Plan.objects.select_related("release").defer("text", "release__content").get(pk=plan_id)
    unit = Unit.objects.get(pk=unit_id)
    row = PublicityItem(plan=plan, unit=unit, entered_by=actor, entered_at=at)
    _fill(row, item, at)
    row.save()
    _set_tasks(row, item)
    fact = PublicityRecorded(
        **naming(row), channel=row.channel_zh, published_on=row.published_on.isoformat()
    )
    record(fact, actor=actor, at=at)
    return row


@transaction.atomic
def change(
    *, item_id: UUID, revision: int, item: Published, actor: Person, at: datetime
) -> PublicityItem:
    """Put an item right, until the lead office has decided on it.

    Raises:
        PermissionDenied: `actor` is neither liaison nor reviewer of the unit.
        ItemChangedMeanwhileError: Somebody changed it since `revision` was read.
        ItemMovedOnError: It is decided or withdrawn.
    """
    row = locked(item_id)
    require(actor, ENTER_PUBLICITY, at=at, unit=row.unit_id)
    if row.state != State.RECORDED:
        raise ItemMovedOnError
    if row.revision != revision:
        raise ItemChangedMeanwhileError
    _fill(row, item, at)
    row.revision += 1
    row.save()
    _set_tasks(row, item)
    record(PublicityChanged(**naming(row)), actor=actor, at=at)
    return row


@transaction.atomic
def withdraw(*, item_id: UUID, reason: str, actor: Person, at: datetime) -> PublicityItem:
    """Withdraw an item: it counts no longer, and a practice leaves the library.

    Raises:
        PermissionDenied: `actor` acts neither for the unit nor for the lead office.
        ReasonMissingError: The reason is empty.
        ItemMovedOnError: It is withdrawn already.
    """
    row = locked(item_id)
    if not may(actor, CHOOSE_PRACTICE, on=local_day(at)):
        require(actor, ENTER_PUBLICITY, at=at, unit=row.unit_id)
    if not reason.strip():
        raise ReasonMissingError
    if row.state == State.WITHDRAWN:
        raise ItemMovedOnError
    row.state, row.note = State.WITHDRAWN, reason.strip()
    row.revision += 1
    row.save(update_fields=["state", "note", "revision"])
    record(PublicityWithdrawn(**naming(row), reason=row.note), actor=actor, at=at)
    return row


def locked(item_id: UUID) -> PublicityItem:
    """The item, locked until the transaction ends."""
    rows = PublicityItem.objects.select_related("unit", "plan__release").defer("plan__text")
    return rows.select_for_update(of=("self",)).get(pk=item_id)


def naming(row: PublicityItem) -> dict[str, Any]:
    """The fields that every fact about this item carries."""
    tasks = row.tasks.order_by("position").values_list("pk", flat=True)
    return {
        "item": str(row.pk),
        "item_kind": row.kind,
        "title": row.title,
        "tasks": tuple(str(pk) for pk in tasks),
        "unit_id": row.unit_id,
        "unit": row.unit.official_name_zh,
    }


def _fill(row: PublicityItem, item: Published, at: datetime) -> None:
    channel = _channel(row.plan, item.channel)
    _require_published(row.plan, item.published_on, local_day(at))
    if item.kind == Kind.GOOD_PRACTICE and not (item.practice.strip() and item.effect.strip()):
        raise PracticeUntoldError
    row.kind, row.title, row.published_on = item.kind, item.title.strip(), item.published_on
    row.channel, row.channel_zh = channel.code, channel.name.zh_hans
    row.channel_en = channel.name.en or ""
    row.address, row.may_quote = item.address.strip(), item.may_quote
    row.practice, row.effect = item.practice.strip(), item.effect.strip()
    if item.file is not None:
        media_type = accepted_type(
            item.file.content, largest_megabytes=limits_of(row.plan).largest_megabytes
        )
        row.file = keep(item.file.content, media_type=media_type, at=at)
        row.file_name = clean_name(item.file.name, media_type=media_type)
    if not row.address and row.file is None:
        raise NowhereToSeeError
    row.search_text = searched(
        row.title, row.unit.official_name_zh, row.channel_zh, row.practice, row.effect
    )


def _channel(plan: Plan, code: str) -> Channel:
    channels = publicity_rules_of(plan).channels
    found = next((each for each in channels if each.code == code), None)
    if found is None:
        raise ChannelUnknownError
    return found


def _require_published(plan: Plan, day: date, today: date) -> None:
    if day > today:
        raise PublishedLaterError
    if day < (plan.issued_on or plan.period_from):
        raise PublishedBeforeThePlanError


def _set_tasks(row: PublicityItem, item: Published) -> None:
    row.tasks.set(Task.objects.filter(plan=row.plan_id, pk__in=item.tasks))
