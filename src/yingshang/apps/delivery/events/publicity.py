"""What delivery records of publicity and good practice."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from yingshang.apps.delivery.events.implementation import TASK
from yingshang.apps.directory.events import UNIT
from yingshang.apps.ledger.events import Fact, Subject

ITEM = "delivery.publicityitem"


@dataclass(frozen=True, kw_only=True)
class AboutPublicity(Fact):
    """The part of a fact that names one item. `item_kind` is `publicity` or `good_practice`."""

    item: str
    item_kind: str
    title: str
    tasks: tuple[str, ...]
    unit_id: UUID
    unit: str

    def subjects(self) -> tuple[Subject, ...]:
        """The item, its unit and its tasks."""
        return (
            Subject("item", ITEM, self.item),
            Subject("unit", UNIT, self.unit_id),
            *(Subject("task", TASK, task) for task in self.tasks),
        )


@dataclass(frozen=True, kw_only=True)
class PublicityRecorded(AboutPublicity):
    """A unit entered something that it published, or a practice."""

    kind = "delivery.publicity_recorded"
    sentence = _("%(unit)s entered “%(title)s” (%(channel)s, %(published_on)s).")
    channel: str
    published_on: str


@dataclass(frozen=True, kw_only=True)
class PublicityChanged(AboutPublicity):
    """An item was put right."""

    kind = "delivery.publicity_changed"
    sentence = _("%(unit)s changed the entry “%(title)s”.")


@dataclass(frozen=True, kw_only=True)
class PublicityWithdrawn(AboutPublicity):
    """An item no longer counts; a practice leaves the library."""

    kind = "delivery.publicity_withdrawn"
    sentence = _("“%(title)s” of %(unit)s was withdrawn: %(reason)s")
    reason: str


@dataclass(frozen=True, kw_only=True)
class PracticeAdopted(AboutPublicity):
    """The lead office took a practice into the library."""

    kind = "delivery.practice_adopted"
    sentence = _("The practice “%(title)s” of %(unit)s was taken into the library. %(note)s")
    note: str


@dataclass(frozen=True, kw_only=True)
class PracticeDeclined(AboutPublicity):
    """The lead office did not take a practice into the library."""

    kind = "delivery.practice_declined"
    sentence = _("The practice “%(title)s” of %(unit)s was not taken into the library: %(note)s")
    note: str
