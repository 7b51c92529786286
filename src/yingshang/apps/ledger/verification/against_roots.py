"""Compare the ledger with the roots that were taken from it."""

from collections.abc import Sequence

from yingshang.apps.ledger.chain import GENESIS
from yingshang.apps.ledger.models import Head
from yingshang.apps.ledger.roots import Root
from yingshang.apps.ledger.verification.faults import Fault
from yingshang.apps.ledger.verification.strands import Examined


def file_faults(lines: Sequence[Root | None], head: Head | None) -> list[Fault]:
    """Lines that are damaged, or do not follow the line before; a file of another ledger."""
    previous, through = GENESIS, 0
    for number, root in enumerate(lines, start=1):
        if root is None or root.previous != previous or root.after != through:
            return [Fault("L011", 0, {"line": number})]
        if head is not None and root.ledger != str(head.ledger_id):
            return [Fault("L012", 0)]
        previous, through = root.root, root.through
    return []


def root_faults(roots: Sequence[Root], strands: Sequence[Examined]) -> list[Fault]:
    """The first root that a strand contradicts, for each; what the strands told is not repeated."""
    faults = [fault for each in strands for fault in _contradiction(roots, each)]
    return faults or _subjects_missed(roots, strands)


def _contradiction(roots: Sequence[Root], strand: Examined) -> list[Fault]:
    last = strand.walked.last.number if strand.walked.last else 0
    covered = 0
    for root in roots:
        number, expected = root.ends().get(strand.end.strand, (0, GENESIS))
        if number > last:
            return _cut(number, last - strand.push, strand)
        if number and number not in strand.walked.marks:
            return []
        if number and strand.walked.marks[number][0] != expected:
            return _rewritten(root, covered + 1, number, strand)
        covered = number
    return []


def _cut(number: int, last: int, strand: Examined) -> list[Fault]:
    if last >= number or any(fault.code in {"L005", "L017"} for fault in strand.faults):
        return []
    return [strand.located(Fault("L005", last + 1, {"first": last + 1, "last": number}))]


def _rewritten(root: Root, first: int, last: int, strand: Examined) -> list[Fault]:
    if _told(last, strand):
        return []
    values = {"day": root.day, "first": first, "last": last}
    return [strand.located(Fault("L010", first, values))]


def _subjects_missed(roots: Sequence[Root], strands: Sequence[Examined]) -> list[Fault]:
    """Subjects that vanished from event and index alike, and whose strand was written anew."""
    counted = 0
    for root in roots:
        ends = {strand: number for strand, (number, _hash) in root.ends().items() if number}
        marks = [each.walked.marks.get(ends.get(each.end.strand, 0)) for each in strands]
        found = sum(mark[1] for mark in marks if mark)
        if sum(1 for mark in marks if mark) < len(ends):
            return []
        is_told = any(_told(ends.get(each.end.strand, 0), each) for each in strands)
        if found - counted != root.subjects and not is_told:
            values = {"day": root.day, "expected": root.subjects, "found": found - counted}
            return [Fault("L015", 0, values)]
        counted = found
    return []


def _told(last: int, strand: Examined) -> bool:
    """Whether a fault of the strand up to a number explains the difference already."""
    return any(0 < fault.place <= last for fault in strand.faults)
