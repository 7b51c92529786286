"""What delivery records of the appraisal."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from yingshang.apps.delivery.events.implementation import READERS
from yingshang.apps.directory.events import UNIT
from yingshang.apps.ledger.events import Fact, Subject
from yingshang.apps.obligations.events import OBLIGATION

RESULT = "delivery.appraisalresult"
OBJECTION = "delivery.objection"
OBJECTION_ENDS = {
    "upheld": _("upheld, the entry is void"),
    "kept": _("rejected, the entry stays"),
}


@dataclass(frozen=True, kw_only=True)
class ResultFrozen(Fact):
    """The appraisal of a month was frozen; `digest` is that of its scores and entries."""

    kind = "delivery.result_frozen"
    sentence = _(
        "The appraisal of %(month)s was frozen: %(units)s units, rules version %(rules_version)s, "
        "digest %(digest)s."
    )

    result: str
    month: str
    units: int
    rules_version: int
    digest: str

    def subjects(self) -> tuple[Subject, ...]:
        """The result."""
        return (Subject("result", RESULT, self.result),)


@dataclass(frozen=True, kw_only=True)
class AboutObjection(Fact):
    """The part of a fact that names one objection."""

    visible_to = READERS
    actor_visible_to = READERS

    objection: str
    month: str
    entry_key: str
    title: str
    unit_id: UUID
    unit: str
    obligation: int | None = None

    def subjects(self) -> tuple[Subject, ...]:
        """The objection, its unit, and the duty to answer it, where there is one."""
        owed = (Subject("obligation", OBLIGATION, str(self.obligation)),)
        return (
            Subject("objection", OBJECTION, self.objection),
            Subject("unit", UNIT, self.unit_id),
            *(owed if self.obligation else ()),
        )


@dataclass(frozen=True, kw_only=True)
class ObjectionRaised(AboutObjection):
    """A unit contested an entry."""

    kind = "delivery.objection_raised"
    sentence = _("%(unit)s objected to the entry “%(title)s” of %(month)s: %(reason)s")
    reason: str


@dataclass(frozen=True, kw_only=True)
class ObjectionDecided(AboutObjection):
    """The lead office decided on an objection; `state` is `upheld` or `kept`."""

    kind = "delivery.objection_decided"
    sentence = _("The objection of %(unit)s to “%(title)s” was decided (%(end)s): %(note)s")
    state: str
    note: str

    @classmethod
    def wording(cls, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """Name the end in the reader's language."""
        return {**values, "end": OBJECTION_ENDS.get(values["state"], values["state"])}


@dataclass(frozen=True, kw_only=True)
class ObjectionWithdrawn(AboutObjection):
    """The unit took its objection back before it was decided; the entry stays."""

    kind = "delivery.objection_withdrawn"
    sentence = _("%(unit)s withdrew its objection to “%(title)s” of %(month)s: %(reason)s")
    reason: str
