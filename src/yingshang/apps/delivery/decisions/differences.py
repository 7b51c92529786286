"""What one version of an implementation plan says otherwise than another."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

from django.utils.translation import gettext_lazy as _

from yingshang.apps.delivery.decisions.implementation import (
    Content,
    MeasureContent,
    MilestoneContent,
    MonthContent,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True)
class FieldChange:
    """One field that differs; an empty side means that nothing stood or stands there."""

    label: "StrPromise"
    before: str
    after: str


@dataclass(frozen=True)
class Difference:
    """One own measure, or one disclaimer, that differs. `kind` is added, removed or changed."""

    kind: str
    title: str
    fields: tuple[FieldChange, ...]


FIELDS: tuple[tuple[str, "StrPromise"], ...] = (
    ("text", _("own measure")),
    ("carries", _("carries")),
    ("section", _("responsible section")),
    ("person_name", _("responsible person")),
    ("starts_on", _("starts on")),
    ("ends_on", _("ends on")),
    ("result", _("expected result")),
    ("evidence", _("evidence expected")),
    ("milestones", _("milestones")),
    ("months", _("expected progress")),
)


def differences(before: Content, after: Content) -> tuple[Difference, ...]:
    """What `after` says otherwise, in its order, then what it no longer has."""
    return (
        *_measures(before, after),
        *_disclaimers(before, after),
    )


def _measures(before: Content, after: Content) -> Iterator[Difference]:
    old = {each.key: each for each in before.measures}
    new = {each.key for each in after.measures}
    for measure in after.measures:
        known = old.get(measure.key)
        changed = tuple(_fields(known, measure))
        if changed:
            yield Difference("changed" if known else "added", measure.text, changed)
    for measure in before.measures:
        if measure.key not in new:
            yield Difference("removed", measure.text, ())


def _fields(before: MeasureContent | None, after: MeasureContent) -> Iterator[FieldChange]:
    for name, label in FIELDS:
        was = "" if before is None else in_words(getattr(before, name))
        now = in_words(getattr(after, name))
        if was != now:
            yield FieldChange(label, was, now)


def _disclaimers(before: Content, after: Content) -> Iterator[Difference]:
    old = {each.measure: each.reason for each in before.not_ours}
    new = {each.measure: each.reason for each in after.not_ours}
    for code in sorted(old.keys() | new.keys()):
        was, now = old.get(code, ""), new.get(code, "")
        if was != now:
            kind = "changed" if was and now else "added" if now else "removed"
            yield Difference(kind, code, (FieldChange(_("why it is not ours"), was, now),))


def in_words(value: object) -> str:
    """A field as it is compared and shown; parts of a list on lines of their own."""
    if isinstance(value, tuple):
        return "\n".join(in_words(each) for each in value)
    if isinstance(value, MilestoneContent):
        return f"{value.due_on} {value.result}"
    if isinstance(value, MonthContent):
        return " ".join(filter(None, (f"{value.month_on:%Y-%m}", value.words, figure_of(value))))
    return "" if value is None else str(value)


class Figured(Protocol):
    """Whatever may hold a figure: a month as written or as stored."""

    @property
    def numerator(self) -> Decimal | None: ...
    @property
    def denominator(self) -> Decimal | None: ...
    @property
    def unit(self) -> str: ...
    @property
    def source(self) -> str: ...


def figure_of(month: Figured) -> str:
    """The figure of a month, such as `30/120 户 (source)`; empty without one."""
    if month.numerator is None:
        return ""
    share = "" if month.denominator is None else f"/{month.denominator.normalize():f}"
    return f"{month.numerator.normalize():f}{share} {month.unit} ({month.source})"
