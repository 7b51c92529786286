"""Find out whether the ledger is still what was written."""

from pathlib import Path

from django.db.models import Max, Subquery

from yingshang.apps.ledger.models import Event, Head
from yingshang.apps.ledger.roots import Root, read_lines, roots_file
from yingshang.apps.ledger.verification.against_roots import file_faults, root_faults
from yingshang.apps.ledger.verification.explain import explain
from yingshang.apps.ledger.verification.faults import Fault, Findings
from yingshang.apps.ledger.verification.walk import walk

__all__ = ["Fault", "Findings", "verify"]


def verify(*, roots: Path | None = None) -> Findings:
    """Read the whole ledger and say everything that is wrong with it, in the order of the chain.

    Args:
        roots: A roots file, best a copy that was kept in another house; by default the
            installation's own. Without roots a chain rewritten from some event to its end,
            head included, looks sound.
    """
    head, through = _end()
    lines = read_lines(roots or roots_file())
    kept: list[Root] = [root for root in lines if root is not None]
    walked = walk(through=through, marked=frozenset(root.through for root in kept))
    chain_faults, push = explain(walked, head)
    faults = [*walked.faults, *chain_faults]
    faults.sort(key=lambda fault: (fault.place, fault.code))
    faults += file_faults(lines, head)
    faults += root_faults(kept, walked, push=push, already=faults)
    return Findings(
        events=walked.events,
        through=walked.last.sequence if walked.last else 0,
        roots=len(lines),
        faults=tuple(faults),
    )


def _end() -> tuple[Head | None, int]:
    """Head and last event in one reading, so that others may go on recording."""
    last = Event.objects.order_by("-sequence").values("sequence")[:1]
    head = Head.objects.filter(pk=1).annotate(last=Subquery(last)).first()
    if head is None:
        return None, Event.objects.aggregate(last=Max("sequence"))["last"] or 0
    return head, head.last or 0
