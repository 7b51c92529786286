"""The page of one duty."""

from dataclasses import dataclass

from yingshang.apps.directory.models import Person, Unit
from yingshang.apps.ledger.selectors import Timeline, timeline
from yingshang.apps.obligations.events import OBLIGATION
from yingshang.apps.obligations.kinds import find_kind, kind_name
from yingshang.apps.obligations.models import DueChange, Extension, Obligation, Pause, Recheck
from yingshang.apps.obligations.offers import offers
from yingshang.apps.obligations.selectors.desk import lit
from yingshang.apps.obligations.selectors.duties import visible_to
from yingshang.apps.obligations.selectors.entries import Entry, entries


@dataclass(frozen=True)
class DutyPage:
    """One duty: how it stands, why its dates are what they are, what happened, what may be done.

    Attributes:
        subject_url: Where it is dealt with; empty for a kind that no installed app declares.
        offers: Names of the acts that the viewer may do now, in the order of the buttons.
    """

    entry: Entry
    kind: str
    subject_url: str
    co_units: tuple[Unit, ...]
    changes: tuple[DueChange, ...]
    pauses: tuple[Pause, ...]
    extensions: tuple[Extension, ...]
    rechecks: tuple[Recheck, ...]
    timeline: Timeline
    offers: tuple[str, ...]

    @property
    def duty(self) -> Obligation:
        """The row itself."""
        return self.entry.duty


def duty_of(viewer: Person, pk: int) -> Obligation | None:
    """The duty with this id, with its light; None when there is none that `viewer` may read."""
    rows = lit(visible_to(viewer)).select_related("claimed_by", "verified_by")
    return rows.filter(pk=pk).first()


def duty_page(viewer: Person, duty: Obligation, before: int | None = None) -> DutyPage:
    """Everything that `viewer` may see of `duty`; `before` pages the timeline."""
    kind = find_kind(duty.kind)
    beside = duty.co_holders.select_related("unit").order_by("pk")
    return DutyPage(
        entry=entries([duty])[0],
        kind=kind_name(duty.kind),
        subject_url=kind.page_of(duty.subject_key) if kind else "",
        co_units=tuple(each.unit for each in beside),
        changes=tuple(duty.due_changes.select_related("by").order_by("-pk")),
        pauses=tuple(duty.pauses.order_by("pk")),
        extensions=tuple(duty.extensions.order_by("pk")),
        rechecks=tuple(duty.rechecks.exclude(finding="").order_by("pk")),
        timeline=timeline(OBLIGATION, str(duty.pk), viewer, before=before),
        offers=offers(viewer, duty),
    )
