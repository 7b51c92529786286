"""Returns as rows of a list: how each stands, what it owes, what the checks found."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yingshang.apps.delivery.models import Return, ReturnVersion, Role
from yingshang.apps.delivery.selectors.names import short_name
from yingshang.apps.delivery.selectors.returns.findings import (
    COPIED_BEFORE,
    COPIED_OTHER,
    HOLLOW,
)
from yingshang.apps.ledger.reader import language
from yingshang.apps.obligations.lights import Light
from yingshang.apps.obligations.models import Obligation
from yingshang.apps.obligations.timekeeping import rules

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

FLAG_WORDS: Mapping[str, "StrPromise"] = {
    HOLLOW: _("says nothing"),
    COPIED_BEFORE: _("copied from the period before"),
    COPIED_OTHER: _("copied from another unit"),
}
NOT_BEGUN = pgettext_lazy("return", "not begun")
NEXT_ACTORS: Mapping[str, "StrPromise"] = {
    Return.State.DRAFT: _("liaison"),
    Return.State.IN_REVIEW: _("unit reviewer"),
    Return.State.SUBMITTED: _("lead office"),
    Return.State.SENT_BACK: _("liaison"),
}


@dataclass(frozen=True)
class Flag:
    """A finding of the checks; `share` is in percent, `of` the return that was copied."""

    code: str
    word: str
    share: int | None = None
    of: str = ""
    unit: str = ""


@dataclass(frozen=True)
class ReturnRow:
    """One return in a list.

    Attributes:
        light: Of its duty; idle where nothing is owed.
        version: The latest, without its content; None before anybody has begun.
    """

    report: Return
    unit_name: str
    light: str
    duty: Obligation | None
    version: ReturnVersion | None
    is_late: bool

    @property
    def state_word(self) -> str:
        """How far it has come, in the reader's language."""
        if not self.report.is_begun:
            return str(NOT_BEGUN)
        if self.version and self.version.reason and self.report.state != Return.State.APPROVED:
            return str(_("correction: %(state)s")) % {"state": self.report.get_state_display()}
        return str(self.report.get_state_display())

    @property
    def next_actor(self) -> str:
        """Who acts next; empty when nobody has to."""
        return str(NEXT_ACTORS.get(self.report.state, ""))

    @property
    def role_word(self) -> str:
        """What the unit is in the task, in the reader's language."""
        if self.report.role:
            return str(Role(self.report.role).label)
        return str(self.report.get_kind_display())

    @property
    def flags(self) -> tuple[Flag, ...]:
        """What the checks found when it was submitted."""
        return flags_in_words(self.version.flags if self.version else {})

    @property
    def can_be_checked(self) -> bool:
        """Whether it waits for the lead office."""
        return self.report.state == Return.State.SUBMITTED


def rows_of(reports: Iterable[Return], now: datetime) -> tuple[ReturnRow, ...]:
    """The rows of `reports`, in two queries more; `unit.names` is prefetched."""
    found = list(reports)
    duties = duties_of(found, now)
    versions = latest_without_content(each.pk for each in found)
    return tuple(_row(each, duties, versions, now) for each in found)


def duties_of(reports: Sequence[Return], now: datetime) -> Mapping[int, Obligation]:
    """Duties with their lights, by id."""
    keys = [each.obligation_id for each in reports if each.obligation_id]
    rows = Obligation.objects.filter(pk__in=keys).order_by("pk")
    return {each.pk: each for each in rows.with_light(now, rules().red_after_returns)}


def latest_without_content(reports: Iterable[UUID]) -> Mapping[UUID, ReturnVersion]:
    """The latest version of each return that has one, by the return's id."""
    rows = ReturnVersion.objects.filter(report__in=list(reports), is_latest=True)
    people = rows.select_related("saved_by", "submitted_by", "checked_by")
    return {each.report_id: each for each in people.order_by("pk")}


def flags_in_words(flags: Mapping[str, Any]) -> tuple[Flag, ...]:
    """Findings as they are stored, in the reader's language."""
    return tuple(
        Flag(code, str(FLAG_WORDS[code]), **_copied(flags[code]))
        for code in FLAG_WORDS
        if code in flags
    )


def explanation_of(duty: Obligation | None) -> tuple[str, ...]:
    """Why the date is that date, step by step, in the reader's language."""
    if duty is None:
        return ()
    chosen = language()
    return tuple(step[chosen] for step in duty.explanation)


def _copied(found: Any) -> dict[str, Any]:
    if not isinstance(found, dict):
        return {}
    return {"share": int(found["share"] * 100), "of": found["of"], "unit": found["unit"]}


def _row(
    report: Return,
    duties: Mapping[int, Obligation],
    versions: Mapping[UUID, ReturnVersion],
    now: datetime,
) -> ReturnRow:
    duty = duties.get(report.obligation_id or 0)
    return ReturnRow(
        report=report,
        unit_name=short_name(report.unit),
        light=getattr(duty, "light", Light.IDLE),
        duty=duty,
        version=versions.get(report.pk),
        is_late=duty is not None and duty.is_late_at(now),
    )
