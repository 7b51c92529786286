"""What every fact about a case carries."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.formats import date_format

from yingshang.apps.directory.events import PERSON, UNIT
from yingshang.apps.ledger.events import Fact, Subject
from yingshang.apps.ledger.reader import in_words

CASE = "casework.case"
STEP = "casework.step"
DUTY = "obligations.obligation"
# Those who may read a case, and those who oversee the duties in it; see `audiences.py`.
READERS: tuple[str, ...] = ("casework.readers", "casework.overseers")
# … and whoever applied for it, or acts for them.
OPEN_TO_APPLICANT: tuple[str, ...] = (*READERS, "casework.applicants")


def with_days(values: Mapping[str, Any]) -> dict[str, Any]:
    """Days, which end in `_on`, as the reader writes them; names in the reader's language."""
    shown = dict(values)
    for name, value in values.items():
        if name.endswith("_on") and isinstance(value, str) and value:
            shown[name] = date_format(date.fromisoformat(value))
        if name.endswith("_zh"):
            bare = name.removesuffix("_zh")
            shown[bare] = in_words(str(value), str(values.get(f"{bare}_en") or ""))
    return shown


@dataclass(frozen=True, kw_only=True)
class AboutCase(Fact):
    """The part of a fact that names one case and the unit in charge of it."""

    visible_to = READERS
    actor_visible_to = ("casework.readers",)

    case: int
    number: str
    unit_id: UUID
    # Duties that began or ended by this, so that it stands in their history too.
    obligations: tuple[int, ...] = ()

    def subjects(self) -> tuple[Subject, ...]:
        """The case, the unit in charge, and the duties that the act began or ended."""
        return (
            Subject("case", CASE, str(self.case)),
            Subject("unit", UNIT, self.unit_id),
            *(Subject("obligation", DUTY, str(k)) for k in self.obligations),
        )

    @classmethod
    def wording(cls, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """Days and names as the reader writes them."""
        return with_days(values)


@dataclass(frozen=True, kw_only=True)
class ToldOfCase(AboutCase):
    """A fact about a case that its applicant reads too."""

    visible_to = OPEN_TO_APPLICANT


@dataclass(frozen=True, kw_only=True)
class AboutStep(AboutCase):
    """A fact about one step of a case."""

    step: int
    step_zh: str
    step_en: str
    holder_id: UUID | None = None

    def subjects(self) -> tuple[Subject, ...]:
        """Those of the case, the step, and the unit that holds it."""
        own: tuple[Subject, ...] = (Subject("step", STEP, str(self.step)),)
        if self.holder_id is not None and self.holder_id != self.unit_id:
            own += (Subject("holder", UNIT, self.holder_id),)
        return super().subjects() + own


@dataclass(frozen=True, kw_only=True)
class ToldOfStep(AboutStep):
    """A fact about a step that the applicant reads too."""

    visible_to = OPEN_TO_APPLICANT


@dataclass(frozen=True, kw_only=True)
class OutcomeOfStep(ToldOfStep):
    """How a step ended; `opened` names the steps that began by it."""

    outcome_zh: str
    outcome_en: str
    opened: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AboutParty(AboutStep):
    """A fact about a step and somebody who is asked to take part in it."""

    party: str
    party_id: UUID | None = None

    def subjects(self) -> tuple[Subject, ...]:
        """Those of the step, and the person or unit concerned."""
        if self.party_id is None:
            return super().subjects()
        return (*super().subjects(), Subject("party", PERSON, self.party_id))
