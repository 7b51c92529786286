"""Months and quarters are opened with every return that they ought to have."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from tests.apps.delivery.factories import a_release
from tests.apps.delivery.returning import MAY, a_city, local, reporting_pack
from tests.apps.directory.factories import UnitFactory
from yingshang.apps.delivery.errors import (
    NoLimitForReturnsError,
    NoReturnRulesError,
    PeriodOutsideError,
)
from yingshang.apps.delivery.models import ReportingPeriod, Responsibility, Return, Task
from yingshang.apps.delivery.selectors.returns.expected import missing_from
from yingshang.apps.delivery.services import install_plan, periods
from yingshang.apps.directory.permissions import INSTALLATION
from yingshang.apps.ledger.models import Event
from yingshang.apps.obligations.models import Obligation
from yingshang.engines.packs.reading import read_pack_files

MONTH = {
    ("01", "alpha", "progress"),
    ("01", "beta", "progress"),
    ("01", "east", "progress"),
    ("01", "west", "progress"),
    ("02", "beta", "progress"),
    ("03", "court", "progress"),
    ("03", "west", "consolidation"),
}


def present(period):
    rows = Return.objects.filter(period=period).order_by("pk")
    return set(rows.values_list("task__code", "unit__code", "kind"))


@pytest.fixture
def world():
    return a_city()


def test_a_month_has_one_return_for_every_unit_and_task(world):
    opened = world.open()
    assert opened.count == len(MONTH)
    assert present(opened.period) == MONTH


def test_a_quarter_has_one_summary_for_every_unit(world):
    opened = world.open(date(2024, 4, 1), "quarter", at=local(5, 1))
    units = {(None, unit, "summary") for unit in ("alpha", "beta", "court", "east", "west")}
    assert present(opened.period) == units


def test_opening_twice_makes_nothing_twice(world):
    world.open()
    events = Event.objects.count()
    assert world.open().count == 0
    assert Event.objects.count() == events
    assert ReportingPeriod.objects.count() == 1


def test_every_return_is_owed_by_the_25th_and_practically_before_a_rest_day(world):
    world.open()
    [dates] = {(each.due_on, each.practical_on) for each in Obligation.objects.order_by("pk")}
    assert dates == (date(2024, 5, 25), date(2024, 5, 24))
    report = world.of("alpha")
    duty = report.obligation
    assert duty.subject_key == str(report.pk)
    assert (duty.matter_code, duty.theme, duty.period_on) == ("01", "1.1", MAY)
    assert duty.holder_person == world.who("alpha", "liaison")
    assert duty.title_zh == "2024年5月工作进展：01 开办企业"
    assert duty.explanation


def test_august_is_practically_due_on_the_23rd(world):
    world.open(date(2024, 8, 1))
    duty = world.of("alpha", month=8).obligation
    assert (duty.due_on, duty.practical_on) == (date(2024, 8, 25), date(2024, 8, 23))


def test_a_summary_is_due_at_the_end_of_the_quarter(world):
    world.open(date(2024, 4, 1), "quarter", at=local(5, 1))
    [due] = {each.due_on for each in Obligation.objects.order_by("pk")}
    assert due == date(2024, 6, 30)


def test_units_that_are_only_asked_are_asked(world):
    world.open()
    asked = Obligation.objects.filter(is_asked=True).order_by("pk")
    assert set(asked.values_list("holder_unit__code", flat=True)) == {"court"}


def test_what_came_later_is_missing_until_the_period_is_opened_again(world):
    period = world.open().period
    unit = UnitFactory()
    task = Task.objects.get(code="02")
    Responsibility.objects.create(
        plan=world.plan, code="02/late", task=task, unit=unit, role="cooperating"
    )
    assert [each.unit for each in missing_from(period, date(2024, 5, 6))] == [unit]
    assert world.open(at=local(5, 6)).count == 1
    assert missing_from(period, date(2024, 5, 6)) == ()


def test_a_unit_that_has_ended_owes_nothing(world):
    Responsibility.objects.filter(unit__code="east").update(ended_at=local(4, 30))
    assert ("01", "east", "progress") not in present(world.open().period)


def test_nothing_is_due_before_the_first_month_or_before_it_has_begun(world):
    for starts_on, at in ((date(2024, 4, 1), local(4, 23)), (date(2024, 6, 1), local(5, 31))):
        with pytest.raises(PeriodOutsideError):
            world.open(starts_on, at=at)
    assert not ReportingPeriod.objects.exists()


def test_a_pack_without_rules_or_limits_says_so():
    world = a_city(reporting_pack(rules=None))
    with pytest.raises(NoReturnRulesError):
        world.open()
    assert periods.open_due(actor=INSTALLATION, at=local(5, 1)) == 0


def test_a_pack_without_the_limit_says_so(world):
    texts = dict(reporting_pack().texts)
    texts["time_limits.yaml"] = texts["time_limits.yaml"].replace("monthly_return", "another")
    pack = read_pack_files(texts)
    install_plan(pack=pack, release=a_release(pack, "2"), actor=None, at=local(4, 23))
    with pytest.raises(NoLimitForReturnsError):
        world.open()


def test_only_the_lead_office_and_the_machine_open_periods(world):
    with pytest.raises(PermissionDenied):
        world.open(actor=world.who("alpha", "unit_leader"))
    assert world.open(actor=world.lead).period.opened_by == world.lead


def test_the_worker_opens_the_month_on_its_first_day(world):
    assert periods.open_due(actor=INSTALLATION, at=local(4, 30)) == 5  # the quarter
    assert periods.open_due(actor=INSTALLATION, at=local(5, 1)) == len(MONTH)
    assert periods.open_due(actor=INSTALLATION, at=local(5, 2)) == 0


def test_the_worker_fills_the_gaps_after_it_stood_still(world):
    world.open()
    periods.open_due(actor=INSTALLATION, at=local(8, 2))
    months = ReportingPeriod.objects.filter(kind="month").order_by("starts_on")
    assert [each.code for each in months] == ["2024-05", "2024-06", "2024-07", "2024-08"]


def test_a_city_that_begins_late_is_not_late_at_once(world):
    periods.open_due(actor=INSTALLATION, at=local(11, 18))
    codes = {each.code for each in ReportingPeriod.objects.order_by("pk")}
    assert codes == {"2024-11", "2024-q4"}


def test_opening_takes_the_same_queries_for_few_and_for_many_units(
    world, django_assert_max_num_queries
):
    with django_assert_max_num_queries(60) as few:
        world.open()
    task = Task.objects.get(code="02")
    Responsibility.objects.bulk_create(
        Responsibility(plan=world.plan, code=f"02/{n}", task=task, unit=UnitFactory(), role="lead")
        for n in range(20)
    )
    with django_assert_max_num_queries(len(few.captured_queries)):
        world.open(date(2024, 6, 1))
