"""How large files may be, and how many there may be."""

from yingshang.apps.delivery.models import Plan
from yingshang.apps.delivery.selectors.returns.rules import find_rules
from yingshang.engines.packs.schema.returns import EvidenceRule


def limits_of(plan: Plan) -> EvidenceRule:
    """How large a file may be, and how many there may be; pack `returns.yaml#evidence`."""
    rules = find_rules(plan)
    return rules.evidence if rules else EvidenceRule()
