"""What other systems report, and who may report."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from yingshang.apps.casework.events.base import AboutCase
from yingshang.apps.directory.events import UNIT
from yingshang.apps.ledger.events import Fact, Subject

SOURCE = "casework.outsidesource"


@dataclass(frozen=True, kw_only=True)
class CaseReported(AboutCase):
    """A system that holds a case told what happened to it; the events are rows of the case."""

    kind = "casework.reported"
    sentence = _("%(source)s reported %(events)s events of %(number)s, as of %(as_of_on)s.")
    source_zh: str
    source_en: str
    events: int
    as_of_on: str


@dataclass(frozen=True, kw_only=True)
class EventCorrected(AboutCase):
    """A system put right what it had reported; both wordings stay."""

    kind = "casework.event_corrected"
    sentence = _("%(source)s put event %(event)s right: it had said %(before)s, now %(after)s.")
    source_zh: str
    source_en: str
    event: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class AboutSource(Fact):
    """The part of a fact that names a source."""

    source: int
    source_zh: str
    unit_id: UUID | None = None

    def subjects(self) -> tuple[Subject, ...]:
        """The source, and the unit that answers for it."""
        own: tuple[Subject, ...] = (Subject("source", SOURCE, str(self.source)),)
        return (*own, Subject("unit", UNIT, self.unit_id)) if self.unit_id else own


@dataclass(frozen=True, kw_only=True)
class SourceDefined(AboutSource):
    """Somebody said that a system reports its cases, and what they are."""

    kind = "casework.source_defined"
    sentence = _("%(source_zh)s reports cases of the type %(type_code)s.")
    type_code: str


@dataclass(frozen=True, kw_only=True)
class OutsideFileTaken(AboutSource):
    """A file of a source was taken over."""

    kind = "casework.outside_file_taken"
    sentence = _(
        "%(file)s of %(source_zh)s is taken over: %(cases)s new cases, %(created)s new events, "
        "%(changed)s put right, %(unchanged)s known, %(rejected)s rejected."
    )
    file: str
    sha256: str
    as_of: str
    cases: int
    created: int
    changed: int
    unchanged: int
    rejected: int


@dataclass(frozen=True, kw_only=True)
class MachineKeyMade(AboutSource):
    """A machine may report for a source from now on."""

    kind = "casework.machine_key_made"
    sentence = _("%(name)s may report for %(source_zh)s.")
    name: str


@dataclass(frozen=True, kw_only=True)
class MachineKeyRevoked(AboutSource):
    """A machine may no longer report for a source."""

    kind = "casework.machine_key_revoked"
    sentence = _("%(name)s may no longer report for %(source_zh)s.")
    name: str
