"""What casework keeps, split by noun."""

from yingshang.apps.casework.models.cases import Case, CaseUnit, PersonalValue, Stage, Way
from yingshang.apps.casework.models.ledgers import LedgerCorrection, LedgerMonth, SavedView
from yingshang.apps.casework.models.links import CaseLink, FollowUp, LeftOpen
from yingshang.apps.casework.models.moves import Move, MoveVerdict
from yingshang.apps.casework.models.outside import (
    OutsideCall,
    OutsideChange,
    OutsideEvent,
    OutsideFile,
    OutsideMapping,
    OutsideRemark,
    OutsideSource,
    OutsideToken,
)
from yingshang.apps.casework.models.papers import CaseFile, Correction, Letter
from yingshang.apps.casework.models.steps import Signatory, Step, Tally

__all__ = [
    "Case",
    "CaseFile",
    "CaseLink",
    "CaseUnit",
    "Correction",
    "FollowUp",
    "LedgerCorrection",
    "LedgerMonth",
    "LeftOpen",
    "Letter",
    "Move",
    "MoveVerdict",
    "OutsideCall",
    "OutsideChange",
    "OutsideEvent",
    "OutsideFile",
    "OutsideMapping",
    "OutsideRemark",
    "OutsideSource",
    "OutsideToken",
    "PersonalValue",
    "SavedView",
    "Signatory",
    "Stage",
    "Step",
    "Tally",
    "Way",
]
