"""The page of one item, and its file."""

from dataclasses import dataclass
from datetime import date
from typing import IO
from uuid import UUID

from yingshang.apps.delivery.events.publicity import ITEM
from yingshang.apps.delivery.models import PublicityItem, Task
from yingshang.apps.delivery.permissions import CHOOSE_PRACTICE, ENTER_PUBLICITY
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import may
from yingshang.apps.files.selectors import opened
from yingshang.apps.ledger import clock
from yingshang.apps.ledger.selectors import Timeline, timeline

State = PublicityItem.State


@dataclass(frozen=True)
class ItemPage:
    """One item, and what the viewer may do with it now."""

    item: PublicityItem
    tasks: tuple[Task, ...]
    timeline: Timeline
    may_change: bool
    may_choose: bool
    may_withdraw: bool


def find_item(key: UUID) -> PublicityItem | None:
    """The item with this id."""
    rows = PublicityItem.objects.select_related("unit", "plan", "file", "entered_by", "decided_by")
    return rows.defer("plan__text").filter(pk=key).first()


def item_page(viewer: Person, item: PublicityItem) -> ItemPage:
    """Everything on the page of `item`."""
    today = clock.today()
    is_own = may_enter(viewer, item, today)
    chooses = may(viewer, CHOOSE_PRACTICE, on=today)
    is_recorded = item.state == State.RECORDED
    return ItemPage(
        item=item,
        tasks=tuple(item.tasks.order_by("position")),
        timeline=timeline(ITEM, item.pk, viewer),
        may_change=is_own and is_recorded,
        may_choose=chooses and is_recorded and item.kind == PublicityItem.Kind.GOOD_PRACTICE,
        may_withdraw=(is_own or chooses) and item.state != State.WITHDRAWN,
    )


def may_enter(viewer: Person, item: PublicityItem, on: date) -> bool:
    """Whether `viewer` enters for the unit of `item`."""
    return may(viewer, ENTER_PUBLICITY, on=on, unit=item.unit_id)


def content_of(item: PublicityItem) -> IO[bytes] | None:
    """The content of the item's file; None when there is none."""
    return opened(item.file) if item.file else None
