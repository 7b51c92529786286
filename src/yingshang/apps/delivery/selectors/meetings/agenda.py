"""What belongs on the next agenda: earlier decisions, then whatever is red, blocked or near."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import OuterRef, Q, Subquery
from django.utils import translation
from django.utils.translation import gettext as _

from yingshang.apps.delivery.decisions.meetings import Proposed, in_order
from yingshang.apps.delivery.events.implementation import TASK
from yingshang.apps.delivery.kinds import MEETING_DECISION
from yingshang.apps.delivery.models import AgendaItem, Decision, Meeting, Return, ReturnLine, Task
from yingshang.apps.delivery.selectors.workings import meeting_rules_of
from yingshang.apps.obligations.lights import Light
from yingshang.apps.obligations.models import Obligation, ObligationQuerySet, State
from yingshang.apps.obligations.timekeeping import rules

Source = AgendaItem.Source
# So many duties come on an agenda one by one, the most pressing first.
MOST_DUTIES = 400
Tasks = Mapping[UUID, Task]


def proposed(meeting: Meeting, at: datetime) -> list[Proposed]:
    """Everything that belongs on the agenda of `meeting` as things stand at `at`.

    What earlier meetings decided comes first: all of the last one, and what is open of the others.
    """
    rows = Task.objects.filter(plan=meeting.plan_id).select_related("section")
    tasks = {task.pk: task for task in rows.order_by("position")}
    return in_order(
        [*_decided(meeting, at), *_duties(meeting, at, tasks), *_blocked(meeting, tasks)]
    )


def last_held(meeting: Meeting) -> Meeting | None:
    """The meeting held last before this one."""
    earlier = Meeting.objects.filter(plan=meeting.plan_id, number__lt=meeting.number)
    return earlier.took_place().latest_first().first()


def lit(rows: ObligationQuerySet, at: datetime) -> ObligationQuerySet:
    """`rows` with the light of the instant `at`."""
    return rows.with_light(at, rules().red_after_returns)


def _decided(meeting: Meeting, at: datetime) -> Iterator[Proposed]:
    last = last_held(meeting)
    rows = Decision.objects.filter(
        meeting__plan=meeting.plan_id, meeting__number__lt=meeting.number
    )
    asked_again = Q(meeting=last) | Q(obligation__state=State.OPEN)
    found = rows.filter(asked_again).select_related("meeting", "obligation", "holder")
    decided = list(found.order_by("meeting__number", "number"))
    duties = Obligation.objects.filter(pk__in=[each.obligation_id for each in decided])
    lights = {duty.pk: duty.light_shown for duty in lit(duties, at).order_by("pk")}
    for each in decided:
        duty = each.obligation
        light = lights.get(duty.pk, Light.IDLE) if duty else Light.IDLE
        facts = {
            "unit_id": each.holder_id,
            "task_id": each.task_id,
            "title": each.what,
            "note": _standing(duty, light),
            "light": light,
            "due_on": duty.due_on if duty else None,
            "obligation": duty,
            "earlier": each,
        }
        place = (each.meeting.number, each.number)
        yield Proposed(f"decision:{each.pk}", Source.DECISION, place, facts)


def _standing(duty: Obligation | None, light: str) -> str:
    """How a decision stands, in Chinese: it goes into the minutes."""
    with translation.override("zh-hans"):
        if duty is None or duty.state == State.WITHDRAWN:
            return _("withdrawn")
        if duty.state == State.SETTLED:
            return _("done")
        if light == Light.OVERDUE:
            return _("overdue")
        return _("reported, to be checked") if duty.claimed_at else _("under way")


def _duties(meeting: Meeting, at: datetime, tasks: Tasks) -> Iterator[Proposed]:
    rows = Obligation.objects.open().filter(matter_type=TASK, claimed_at=None)
    rows = rows.filter(matter_key__in=[str(pk) for pk in tasks]).select_related("holder_unit")
    rows = rows.exclude(kind=MEETING_DECISION.code)
    wanted = [Light.OVERDUE, Light.NEAR] if meeting_rules_of(meeting.plan).near else [Light.OVERDUE]
    pressing = Q(light__in=wanted) | Q(returned_times__gt=0)
    for duty in lit(rows, at).filter(pressing).by_date()[:MOST_DUTIES]:
        task = tasks[UUID(duty.matter_key)]
        facts = {
            "theme": duty.theme,
            "unit_id": duty.holder_unit_id,
            "task_id": task.pk,
            "title": duty.title_zh,
            "light": duty.light_shown,
            "due_on": duty.due_on,
            "obligation": duty,
        }
        place = (task.section.position, duty.holder_unit.rank)
        yield Proposed(f"duty:{duty.pk}", _source(duty), place, facts)


def _source(duty: Obligation) -> str:
    if duty.returned_times:
        return Source.SENT_BACK
    return Source.OVERDUE if duty.light_shown == Light.OVERDUE else Source.NEAR


def _blocked(meeting: Meeting, tasks: Tasks) -> Iterator[Proposed]:
    newest = Return.objects.sent().filter(
        unit=OuterRef("version__report__unit"),
        task=OuterRef("version__report__task"),
        kind=OuterRef("version__report__kind"),
    )
    rows = ReturnLine.objects.filter(
        blocked_by__isnull=False,
        version__is_latest=True,
        version__report__task__in=list(tasks),
        version__report=Subquery(newest.order_by("-period__starts_on").values("pk")[:1]),
    )
    related = ("version__report__unit", "blocked_by")
    for line in rows.select_related(*related).order_by("pk"):
        report = line.version.report
        if report.task_id is None:
            continue
        task = tasks[report.task_id]
        facts = {
            "theme": task.section.code,
            "unit_id": report.unit_id,
            "task_id": task.pk,
            "title": line.title[:300],
            "note": line.problems,
            "blocked_by_id": line.blocked_by_id,
            "blocked_since": line.blocked_since,
            "report": report,
        }
        place = (task.section.position, report.unit.rank)
        yield Proposed(f"blocked:{report.pk}:{line.key}", Source.BLOCKED, place, facts)
