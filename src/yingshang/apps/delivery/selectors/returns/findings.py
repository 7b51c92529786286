"""What the checks find in a return: hollow, or copied."""

from typing import Any

from yingshang.apps.delivery.decisions.returns import Content
from yingshang.apps.delivery.decisions.saying_nothing import Rules, copied_from, is_hollow
from yingshang.apps.delivery.models import Return
from yingshang.apps.delivery.selectors.returns.others import texts_beside
from yingshang.apps.delivery.selectors.returns.rules import find_rules, judging

HOLLOW, COPIED_BEFORE, COPIED_OTHER = "hollow", "copied_before", "copied_other"
FLAGS = (HOLLOW, COPIED_BEFORE, COPIED_OTHER)


def flags_of(report: Return, content: Content, files: int) -> dict[str, Any]:
    """Code of a finding → what it rests on; nothing where the pack has no rules.

    `hollow`: true. `copied_before`, `copied_other`: the share copied, and of which return.
    """
    rules = find_rules(report.period.plan)
    if rules is None:
        return {}
    return _found(report, content, files, judging(rules))


def _found(report: Return, content: Content, files: int, rules: Rules) -> dict[str, Any]:
    found: dict[str, Any] = {HOLLOW: True} if is_hollow(content, files, rules) else {}
    beside = list(texts_beside(report))
    for code, is_own in ((COPIED_BEFORE, True), (COPIED_OTHER, False)):
        others = [(each, each.text) for each in beside if each.is_own == is_own]
        copied = copied_from(content.words, others, rules)
        if copied is not None:
            other, share = copied
            found[code] = {
                "share": round(share, 3),
                "of": str(other.report_id),
                "unit": other.unit,
            }
    return found
