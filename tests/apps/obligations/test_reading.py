"""Who reads which duties, page after page, and what is counted over them."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from tests.apps.directory.factories import DeputyFactory, PersonFactory, UnitFactory, holder_of
from tests.apps.obligations.factories import (
    ObligationFactory,
    a_liaison,
    local,
    opened,
)
from tests.conftest import TODAY
from yingshang.apps.directory.models import Post, Role
from yingshang.apps.ledger.selectors import timeline
from yingshang.apps.obligations import selectors, services
from yingshang.apps.obligations.events import OBLIGATION
from yingshang.apps.obligations.lights import Light
from yingshang.apps.obligations.models import CoHolder, Obligation, State
from yingshang.apps.obligations.selectors.narrowing import Wanted, narrowed

EVERYTHING = {Role.LEAD_OFFICE, Role.SUPERVISION_OFFICE, Role.CITY_LEADER}
OWN = {Role.LIAISON, Role.UNIT_REVIEWER, Role.UNIT_LEADER, Role.HANDLER, Role.WINDOW_CLERK}
NOVEMBER = date(2024, 11, 1)


def three_duties(unit):
    """One that `unit` holds, one that it owes beside another, one of strangers."""
    own, beside, foreign = (
        ObligationFactory(holder_unit=unit),
        ObligationFactory(),
        ObligationFactory(),
    )
    CoHolder.objects.create(obligation=beside, unit=unit)
    return own, beside, foreign


@pytest.mark.parametrize("role", list(Role))
def test_overseers_and_leaders_read_all_units_their_own_and_nobody_else_anything(role):
    unit = UnitFactory()
    own, beside, foreign = three_duties(unit)
    seen = set(selectors.visible_to(holder_of(role, unit)))
    expected = {own, beside, foreign} if role in EVERYTHING else {own, beside}
    assert seen == (expected if role in EVERYTHING | OWN else set())


def test_a_person_without_a_post_and_the_public_read_nothing():
    ObligationFactory()
    assert not selectors.visible_to(PersonFactory()).exists()
    assert not selectors.visible_to(AnonymousUser()).exists()
    assert not selectors.owed_by(PersonFactory()).exists()


def test_a_deputy_owes_what_the_unit_owes_while_standing_in():
    unit = UnitFactory()
    own = ObligationFactory(holder_unit=unit)
    post = Post.objects.get(person=a_liaison(unit))
    deputy = DeputyFactory(post=post).person
    assert list(selectors.owed_by(deputy)) == [own]


def test_an_administrator_has_no_business_on_the_desk():
    unit = UnitFactory()
    ObligationFactory(holder_unit=unit)
    administrator = holder_of(Role.ADMINISTRATOR, unit)
    assert not selectors.owed_by(administrator).exists()
    assert not selectors.on_desk_of(administrator).exists()


def test_what_is_owed_is_open_and_in_order_of_its_date():
    unit = UnitFactory()
    late = ObligationFactory(holder_unit=unit, due_on=date(2024, 12, 31))
    soon = ObligationFactory(holder_unit=unit)
    for state in (State.SUSPENDED, State.SETTLED, State.WITHDRAWN):
        ObligationFactory(holder_unit=unit, state=state)
    viewer = a_liaison(unit)
    assert list(selectors.owed_by(viewer)) == [soon, late]
    assert selectors.on_desk_of(viewer).filter(state=State.SUSPENDED).count() == 1


@pytest.mark.parametrize("role", list(Role))
def test_whoever_reads_a_duty_reads_what_happens_to_it_and_nobody_else(role, at):
    unit = UnitFactory()
    for row in (opened(unit, key="1"), opened(key="2")):
        services.claim(obligation_id=row.pk, actor=a_liaison(row.holder_unit), at=at)
    viewer = holder_of(role, unit)
    for row in Obligation.objects.order_by("pk"):
        reads = selectors.visible_to(viewer).filter(pk=row.pk).exists()
        assert bool(timeline(OBLIGATION, str(row.pk), viewer).rows) is reads


def test_a_unit_beside_the_holder_reads_what_happens(at):
    beside = UnitFactory()
    row = opened(co_holders=(beside,))
    services.claim(obligation_id=row.pk, actor=a_liaison(row.holder_unit), at=at)
    assert timeline(OBLIGATION, str(row.pk), a_liaison(beside)).rows


def walked(rows, size, *, meanwhile=lambda number: None):
    """Every row, page by page, with `meanwhile` called after each page."""
    seen, after, number = [], "", 0
    while True:
        page = selectors.page_of(rows, after, size=size)
        seen += [row.pk for row in page.rows]
        if not page.after:
            return seen
        number, after = number + 1, page.after
        meanwhile(number)


def test_pages_meet_every_row_once_also_where_many_are_due_together():
    for n in range(23):
        ObligationFactory(due_on=date(2024, 11, 20) + timedelta(days=n % 3))
    rows = Obligation.objects.all()
    expected = list(rows.by_date().values_list("pk", flat=True))
    for size in (1, 4, 22, 23, 50):
        assert walked(rows, size) == expected


def test_pages_lose_and_repeat_nothing_while_rows_are_settled_and_opened():
    kept = [ObligationFactory(due_on=date(2024, 12, 1) + timedelta(days=n)) for n in range(20)]
    gone = [ObligationFactory(due_on=date(2024, 11, 1) + timedelta(days=n)) for n in range(20)]

    def meanwhile(number):
        Obligation.objects.filter(pk=gone[number % 20].pk).update(state=State.SETTLED)
        ObligationFactory(due_on=date(2024, 10, 1))

    seen = walked(Obligation.objects.open(), 3, meanwhile=meanwhile)
    assert len(seen) == len(set(seen))
    assert {row.pk for row in kept} <= set(seen)


@pytest.mark.parametrize(
    "key",
    ["x", "~", "2024-11-18~1", "2024-11-18T00:00:00+08:00~", "2024-11-18T00:00:00+08:00~-5",
     f"2024-11-18T00:00:00+08:00~{10**30}"],
)  # fmt: skip
def test_an_unreadable_key_begins_at_the_start(key):
    row = ObligationFactory()
    assert selectors.page_of(Obligation.objects.all(), key).rows == (row,)


def test_lights_are_counted_by_unit_in_one_query(django_assert_num_queries):
    first, second = UnitFactory(), UnitFactory()
    ObligationFactory(holder_unit=first, due_on=date(2024, 11, 1))
    ObligationFactory(holder_unit=first)
    ObligationFactory(holder_unit=second, state=State.SUSPENDED)
    with django_assert_num_queries(1):
        table = selectors.light_counts(
            Obligation.objects.live(), by="unit", now=TODAY, red_after_returns=2
        )
    assert table[first.pk] == dict.fromkeys(Light.ALL, 0) | {"overdue": 1, "normal": 1}
    assert table[second.pk]["idle"] == 1


def claimed(unit, day, **others):
    return ObligationFactory(
        holder_unit=unit, due_on=date(2024, 11, 8), claimed_at=local(day), claimed_by=a_liaison(),
        **others,
    )  # fmt: skip


def test_a_rate_has_both_its_numbers_and_counts_only_what_came_due():
    unit = UnitFactory()
    claimed(unit, date(2024, 11, 7), state=State.SETTLED)
    claimed(unit, date(2024, 11, 8))
    claimed(unit, date(2024, 11, 9))
    ObligationFactory(holder_unit=unit, due_on=date(2024, 11, 8))
    ObligationFactory(holder_unit=unit, due_on=date(2024, 11, 8), state=State.SUSPENDED)
    ObligationFactory(holder_unit=unit, due_on=date(2024, 11, 8), state=State.WITHDRAWN)
    claimed(unit, date(2024, 11, 1), state=State.WITHDRAWN)
    ObligationFactory(holder_unit=unit, due_on=date(2024, 11, 18))
    rates = selectors.on_time_rates(Obligation.objects.all(), by="unit", now=TODAY)
    assert rates == {unit.pk: selectors.Rate(2, 4)}
    assert rates[unit.pk].percent == 50


def test_where_nothing_came_due_there_is_no_rate():
    ObligationFactory()
    assert selectors.on_time_rates(Obligation.objects.all(), by="unit", now=TODAY) == {}
    assert selectors.Rate(0, 0).percent is None


def test_the_wall_chart_counts_lights_by_task_and_month(django_assert_num_queries):
    ObligationFactory(matter_key="a", due_on=date(2024, 11, 1))
    ObligationFactory(matter_key="a")
    ObligationFactory(matter_key="a", state=State.WITHDRAWN)
    ObligationFactory(matter_key="a", period_on=date(2024, 12, 1))
    ObligationFactory(matter_key="b")
    ObligationFactory(matter_key="a", kind="club.reply")
    with django_assert_num_queries(1):
        table = selectors.grid(
            ["a"],
            kinds=["club.return"],
            from_on=NOVEMBER,
            until_on=NOVEMBER,
            now=TODAY,
            red_after_returns=2,
        )
    assert {place: selectors.worst(counts) for place, counts in table.items()} == {
        ("a", NOVEMBER): "overdue"
    }
    assert sum(table["a", NOVEMBER].values()) == 2


def test_the_worst_of_nothing_is_idle():
    assert selectors.worst({}) == "idle"


def test_every_number_of_the_month_can_be_listed():
    unit = UnitFactory()
    good = claimed(unit, date(2024, 11, 7), state=State.SETTLED)
    late = claimed(unit, date(2024, 11, 9))
    missing = ObligationFactory(holder_unit=unit, due_on=date(2024, 11, 8))
    ObligationFactory(holder_unit=unit, due_on=date(2024, 10, 31))
    ObligationFactory(due_on=date(2024, 11, 8), is_asked=True)

    def listed(which, **others):
        wanted = Wanted(which=which, asked=False, month=NOVEMBER, **others)
        return set(narrowed(Obligation.objects.all(), wanted, TODAY))

    assert listed("due") == {good, late, missing}
    assert listed("in_time") == {good}
    assert listed("late") == {late, missing}
    assert listed("due", light="overdue") == {late, missing}


def test_what_is_due_on_the_last_day_of_a_month_belongs_to_that_month():
    row = ObligationFactory(due_on=date(2024, 10, 31))
    for month, expected in ((date(2024, 10, 15), [row]), (NOVEMBER, [])):
        wanted = Wanted(which="due", month=month)
        assert list(narrowed(Obligation.objects.all(), wanted, TODAY)) == expected


def test_lists_are_narrowed_by_every_choice():
    unit = UnitFactory()
    row = ObligationFactory(holder_unit=unit, theme="2.1", matter_code="05", kind="club.reply")
    ObligationFactory(theme="2.2")
    bare = ObligationFactory(theme="", matter_code="")
    for chosen in ({"unit": unit.pk}, {"theme": "2.1"}, {"matter": "05"}, {"kind": "club.reply"}):
        assert list(narrowed(Obligation.objects.all(), Wanted(**chosen), TODAY)) == [row]
    assert list(narrowed(Obligation.objects.all(), Wanted(theme="-"), TODAY)) == [bare]
