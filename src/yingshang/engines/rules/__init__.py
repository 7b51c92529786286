"""Conditions in a small frozen SQL grammar: read, checked, judged by DuckDB with three values."""

from yingshang.engines.rules.columns import Column, Columns, Words
from yingshang.engines.rules.condition import Condition, faults_of, read
from yingshang.engines.rules.faults import (
    ConditionFault,
    Fault,
    RecordFault,
    RulesError,
    TableFault,
)
from yingshang.engines.rules.judging import Truth, Verdict, compute, judge, judge_all
from yingshang.engines.rules.wording import FAULTS

FAULT_CODES = frozenset(FAULTS)

__all__ = [
    "FAULT_CODES",
    "Column",
    "Columns",
    "Condition",
    "ConditionFault",
    "Fault",
    "RecordFault",
    "RulesError",
    "TableFault",
    "Truth",
    "Verdict",
    "Words",
    "compute",
    "faults_of",
    "judge",
    "judge_all",
    "read",
]
