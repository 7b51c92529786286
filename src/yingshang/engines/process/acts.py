"""What people, outside systems and the clock may ask of a case: one value per act."""

from dataclasses import dataclass
from enum import StrEnum

from yingshang.engines.process.definition import Countersign

WITHDRAWN = "withdrawn"
"""The case's outcome when the applicant withdraws it."""


@dataclass(frozen=True)
class OnStep:
    """An act on one occurrence, by a party as the application names it."""

    step: str
    number: int
    by: str


@dataclass(frozen=True)
class Decide(OnStep):
    """Settle with an outcome: the holder; or the delegate, then the holder confirms."""

    outcome: str
    reason: str = ""


@dataclass(frozen=True)
class LeaveOut(OnStep):
    """Leave out an optional step, or one whose condition has become false while it was open."""

    reason: str = ""


@dataclass(frozen=True)
class Repeat(OnStep):
    """Do a repeatable step once more."""


@dataclass(frozen=True)
class Arrive:
    """What an outside party or an automatic step came to; `source` says where it is known from."""

    step: str
    number: int
    outcome: str
    source: str


@dataclass(frozen=True)
class AskSignatures(OnStep):
    """会签: ask these to sign, in parallel; without `rule` the step's own applies, else all."""

    parties: tuple[str, ...]
    rule: Countersign | None = None


@dataclass(frozen=True)
class Sign(OnStep):
    """A signatory agrees or objects."""

    agrees: bool
    reason: str = ""


class Where(StrEnum):
    """Where an added signatory signs, seen from who adds."""

    BEFORE = "before"
    PARALLEL = "parallel"
    AFTER = "after"


@dataclass(frozen=True)
class AddSignatory(OnStep):
    """加签: before, beside or after oneself; by the holder, before or after deciding."""

    party: str
    where: Where = Where.PARALLEL


@dataclass(frozen=True)
class RemoveSignatory(OnStep):
    """减签: by the holder or whoever added the seat."""

    party: str


@dataclass(frozen=True)
class SendBack(OnStep):
    """退回: to any earlier step that was settled."""

    to: str
    reason: str


@dataclass(frozen=True)
class TakeBack(OnStep):
    """撤回: one's own decision, while nobody acted on a later step."""


@dataclass(frozen=True)
class WithdrawCase:
    """撤回: the applicant withdraws the whole case.

    `outcome` names another end that comes from outside the steps: barred by what was found out,
    or lapsed because nothing came.
    """

    by: str
    reason: str = ""
    outcome: str = WITHDRAWN


@dataclass(frozen=True)
class Urge(OnStep):
    """催办."""


@dataclass(frozen=True)
class Delegate(OnStep):
    """委派: `to` acts, the holder confirms."""

    to: str


@dataclass(frozen=True)
class Confirm(OnStep):
    """The holder confirms what the delegate proposed."""


@dataclass(frozen=True)
class Recall(OnStep):
    """The holder ends the delegation; what was proposed falls."""


@dataclass(frozen=True)
class HandOver(OnStep):
    """转办: the holder (or a signatory, the seat) passes to `to`."""

    to: str


@dataclass(frozen=True)
class AskHelp(OnStep):
    """协办: ask these for an opinion before deciding."""

    parties: tuple[str, ...]


@dataclass(frozen=True)
class Answer(OnStep):
    """A helper gives an opinion (its words are the application's)."""


@dataclass(frozen=True)
class ReleaseHelper(OnStep):
    """The holder goes on without this helper."""

    party: str


@dataclass(frozen=True)
class Reconsider:
    """Ask the conditions of held steps again, after data changed."""

    steps: tuple[str, ...]


Act = (
    Decide
    | LeaveOut
    | Repeat
    | Arrive
    | AskSignatures
    | Sign
    | AddSignatory
    | RemoveSignatory
    | SendBack
    | TakeBack
    | WithdrawCase
    | Urge
    | Delegate
    | Confirm
    | Recall
    | HandOver
    | AskHelp
    | Answer
    | ReleaseHelper
    | Reconsider
)
