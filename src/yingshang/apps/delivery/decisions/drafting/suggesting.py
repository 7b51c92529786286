"""What the grammar reads in words that a person marked; the person may put it right."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from yingshang.apps.delivery.decisions.drafting.base import base_of
from yingshang.apps.delivery.decisions.drafting.findings import compact
from yingshang.apps.delivery.decisions.drafting.reading import Kind
from yingshang.engines.documents import Document
from yingshang.engines.plans.compiler import compile_plan

LONGEST = 300
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def suggested(kind: Kind, words: str, issue_date: str | None = None) -> Mapping[str, Any]:
    """Values for a new target or deadline with these words; at least what a finding must have.

    The words are read in a plan of one task, issued when the document was.

    Example:
        >>> suggested("deadline", "2025年6月底前")["date"]
        '2025-06-30'
    """
    if kind not in ("target", "deadline"):
        return {}
    marked = compact(words)[:LONGEST]
    plan = f"方案\n{issue_date or ''}\n一、工作任务\n1.工作。{marked}。(市甲局牵头,市乙局负责)\n"
    reading = base_of(compile_plan(Document(plan, "text/plain")))
    found = [each for task in reading.tasks for each in task.of(kind)]
    if found:
        return {name: value for name, value in found[0].values.items() if value is not None}
    if kind == "deadline":
        return {"type": "ongoing"}
    number = _NUMBER.search(marked)
    value = float(number[0]) if number else 1.0
    return {"value": value, "value_text": number[0] if number else marked[:20], "unit": "项"}
