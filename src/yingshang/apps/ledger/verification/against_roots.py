"""Compare the ledger with the roots that were taken from it."""

from collections.abc import Sequence

from yingshang.apps.ledger.chain import GENESIS
from yingshang.apps.ledger.models import Head
from yingshang.apps.ledger.roots import Root
from yingshang.apps.ledger.verification.faults import Fault
from yingshang.apps.ledger.verification.walk import Walked


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


def root_faults(
    roots: Sequence[Root], walked: Walked, *, push: int, already: Sequence[Fault]
) -> list[Fault]:
    """The first root that the ledger contradicts; what the chain itself told is not told twice.

    Args:
        push: How far the chain's own faults say that its end was pushed.
    """
    last = walked.last.sequence if walked.last else 0
    counted = 0
    for root in roots:
        if root.through > last:
            return _cut(root, last - push, already)
        if root.through not in walked.marks:
            return []
        found_hash, subjects = walked.marks[root.through]
        if found_hash != root.hash:
            return _rewritten(root, already)
        if subjects - counted != root.subjects and not _told(root, already):
            values = {"day": root.day, "expected": root.subjects, "found": subjects - counted}
            return [Fault("L015", root.after + 1, values)]
        counted = subjects
    return []


def _cut(root: Root, last: int, already: Sequence[Fault]) -> list[Fault]:
    if last >= root.through or any(fault.code == "L005" for fault in already):
        return []
    return [Fault("L005", last + 1, {"first": last + 1, "last": root.through})]


def _rewritten(root: Root, already: Sequence[Fault]) -> list[Fault]:
    if _told(root, already):
        return []
    values = {"day": root.day, "first": root.after + 1, "last": root.through}
    return [Fault("L010", root.after + 1, values)]


def _told(root: Root, already: Sequence[Fault]) -> bool:
    """Whether a fault of the chain up to this root explains the difference already."""
    return any(0 < fault.place <= root.through for fault in already)
