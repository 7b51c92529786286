"""How facts name a proposal, and how a proposal is locked."""

from typing import Any

from yingshang.apps.supervision.errors import ProposalClosedError
from yingshang.apps.supervision.models import Proposal


def naming(proposal: Proposal) -> dict[str, Any]:
    """The fields that every fact about a proposal has."""
    return {
        "proposal": proposal.pk,
        "ground": proposal.ground,
        "case": proposal.case_id,
        "number": proposal.case.number,
        "unit_id": proposal.unit_id,
        "unit": proposal.unit.official_name_zh,
    }


def locked_open(proposal_id: int) -> Proposal:
    """The proposal that waits for a decision, locked until the transaction ends.

    Raises:
        ProposalClosedError: It waits no longer.
    """
    rows = Proposal.objects.select_related("case", "unit").select_for_update(of=("self",))
    proposal = rows.get(pk=proposal_id)
    if proposal.state != Proposal.State.OPEN:
        raise ProposalClosedError
    return proposal
