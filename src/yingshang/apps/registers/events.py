"""What the registers record."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from yingshang.apps.ledger.events import Fact, Subject


@dataclass(frozen=True, kw_only=True)
class PackInstalled(Fact):
    """A release of a pack came into force for everything that starts from now on.

    Units that it created, changed or ended are subjects, so that their timelines show it.
    """

    kind = "registers.pack_installed"
    visible_to = ("public",)
    sentence = _(
        "Pack %(pack_id)s %(release_version)s was installed: %(created)s units new, "
        "%(changed)s changed, %(ended)s ended."
    )
    release_id: UUID
    pack_id: str
    release_version: str
    digest: str
    created: int
    changed: int
    ended: int
    unit_ids: tuple[UUID, ...]

    def subjects(self) -> tuple[Subject, ...]:
        """The release and every unit that it touched."""
        units = (Subject("unit", "directory.unit", unit_id) for unit_id in self.unit_ids)
        return (Subject("release", "registers.packrelease", self.release_id), *units)
