"""The rows of one case as the process engine reads them: a few, in waves, and only when asked."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from yingshang.apps.casework.models import Case, Signatory, Stage, Step, Tally
from yingshang.engines.process import (
    Count,
    Countersign,
    Help,
    Helper,
    Mode,
    Occurrence,
    Opinion,
    Place,
    Process,
    Seat,
    Status,
    empty_place,
)
from yingshang.engines.process import Signatory as Signature

OVER = (Stage.ENDED, Stage.WITHDRAWN, Stage.REFUSED_ENTRY)


class Rows:
    """A `process.Position` over the database.

    Args:
        is_new: The case has no rows yet, so that nothing needs to be read.
    """

    def __init__(self, case: Case, process: Process, *, is_new: bool = False) -> None:
        self.case = case
        self.process = process
        self._is_new = is_new
        self.steps: dict[str, Step] = {}
        self.tallies: dict[str, Tally] = {}
        self.signatories: dict[tuple[int, str, int, str], Signatory] = {}

    @property
    def closed(self) -> str | None:
        """The outcome once the case is over."""
        return (self.case.outcome or self.case.stage) if self.case.stage in OVER else None

    def places(self, nodes: Iterable[str]) -> Mapping[str, Place]:
        """The places of these nodes: three small queries a wave, none for a new case."""
        names = list(nodes)
        if not self._is_new:
            self._read(names)
        return {name: self._place(name) for name in names}

    def _read(self, names: list[str]) -> None:
        rows = Step.objects.filter(case=self.case, code__in=names).order_by("code", "number")
        found = {row.code: row for row in rows}
        for row in found.values():
            row.case = self.case
        self.steps |= found
        tallies = Tally.objects.filter(case=self.case, node__in=names).order_by()
        self.tallies |= {row.node: row for row in tallies}
        open_ones = [row.pk for row in found.values() if row.status == Step.Status.OPEN]
        if open_ones:
            for each in Signatory.objects.filter(step__in=open_ones).order_by("pk"):
                self.signatories[each.step_id, each.kind, each.round, each.party] = each

    def _place(self, name: str) -> Place:
        empty = empty_place(self.process, name)
        tally, step = self.tallies.get(name), self.steps.get(name)
        return Place(
            node=name,
            tally=tuple(Count(*count) for count in tally.counts) if tally else empty.tally,
            newest=self._occurrence(step) if step else None,
            owed=frozenset(tally.owed) if tally else frozenset(),
            reached=tally is not None and tally.reached_at is not None,
        )

    def _occurrence(self, step: Step) -> Occurrence:
        own = [each for each in self.signatories.values() if each.step_id == step.pk]
        signatures = [each for each in own if each.kind == Signatory.Kind.SIGNATURE]
        return Occurrence(
            step=step.code,
            number=step.number,
            status=Status(step.status),
            outcome=step.outcome or None,
            holder=step.holder or None,
            delegate=step.delegate or None,
            proposed=step.proposed or None,
            proposed_by=step.proposed_by or None,
            decided_by=step.decided_by or None,
            reason=step.reason,
            missing=tuple(step.missing),
            rule=rule_of(step),
            round=step.round,
            signatories=tuple(_signature(each) for each in signatures),
            helpers=tuple(_helper(each) for each in own if each.kind == Signatory.Kind.HELP),
            superseded=step.is_superseded,
        )


def rule_of(step: Step) -> Countersign | None:
    """How many signatories must agree in a step; None where nobody signs."""
    if not step.rule:
        return None
    return Countersign(Mode(step.rule["mode"]), Fraction(step.rule["share"]))


def stored_rule(rule: Countersign | None) -> dict[str, str]:
    """A rule as JSON holds it."""
    return {"mode": rule.mode.value, "share": str(rule.share)} if rule else {}


def _signature(row: Signatory) -> Signature:
    return Signature(
        party=row.party,
        round=row.round,
        added_by=row.added_by,
        seat=Seat(row.seat),
        waits_for=frozenset(row.waits_for),
        opinion=Opinion(row.opinion),
    )


def _helper(row: Signatory) -> Helper:
    return Helper(row.party, Help(row.opinion))
