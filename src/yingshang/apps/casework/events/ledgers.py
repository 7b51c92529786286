"""What happens to ledgers."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from yingshang.apps.casework.events.base import AboutCase
from yingshang.apps.directory.events import UNIT
from yingshang.apps.ledger.events import Fact, Subject


@dataclass(frozen=True, kw_only=True)
class MonthLocked(Fact):
    """A month of a unit's ledger was locked with its sums."""

    kind = "casework.month_locked"
    visible_to = ("own_unit", "lead_office", "supervision_office")
    actor_visible_to = ("own_unit", "lead_office", "supervision_office")
    sentence = _("%(month)s of the ledger %(type_code)s was locked with %(rows)s rows.")

    type_code: str
    month: str
    rows: int
    unit_id: UUID

    def subjects(self) -> tuple[Subject, ...]:
        """The unit whose month it is."""
        return (Subject("unit", UNIT, self.unit_id),)


@dataclass(frozen=True, kw_only=True)
class RowCorrected(AboutCase):
    """A row of a locked month was changed, or added; the reason is shown beside the month."""

    kind = "casework.row_corrected"
    sentence = _("%(number)s was corrected after %(month)s had been locked: %(reason)s")
    month: str
    reason: str
