"""Cases, counted: what was opened is under way or over, and the ledger knows of the same."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import BigIntegerField, CharField, Count, Exists, OuterRef, Q
from django.db.models.functions import Cast

from yingshang.apps.casework.events import CASE
from yingshang.apps.casework.events.cases import DraftDiscarded
from yingshang.apps.casework.models import Case, Stage
from yingshang.apps.casework.selectors.books.findings import Entry, Finding, shown
from yingshang.apps.ledger.models import EventSubject

UNDER_WAY = (Stage.SUBMITTED, Stage.CORRECTING, Stage.RUNNING)
NOT_ACCEPTED = "not_accepted"


@dataclass(frozen=True)
class Account:
    """Cases of one type.

    Attributes:
        endings: Kind of ending → how many; `not_accepted` for those refused at the door.
    """

    type_code: str
    opened: int
    drafts: int
    under_way: int
    endings: dict[str, int]

    @property
    def over(self) -> int:
        """How many are over."""
        return sum(self.endings.values())

    @property
    def is_even(self) -> bool:
        """Whether every case of the type is accounted for."""
        return self.opened == self.drafts + self.under_way + self.over


def accounts() -> Sequence[Account]:
    """One account a type, in the order of their codes."""
    counted = (
        Case.objects.order_by("type_code")
        .values("type_code")
        .annotate(
            opened=Count("pk"),
            drafts=Count("pk", filter=Q(stage=Stage.DRAFT)),
            under_way=Count("pk", filter=Q(stage__in=UNDER_WAY)),
        )
    )
    endings = _endings()
    return [Account(**row, endings=endings.get(row["type_code"], {})) for row in counted]


def accounted(counted: Iterable[Account]) -> Entry:
    """Opened = drafts + under way + over, by type."""
    faults = [
        Finding(
            f"“{each.type_code}”的办件对不上：开办{each.opened}件，草稿{each.drafts}件、"
            f"在办{each.under_way}件、办结{each.over}件。请查没有结果的办件。",
            f"Cases of {each.type_code} do not add up: {each.opened} opened, {each.drafts} drafts, "
            f"{each.under_way} under way, {each.over} over. Look for cases without a result.",
        )
        for each in counted
        if not each.is_even
    ]
    total = sum(each.opened for each in counted)
    return Entry("开办＝草稿＋在办＋办结", "Opened = drafts + under way + over", total, faults)


def in_the_ledger() -> Entry:
    """Every case has its events, and every event of a case its case, unless it was discarded."""
    subjects = EventSubject.objects.filter(type=CASE)
    own = subjects.filter(key=Cast(OuterRef("pk"), CharField()))
    silent = Case.objects.exclude(Exists(own)).filter(source=None).order_by("pk")
    faults = [
        Finding(
            f"办件{number}在账本中没有记录。它不是由系统写入的，请查来源。",
            f"The ledger knows nothing of case {number}. The system did not write it.",
        )
        for number in silent.values_list("number", flat=True)
    ]
    thrown_away = subjects.filter(event__kind=DraftDiscarded.kind).values("key")
    there = Case.objects.filter(pk=Cast(OuterRef("key"), BigIntegerField()))
    gone = subjects.exclude(Exists(there)).exclude(key__in=thrown_away)
    keys = gone.order_by("key").values_list("key", flat=True).distinct()
    faults += [
        Finding(
            f"账本记有内部编号为{key}的办件，但已找不到。请从备份恢复。",
            f"The ledger speaks of a case with the inner number {key} that is gone. Restore it.",
        )
        for key in keys
    ]
    zh, en = "办件与账本一致", "Cases and the ledger agree"
    return Entry(zh, en, Case.objects.count(), shown(faults))


def _endings() -> dict[str, dict[str, int]]:
    """How cases ended; one that is over without saying how is missing here."""
    is_over = Q(stage__in=[Stage.ENDED, Stage.WITHDRAWN]) & ~Q(ending="")
    rows = (
        Case.objects.filter(is_over | Q(stage=Stage.REFUSED_ENTRY))
        .order_by("type_code", "ending")
        .values_list("type_code", "ending")
        .annotate(number=Count("pk"))
    )
    found: dict[str, dict[str, int]] = {}
    for type_code, ending, number in rows:
        found.setdefault(type_code, {})[ending or NOT_ACCEPTED] = number
    return found
