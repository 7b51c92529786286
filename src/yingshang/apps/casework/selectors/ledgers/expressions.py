"""Columns of a ledger in SQL, the same on SQLite and PostgreSQL."""

from collections.abc import Callable, Collection
from datetime import date, datetime, time
from typing import Any

from django.db.models import (
    Case,
    CharField,
    DecimalField,
    Exists,
    F,
    Func,
    OuterRef,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.expressions import Combinable, OrderBy
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from yingshang.apps.casework.decisions.columns import NUMBER, Column
from yingshang.apps.casework.models import Step
from yingshang.apps.casework.models.cases import CaseQuerySet
from yingshang.apps.obligations.lights import Light
from yingshang.apps.obligations.models import Obligation
from yingshang.apps.obligations.models.obligation import LIVE
from yingshang.apps.obligations.selectors.desk import lit

DIGITS, PLACES = 30, 6


class Number(Func):
    """A number kept as text in JSON; what is none is nothing."""

    arity = 1
    output_field = DecimalField(max_digits=DIGITS, decimal_places=PLACES)

    def as_postgresql(
        self, compiler: Any, connection: Any, **_others: Any
    ) -> tuple[str, tuple[Any, ...]]:
        """A cast that never fails."""
        text, params = compiler.compile(self.source_expressions[0])
        fits = rf"CASE WHEN {text} ~ '^-?[0-9]+(\.[0-9]+)?$' THEN CAST({text} AS numeric) END"
        return fits, (*params, *params)

    def as_sqlite(
        self, compiler: Any, connection: Any, **_others: Any
    ) -> tuple[str, tuple[Any, ...]]:
        """SQLite gives nothing for what is empty, and never fails."""
        text, params = compiler.compile(self.source_expressions[0])
        return f"CAST({text} AS NUMERIC)", tuple(params)


def of_column(column: Column, values: str = "values") -> Combinable:
    """What stands in a column, for filters and sorting; `values` leads to the answers."""
    if column.field is not None:
        # As plain text: a lookup on the transform itself would take the other side for JSON.
        text = Cast(KeyTextTransform(column.id, values), TextField())
        return Number(text) if column.kind == NUMBER else text
    if column.id == "step":
        return current_step("code", column.optional)
    return OWN[column.id]()


def current_step(field: str, optional: Collection[str]) -> Subquery:
    """A field of the open step that is due first; of `optional` ones where no other is open."""
    rows = Step.objects.filter(case=OuterRef("pk"), is_superseded=False).open()
    by: list[OrderBy | str] = [F("due_at").asc(nulls_last=True), "pk"]
    if optional:
        last = Case(When(code__in=list(optional), then=Value(1)), default=Value(0))
        by.insert(0, last.asc())
    return Subquery(rows.order_by(*by).values(field)[:1])


def with_duty(rows: CaseQuerySet, optional: Collection[str]) -> CaseQuerySet:
    """With `duty`, which decides the light: that of the current step, else of the whole case."""
    live = Obligation.objects.filter(state__in=LIVE).order_by("due_at", "pk")
    of_step = live.filter(subject_type="casework.step", subject_key=OuterRef("step_key"))
    of_case = live.filter(subject_type="casework.case", subject_key=OuterRef("case_key"))
    return rows.annotate(
        step_key=Cast(current_step("pk", optional), CharField()),
        case_key=Cast("pk", CharField()),
    ).annotate(
        duty=Coalesce(Subquery(of_step.values("pk")[:1]), Subquery(of_case.values("pk")[:1]))
    )


def _light() -> Combinable:
    rows = lit(Obligation.objects.filter(pk=OuterRef("duty")))
    return Coalesce(Subquery(rows.values(shown=F("light"))[:1]), Value(Light.IDLE))


def _last_day() -> Combinable:
    rows = Obligation.objects.filter(pk=OuterRef("duty"))
    return Cast(Subquery(rows.values("due_on")[:1]), CharField())


def _claimed() -> Combinable:
    waiting = Step.objects.filter(case=OuterRef("pk"), waits_for_check=True)
    return Case(
        When(Exists(waiting), then=Value("true")), default=Value("false"), output_field=TextField()
    )


OWN: dict[str, Callable[[], Combinable]] = {
    "number": lambda: F("number"),
    "title": lambda: F("title"),
    "enterprise": lambda: F("enterprise__name"),
    "applicant": lambda: F("applicant__name"),
    "agent": lambda: F("agent__name"),
    "holder": lambda: F("holder_unit__code"),
    "stage": lambda: F("stage"),
    "claimed": _claimed,
    "outcome": lambda: F("outcome"),
    "opened_on": lambda: F("opened_at"),
    "accepted_on": lambda: F("accepted_at"),
    "settled_on": lambda: F("ended_at"),
    "last_day": _last_day,
    "light": _light,
    "route": lambda: F("route"),
}
INSTANTS = frozenset({"opened_on", "accepted_on", "settled_on"})
NEEDS_DUTY = frozenset({"last_day", "light"})


def midnight(day: date) -> datetime:
    """The first instant of a local day."""
    return timezone.make_aware(datetime.combine(day, time.min))
