"""Installing, concluded: what a search of a task looks through."""

from collections.abc import Iterable

from django.db.models import Prefetch

from yingshang.apps.delivery.decisions.searching import folded
from yingshang.apps.delivery.models import Instrument, Measure, Plan, Responsibility, Target, Task
from yingshang.apps.delivery.models.wording import Wording


def write_search_texts(plan: Plan) -> None:
    """Bring `search_text` of the plan's tasks in line with everything that they hold."""
    changed = []
    for task in _with_everything(plan):
        text = "\n".join(folded(part) for part in _parts(plan, task) if part)
        if text != task.search_text:
            task.search_text = text
            changed.append(task)
    Task.objects.bulk_update(changed, ["search_text"])


def _with_everything(plan: Plan) -> Iterable[Task]:
    answering = Responsibility.objects.in_force().select_related("unit", "via_set")
    return (
        Task.objects.in_force()
        .filter(plan=plan)
        .select_related("section")
        .prefetch_related(
            Prefetch("measures", Measure.objects.in_force()),
            Prefetch("measures__instruments", Instrument.objects.in_force()),
            Prefetch("targets", Target.objects.in_force()),
            Prefetch("responsibilities", answering),
            "responsibilities__unit__names",
            "responsibilities__via_set__names",
        )
    )


def _parts(plan: Plan, task: Task) -> Iterable[str]:
    yield from (task.number, task.title, task.section.title, *_both(task.summary))
    yield plan.text[task.start : task.end]
    for measure in task.measures.all():
        yield from _both(measure.plain)
        for instrument in measure.instruments.all():
            yield from _both(instrument.name)
    for target in task.targets.all():
        yield from (*_both(target.name), *_both(target.unit))
    for duty in task.responsibilities.all():
        yield from (duty.unit.official_name_zh, duty.unit.official_name_en)
        yield from (name.name for name in duty.unit.names.all())
        if duty.via_set:
            yield from (name.name for name in duty.via_set.names.all())


def _both(wording: Wording) -> tuple[str, str]:
    return wording.zh, wording.en or ""
