"""What delivery keeps of a plan, split by noun."""

from yingshang.apps.delivery.models.evidence import Evidence, EvidenceFile
from yingshang.apps.delivery.models.findings import Deadline, Figure, Instrument, Measure
from yingshang.apps.delivery.models.implementation import (
    ExpectedProgress,
    ImplementationPlan,
    ImplementationVersion,
    Milestone,
    NotOurs,
    PlannedMeasure,
)
from yingshang.apps.delivery.models.periods import ReportingPeriod
from yingshang.apps.delivery.models.plan import Correction, Entry, Plan, Section, Task
from yingshang.apps.delivery.models.requirements import Duty, ServiceRule, WorkRequirement
from yingshang.apps.delivery.models.responsibility import (
    OpenEnded,
    Responsibility,
    Role,
    TaskUnit,
)
from yingshang.apps.delivery.models.returns import (
    ClaimedMilestone,
    Return,
    ReturnLine,
    ReturnVersion,
)
from yingshang.apps.delivery.models.targets import Target
from yingshang.apps.delivery.models.wording import Wording

__all__ = [
    "ClaimedMilestone",
    "Correction",
    "Deadline",
    "Duty",
    "Entry",
    "Evidence",
    "EvidenceFile",
    "ExpectedProgress",
    "Figure",
    "ImplementationPlan",
    "ImplementationVersion",
    "Instrument",
    "Measure",
    "Milestone",
    "NotOurs",
    "OpenEnded",
    "Plan",
    "PlannedMeasure",
    "ReportingPeriod",
    "Responsibility",
    "Return",
    "ReturnLine",
    "ReturnVersion",
    "Role",
    "Section",
    "ServiceRule",
    "Target",
    "Task",
    "TaskUnit",
    "Wording",
    "WorkRequirement",
]
