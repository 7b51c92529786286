"""What delivery keeps of a plan, split by noun."""

from yingshang.apps.delivery.models.appraisal import (
    AppraisalEntry,
    AppraisalResult,
    AppraisalScore,
    Objection,
)
from yingshang.apps.delivery.models.drafts import DraftCorrection, DraftPresence, PlanDraft
from yingshang.apps.delivery.models.evidence import Evidence
from yingshang.apps.delivery.models.findings import Deadline, Figure, Instrument, Measure
from yingshang.apps.delivery.models.implementation import (
    ExpectedProgress,
    ImplementationPlan,
    ImplementationVersion,
    Milestone,
    NotOurs,
    PlannedMeasure,
)
from yingshang.apps.delivery.models.meetings import (
    AgendaItem,
    Attendance,
    Decision,
    DecisionReport,
    Meeting,
)
from yingshang.apps.delivery.models.periods import ReportingPeriod
from yingshang.apps.delivery.models.plan import Correction, Entry, Plan, Section, Task
from yingshang.apps.delivery.models.publicity import PublicityItem
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
    "AgendaItem",
    "AppraisalEntry",
    "AppraisalResult",
    "AppraisalScore",
    "Attendance",
    "ClaimedMilestone",
    "Correction",
    "Deadline",
    "Decision",
    "DecisionReport",
    "DraftCorrection",
    "DraftPresence",
    "Duty",
    "Entry",
    "Evidence",
    "ExpectedProgress",
    "Figure",
    "ImplementationPlan",
    "ImplementationVersion",
    "Instrument",
    "Measure",
    "Meeting",
    "Milestone",
    "NotOurs",
    "Objection",
    "OpenEnded",
    "Plan",
    "PlanDraft",
    "PlannedMeasure",
    "PublicityItem",
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
