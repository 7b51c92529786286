"""Find out whether the ledger is still what was written."""

from pathlib import Path

from yingshang.apps.ledger.models import Head
from yingshang.apps.ledger.roots import Root, read_lines, roots_file
from yingshang.apps.ledger.verification.against_roots import file_faults, root_faults
from yingshang.apps.ledger.verification.erasures import unrecorded
from yingshang.apps.ledger.verification.faults import Fault, Findings
from yingshang.apps.ledger.verification.strands import examine, strand_ends

__all__ = ["Fault", "Findings", "verify"]


def verify(*, roots: Path | None = None) -> Findings:
    """Read the whole ledger and say everything that is wrong with it, strand by strand.

    Args:
        roots: A roots file, best a copy that was kept in another house; by default the
            installation's own. Without roots a strand rewritten from some event to its end,
            head included, looks sound.
    """
    lines = read_lines(roots or roots_file())
    kept: list[Root] = [root for root in lines if root is not None]
    examined = [examine(end, kept) for end in strand_ends()]
    unrecorded(examined)
    faults = [fault for each in examined for fault in each.in_order()]
    faults += file_faults(lines, Head.objects.order_by("pk").first())
    faults += root_faults(kept, examined)
    return Findings(
        events=sum(each.walked.events for each in examined),
        through=max((each.last_sequence for each in examined), default=0),
        roots=len(lines),
        faults=tuple(faults),
    )
