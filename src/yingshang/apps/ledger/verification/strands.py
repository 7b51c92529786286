"""Each strand of the chain by itself: where it ends, and what is wrong with it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import Max, OuterRef, Subquery
from django.db.models.functions import Coalesce

from yingshang.apps.ledger import clock
from yingshang.apps.ledger.chain import FIRST_STRAND
from yingshang.apps.ledger.models import Event, Head
from yingshang.apps.ledger.roots import Root
from yingshang.apps.ledger.verification.explain import explain
from yingshang.apps.ledger.verification.faults import Fault
from yingshang.apps.ledger.verification.walk import Mark, Walked, walk


@dataclass(frozen=True)
class StrandEnd:
    """A strand when the verification began.

    Attributes:
        head: None where it was taken away, or where somebody made up a strand.
        through: Number of its last event; 0 where there is none.
        is_only: Whether the ledger has no other.
    """

    strand: int
    head: Head | None
    through: int
    is_only: bool


@dataclass
class Examined:
    """What was found in a strand.

    Attributes:
        push: How far its own faults say that its end was pushed.
    """

    end: StrandEnd
    walked: Walked
    push: int
    faults: list[Fault] = field(default_factory=list)

    @property
    def last_sequence(self) -> int:
        """Of its last event; 0 where it has none."""
        return self.walked.last.sequence if self.walked.last else 0

    def located(self, fault: Fault) -> Fault:
        """A fault with the strand, where there are several."""
        return fault if self.end.is_only else replace(fault, strand=self.end.strand)

    def in_order(self) -> list[Fault]:
        """Its faults along the strand."""
        ordered = sorted(self.faults, key=lambda fault: (fault.place, fault.code))
        return [self.located(fault) for fault in ordered]


def strand_ends() -> list[StrandEnd]:
    """Every strand and its last event, each in one reading, so that others may go on recording."""
    own = Event.objects.filter(strand=OuterRef("pk")).order_by("-number").values("number")[:1]
    heads = {head.pk: head for head in Head.objects.annotate(last=Coalesce(Subquery(own), 0))}
    through = {strand: head.last for strand, head in heads.items()} | _without_head()
    strands = sorted({*range(1, max(heads, default=0) + 1), *through})
    is_only = strands == [FIRST_STRAND]
    return [StrandEnd(n, heads.get(n), through.get(n, 0), is_only) for n in strands]


def _without_head() -> dict[int, int]:
    """The last event of every strand that has no head, by strand."""
    events = Event.objects.exclude(strand__in=Head.objects.values("pk")).order_by("strand")
    return dict(events.values_list("strand").annotate(Max("number")))


def examine(end: StrandEnd, roots: Sequence[Root]) -> Examined:
    """Walk along a strand and explain what does not hold."""
    walked = walk(end.strand, through=end.through, marks=_marks(end.strand, roots))
    faults, push = explain(walked, end.head)
    return Examined(end, walked, push, [*walked.faults, *faults])


def _marks(strand: int, roots: Sequence[Root]) -> list[Mark]:
    marks = []
    for root in roots:
        number, _hash = root.ends().get(strand, (0, ""))
        midnight = clock.midnight_of(date.fromisoformat(root.day))
        marks.append(Mark(number, root.through, midnight, root.day))
    return marks
