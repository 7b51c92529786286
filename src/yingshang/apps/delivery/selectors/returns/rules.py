"""How the units of a plan report, as the pack says."""

from yingshang.apps.delivery.decisions.saying_nothing import Rules
from yingshang.apps.delivery.errors import NoReturnRulesError
from yingshang.apps.delivery.models import Plan
from yingshang.apps.registers.selectors import pack_of
from yingshang.engines.packs.schema.returns import Returns

RULES_FILE = "returns.yaml"


def find_rules(plan: Plan) -> Returns | None:
    """What the plan's release says of returns; None when it says nothing."""
    model = pack_of(plan.release).models.get(RULES_FILE)
    return model if isinstance(model, Returns) else None


def rules_of(plan: Plan) -> Returns:
    """What the plan's release says of returns.

    Raises:
        NoReturnRulesError: It says nothing.
    """
    found = find_rules(plan)
    if found is None:
        raise NoReturnRulesError
    return found


def judging(rules: Returns) -> Rules:
    """When a text says nothing, or what another one says."""
    return Rules(
        least_characters=rules.hollow.least_characters,
        formulas=rules.hollow.formulas,
        copied_share=rules.copied.share,
        compared_from=rules.copied.least_characters,
    )
