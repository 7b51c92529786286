"""What stands in the cells of a ledger, in the reader's language; nothing is read row by row."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from yingshang.apps.casework.decisions.amounts import grouped
from yingshang.apps.casework.decisions.columns import CHOSEN, Column
from yingshang.apps.casework.models import Case, PersonalValue, Stage
from yingshang.apps.casework.selectors.choices import choices_of, units_among
from yingshang.apps.directory.city_content import city_content
from yingshang.apps.directory.models import Unit
from yingshang.apps.ledger.clock import local_day
from yingshang.apps.ledger.reader import in_words
from yingshang.apps.obligations.lights import Light
from yingshang.engines.packs.casework.casetype import CaseType
from yingshang.engines.packs.schema.casework.fields import FieldEntry
from yingshang.engines.packs.schema.casework.papers import RouteEntry
from yingshang.engines.packs.schema.casework.steps import CaseOutcome, StepEntry

HIDDEN = "***"
# As a filter: every stage in which a case is not over.
OPEN = "open"
YES_OR_NO = [("true", pgettext_lazy("answer", "Yes")), ("false", pgettext_lazy("answer", "No"))]
NOTHING = ""
Pairs = Sequence[tuple[str, str]]
LIGHT_WORDS = {
    Light.OVERDUE: lambda: pgettext("light", "overdue"),
    Light.NEAR: lambda: pgettext("light", "due soon"),
    Light.VERIFY: lambda: pgettext("light", "to be verified"),
    Light.NORMAL: lambda: pgettext("light", "on track"),
    Light.IDLE: lambda: pgettext("light", "not due"),
}


class Words:
    """Words for the cells of some rows of one type.

    Args:
        personal: Case → its personal fields that are filled in; read by `personal_fields`.
    """

    def __init__(
        self, case_type: CaseType, personal: Mapping[int, frozenset[str]] | None = None
    ) -> None:
        self._type = case_type
        self._personal = personal or {}
        self._chosen: dict[str, dict[str, str]] = {}

    def cell(self, row: Case, column: Column, **known: object) -> str:
        """What stands in one cell; `known` are the step and the light of the row."""
        if column.field is None:
            return self._own(row, column, known)
        if column.is_personal:
            return HIDDEN if column.id in self._personal.get(row.pk, frozenset()) else NOTHING
        return self.value(column, row.values.get(column.id))

    def value(self, column: Column, value: object) -> str:
        """One kept value in words."""
        if value is None:
            return NOTHING
        if column.type in CHOSEN:
            key = str(value).lower() if isinstance(value, bool) else str(value)
            return self.choices(column).get(key, key)
        return grouped(value) if column.is_numeric else str(value)

    def choices(self, column: Column) -> dict[str, str]:
        """Words by value, for a column that is chosen from."""
        if column.id not in self._chosen:
            self._chosen[column.id] = dict(self._pairs(column))
        return self._chosen[column.id]

    def _pairs(self, column: Column) -> Pairs:
        if column.field is not None:
            return pairs_of(column.field, self.units)
        stages = [(str(key), str(word)) for key, word in Stage.choices if key != Stage.DRAFT]
        fixed: dict[str, Pairs] = {
            "stage": [(OPEN, _("Not finished")), *stages],
            "claimed": [(key, str(word)) for key, word in YES_OR_NO],
            "light": [(key, LIGHT_WORDS[key]()) for key in Light.ALL],
        }
        if column.id == "holder":
            return list(self.units.items())
        return fixed.get(column.id) or self._named(column.id)

    def _named(self, key: str) -> Pairs:
        """Steps, outcomes or routes of the type."""
        entry = self._type.entry
        named: dict[str, Sequence[StepEntry | CaseOutcome | RouteEntry]] = {
            "step": entry.steps,
            "outcome": entry.outcomes,
            "route": entry.routes,
        }
        return [(e.id, in_words(e.name.zh_hans, e.name.en)) for e in named.get(key, ())]

    @cached_property
    def units(self) -> dict[str, str]:
        """Units of the city by code."""
        rows = Unit.objects.within(None).order_by("rank", "code").prefetch_related("names")
        return {unit.code: _short(unit) for unit in rows}

    def _own(self, row: Case, column: Column, known: Mapping[str, object]) -> str:
        if column.id in INSTANT_OF:
            at: datetime | None = getattr(row, INSTANT_OF[column.id])
            return local_day(at).isoformat() if at else NOTHING
        if column.id in {"enterprise", "applicant", "agent"}:
            whom = getattr(row, column.id)
            return str(whom.name) if whom else NOTHING
        if column.id == "holder":
            return _short(row.holder_unit)
        value = known.get(column.id, getattr(row, column.id, None))
        if isinstance(value, date):
            return value.isoformat()
        return self.choices(column).get(str(value), str(value)) if value else NOTHING


INSTANT_OF = {"opened_on": "opened_at", "accepted_on": "accepted_at", "settled_on": "ended_at"}


def pairs_of(field: FieldEntry, units: Mapping[str, str]) -> Pairs:
    """Values and words of a field that is chosen from."""
    if field.type == "yes_no":
        return [(key, str(word)) for key, word in YES_OR_NO]
    if field.type == "unit":
        if field.among is None:
            return list(units.items())
        return [(code, units.get(code, name)) for code, name in units_among(field.among)]
    if field.type == "region":
        return [(each.code, each.name) for each in city_content().districts]
    return [(str(key), str(word)) for key, word in choices_of(field)]


def personal_fields(cases: Collection[int]) -> dict[int, frozenset[str]]:
    """Which personal fields of these cases are filled in; one query."""
    found: dict[int, set[str]] = {}
    rows = PersonalValue.objects.filter(case_id__in=cases).order_by()
    for case, field in rows.values_list("case_id", "field"):
        found.setdefault(case, set()).add(field)
    return {case: frozenset(fields) for case, fields in found.items()}


def _short(unit: Unit) -> str:
    named = min(unit.names.all(), key=lambda each: each.rank, default=None)
    return in_words(named.name if named else unit.official_name_zh, unit.official_name_en)
