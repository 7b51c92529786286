from copy import deepcopy
from decimal import Decimal

import pytest

from tests.apps.delivery.factories import installed
from tests.apps.delivery.packs import DOCUMENT, PLAN, TASKS, small_pack
from yingshang.apps.delivery.models import (
    Entry,
    Instrument,
    OpenEnded,
    Responsibility,
    Target,
    Task,
    TaskUnit,
)
from yingshang.apps.ledger.models import Event

pytestmark = pytest.mark.django_db


def without_task(code):
    plan, tasks = deepcopy(PLAN), deepcopy(TASKS)
    plan["tasks"] = [task for task in plan["tasks"] if task["id"] != code]
    plan["corrections"] = []
    del tasks[code]
    return small_pack(plan, tasks)


def snapshot():
    rows = {}
    for model in Entry.__subclasses__():
        for concrete in [model, *model.__subclasses__()]:
            if not concrete._meta.abstract:
                rows[concrete.__name__] = list(concrete.objects.order_by("code").values())
    return rows


def test_every_finding_stands_where_it_says():
    plan = installed()
    assert plan.text == DOCUMENT
    for row in [*TaskUnit.objects.all(), *OpenEnded.objects.all()]:
        assert plan.text[row.start : row.end] == row.quote


def test_a_set_of_units_becomes_one_responsibility_a_member():
    installed()
    found = Responsibility.objects.filter(task__code="01").order_by("unit__code")
    assert [(each.unit.code, each.role, str(each.via_set or "")) for each in found] == [
        ("alpha", "lead", ""),
        ("beta", "cooperating", ""),
        ("east", "cooperating", "各区人民政府"),
        ("west", "cooperating", "各区人民政府"),
    ]


def test_a_task_may_have_no_lead_an_open_end_and_a_name_that_nobody_resolved():
    installed()
    task = Task.objects.get(code="03")
    assert not task.responsibilities.filter(role="lead").exists()
    assert [each.quote for each in task.open_ended.all()] == ["等负有职责的部门"]
    assert task.task_units.get(quote="市甲局").unit is None
    assert [each.unit.code for each in task.responsibilities.all()] == ["court"]


def test_a_target_keeps_its_basis_its_figures_and_its_missing_baseline():
    installed()
    stated, read = Target.objects.filter(task__code="02").order_by("code")
    assert (stated.basis, stated.is_baseline_missing) == ("text", True)
    assert [figure.quote for figure in stated.figures.all()] == ["办理时间再压减50%以上"]
    assert (read.basis, read.value, read.is_baseline_missing) == ("reading", None, False)
    assert Target.objects.get(code="T01-a").value == Decimal(95)


def test_a_deadline_before_the_plan_was_issued_is_known_as_such():
    plan = installed()
    deadline = Task.objects.get(code="02").deadlines.get()
    assert str(deadline.last_on) == "2024-03-31"
    assert plan.is_earlier_than_issue(deadline.last_on)


def test_installing_twice_changes_nothing_and_records_once():
    installed()
    before = snapshot()
    installed()
    assert snapshot() == before
    assert [event.kind for event in Event.objects.all()] == ["delivery.plan_taken_up"]


def test_what_a_newer_release_no_longer_has_is_ended_and_comes_back_as_the_same_row():
    installed()
    task = Task.objects.get(code="03")
    installed(without_task("03"), "0.2.0")
    task.refresh_from_db()
    assert task.ended_at is not None
    assert not Responsibility.objects.in_force().filter(task=task).exists()
    installed(small_pack(), "0.3.0")
    assert Task.objects.in_force().get(code="03").pk == task.pk


def test_a_revision_is_recorded_with_the_tasks_that_differ():
    installed()
    tasks = deepcopy(TASKS)
    measure = tasks["02"]["measures"][0]
    measure["instruments"] = [{**measure["instruments"][0], "state": "none_yet"}]
    plan = installed(small_pack(tasks=tasks), "0.2.0")
    event = Event.objects.get(kind="delivery.plan_revised")
    second = str(Task.objects.get(code="02").pk)
    assert event.payload["tasks"] == [second]
    assert plan.release.version == "0.2.0"
    assert not Instrument.objects.filter(measure__code="02.1", state="working").exists()


def test_the_search_text_knows_units_by_all_names_and_members_of_sets():
    installed()
    text = Task.objects.get(code="01").search_text
    for word in ["甲", "alpha bureau", "东一区", "各区人民政府", "same day", "网办率", "一件事"]:
        assert word in text
