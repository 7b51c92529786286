"""Conditions in a small frozen SQL grammar: read, checked, judged by DuckDB with three values."""

from yingshang.engines.rules.columns import Column, Columns, Words
from yingshang.engines.rules.condition import Condition, faults_of, read
from yingshang.engines.rules.decisions import Decision, DecisionTable, Row, decide
from yingshang.engines.rules.explaining import explain
from yingshang.engines.rules.faults import (
    ConditionFault,
    Fault,
    RecordFault,
    RulesError,
    TableFault,
)
from yingshang.engines.rules.judging import Truth, Verdict, compute, compute_all, judge, judge_all
from yingshang.engines.rules.proofs import (
    Finding,
    Findings,
    No,
    Unproven,
    Yes,
    gaps,
    overlaps,
    satisfiable,
)
from yingshang.engines.rules.tables import TableVerdicts, judge_table
from yingshang.engines.rules.wording import FAULTS

FAULT_CODES = frozenset(FAULTS)

__all__ = [
    "FAULT_CODES",
    "Column",
    "Columns",
    "Condition",
    "ConditionFault",
    "Decision",
    "DecisionTable",
    "Fault",
    "Finding",
    "Findings",
    "No",
    "RecordFault",
    "Row",
    "RulesError",
    "TableFault",
    "TableVerdicts",
    "Truth",
    "Unproven",
    "Verdict",
    "Words",
    "Yes",
    "compute",
    "compute_all",
    "decide",
    "explain",
    "faults_of",
    "gaps",
    "judge",
    "judge_all",
    "judge_table",
    "overlaps",
    "read",
    "satisfiable",
]
