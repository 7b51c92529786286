"""The lead office asks every responsible unit for its own plan."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from yingshang.apps.delivery.errors import NoLimitForPlansError
from yingshang.apps.delivery.events import DraftingOpened
from yingshang.apps.delivery.events.implementation import IMPLEMENTATION, TASK
from yingshang.apps.delivery.kinds import IMPLEMENTATION_PLAN
from yingshang.apps.delivery.models import ImplementationPlan, Plan, Responsibility, Role
from yingshang.apps.delivery.permissions import OPEN_DRAFTING
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import require
from yingshang.apps.ledger.clock import local_day
from yingshang.apps.ledger.services import record
from yingshang.apps.obligations.duties import Duty, Matter, Term
from yingshang.apps.obligations.services import open_many
from yingshang.apps.obligations.timekeeping import timekeeping_of
from yingshang.engines.timelimits import TimeLimitError

LIMIT = "implementation_plan"
STRENGTH = {Role.LEAD: 0, Role.RESPONSIBLE: 1, Role.COOPERATING: 2}


@transaction.atomic
def open_drafting(*, plan: Plan, actor: Person, at: datetime) -> int:
    """Ask every unit that answers for a task of `plan` for its own plan; twice without harm.

    The time counts from the issue of the plan; what is asked for after that time has passed, such
    as from a unit that a newer release brought, counts from today.

    Returns:
        How many are new.

    Raises:
        PermissionDenied: `actor` is not of the lead office.
        NoLimitForPlansError: The pack has no time limit for it.

    Source: pack `time_limits.yaml`, limit `implementation_plan`.
    """
    require(actor, OPEN_DRAFTING, at=at)
    rows = _not_yet_asked(plan, at)
    if not rows:
        return 0
    term = _term(plan, at)
    ImplementationPlan.objects.bulk_create(rows)
    open_many(duties=[_duty(row, term) for row in rows], actor=actor, at=at)
    opened = DraftingOpened(plan=str(plan.pk), count=len(rows), due_on=term.due_on.isoformat())
    record(opened, actor=actor, at=at)
    return len(rows)


def _not_yet_asked(plan: Plan, at: datetime) -> Sequence[ImplementationPlan]:
    answering = Responsibility.objects.in_force().filter(task__plan=plan, task__ended_at=None)
    rows = answering.select_related("task__section", "unit").order_by("position", "pk")
    asked = set(ImplementationPlan.objects.of(plan).values_list("task", "unit").order_by())
    wanted: dict[tuple[object, object], ImplementationPlan] = {}
    for row in sorted(rows, key=lambda row: STRENGTH[Role(row.role)]):
        place = (row.task_id, row.unit_id)
        if place not in asked and place not in wanted:
            wanted[place] = ImplementationPlan(
                task=row.task, unit=row.unit, role=row.role, opened_at=at
            )
    return list(wanted.values())


def _term(plan: Plan, at: datetime) -> Term:
    keeping = timekeeping_of(plan.release.digest)
    today = local_day(at)
    try:
        term = keeping.term(LIMIT, plan.issued_on or today, opened_at=at)
        return term if at < term.due_at else keeping.term(LIMIT, today, opened_at=at)
    except TimeLimitError as missing:
        raise NoLimitForPlansError from missing


def _duty(row: ImplementationPlan, term: Term) -> Duty:
    task = row.task
    return Duty(
        kind=IMPLEMENTATION_PLAN.code,
        title_zh=_title(row, "zh-hans"),
        title_en=_title(row, "en"),
        subject=(IMPLEMENTATION, str(row.pk)),
        holder=row.unit,
        term=term,
        matter=Matter(TASK, str(task.pk), code=task.code, theme=task.section.code),
    )


def _title(row: ImplementationPlan, language: str) -> str:
    with translation.override(language):
        return _("Implementation plan for task %(code)s, %(title)s") % {
            "code": row.task.code,
            "title": row.task.title,
        }
