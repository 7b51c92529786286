"""A city of thirty units lives through the end of August 2024, whose 25th is a Sunday."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.urls import reverse

from tests.apps.directory.factories import DeputyFactory, PostFactory, UnitFactory, holder_of
from tests.apps.messages.factories import CALENDAR, local, with_rules
from tests.apps.messages.mailroom import served
from yingshang.apps.directory.models import Role
from yingshang.apps.ledger.models import Clock
from yingshang.apps.ledger.services import advance_clock
from yingshang.apps.messages.models import Channel, Digest, Message, Reminder
from yingshang.apps.messages.services import send_due
from yingshang.apps.obligations.models import CoHolder, Obligation
from yingshang.web.reminding import Hourly, dues, make_digests

pytestmark = pytest.mark.django_db
LAST_DAY = date(2024, 8, 25)
UNIT_ROLES = (Role.LIAISON, Role.UNIT_REVIEWER, Role.UNIT_LEADER)


@pytest.fixture
def units():
    """Thirty units with their people; every unit owes its return for August."""
    Clock.objects.update(standing_at=local(date(2024, 8, 1)))
    with_rules(at=local(date(2024, 8, 1)))
    holder_of(Role.LEAD_OFFICE)
    made = UnitFactory.create_batch(30)
    for unit in made:
        for role in UNIT_ROLES:
            PostFactory(unit=unit, role=role, person__email=f"{unit.code}.{role}@example.cn")
        owed(unit)
    return made


def owed(unit, due_on=LAST_DAY, **values):
    return Obligation.objects.create(
        kind="club.return",
        title_zh="八月月报",
        subject_type="club.return",
        subject_key=f"{unit.code}-{due_on}",
        holder_unit=unit,
        started_at=local(date(2024, 8, 1)),
        opened_at=local(date(2024, 8, 1)),
        due_on=due_on,
        practical_on=CALENDAR.on_or_before(due_on),
        warn_at=local(due_on, 0),
        due_at=local(due_on + timedelta(days=1), 0),
        **values,
    )


def claim(units, at):
    for row in Obligation.objects.filter(holder_unit__in=units):
        row.claimed_at, row.claimed_by = at, holder_of(Role.LIAISON, row.holder_unit)
        row.save()


def live(first, last, *, at_noon):
    """Every day at eight the worker makes the digests, twice; day of month → how many."""
    hourly, made = Hourly(), {}
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        advance_clock(to=local(day, 8), actor=None)
        made[day.day] = hourly() + hourly() + make_digests(on=day).digests
        if day.day in at_noon:
            claim(at_noon[day.day], local(day, 12))
    return {day: number for day, number in made.items() if number}


def test_a_month_end(units):
    early, on_time, never = units[:10], units[10:20], units[20:]
    made = live(date(2024, 8, 15), date(2024, 8, 30), at_noon={21: early, 23: on_time})
    assert made == {
        19: 30,  # The 18th, five days before the Friday, is a Sunday.
        22: 40,  # One working day before: liaisons and reviewers of those who have not returned it.
        23: 60,  # The Friday before the Sunday: leaders as well.
        26: 20,  # Nothing on Saturday and Sunday; then liaisons and leaders of ten units.
        27: 20,
        28: 21,  # The third working day after: the lead office hears of it.
        29: 20,
        30: 20,
    }
    told = set(
        Reminder.objects.filter(rule="urge").values_list("digest__person__posts__unit", flat=True)
    )
    assert told == {unit.pk for unit in never}


def test_nobody_gets_two_messages_in_a_day(units):
    live(date(2024, 8, 19), date(2024, 8, 28), at_noon={})
    a_day = Counter(
        (message.person_id, message.channel, message.digest.on)
        for message in Message.objects.select_related("digest")
    )
    assert set(a_day.values()) == {1}
    assert Digest.objects.count() == len(Message.objects.filter(channel=Channel.IN_APP))


def test_the_lead_office_gets_one_line_a_late_duty(units):
    live(date(2024, 8, 26), date(2024, 8, 28), at_noon={})
    assert Reminder.objects.filter(rule="report").count() == 30
    assert Digest.objects.filter(reminders__rule="report").distinct().count() == 1


def test_a_deputy_is_told_while_standing_in(units):
    post = units[0].posts.get(role=Role.LIAISON)
    deputy = DeputyFactory(post=post, from_on=date(2024, 8, 22), until_on=date(2024, 8, 23)).person
    live(date(2024, 8, 19), date(2024, 8, 27), at_noon={})
    days = Digest.objects.filter(person=deputy).order_by("on").values_list("on", flat=True)
    assert [day.day for day in days] == [22, 23]
    holder = Message.objects.filter(person=post.person).order_by("queued_at")
    mailed = {each.digest.on.day for each in holder.filter(channel=Channel.EMAIL)}
    seen = {each.digest.on.day for each in holder.filter(channel=Channel.IN_APP)}
    assert (mailed, seen) == ({19, 26, 27}, {19, 22, 23, 26, 27})


def test_the_golden_week_is_quiet_and_the_make_up_saturday_is_not(units):
    Obligation.objects.all().delete()
    owed(units[0], due_on=date(2024, 10, 12))
    made = live(date(2024, 9, 28), date(2024, 10, 14), at_noon={})
    # 12 October 2024 is a make-up Saturday; 1 to 7 October is a holiday.
    assert made == {8: 1, 11: 2, 12: 3, 14: 2}


def test_e_mails_of_the_city_leave_in_the_morning_only(units, settings):
    live(date(2024, 8, 19), date(2024, 8, 19), at_noon={})
    with served(settings) as (box, _):
        assert send_due(at=local(date(2024, 8, 19), 7)) == 0
        assert send_due(at=local(date(2024, 8, 19), 22)) == 30
        assert not box.arrived
        assert send_due(at=local(date(2024, 8, 20), 8)) == 30
    assert len({tuple(each.rcpt_tos) for each in box.arrived}) == 30


def test_only_what_is_open_and_unclaimed_is_reminded_of(units):
    claim(units[:1], local(date(2024, 8, 2)))
    Obligation.objects.filter(holder_unit=units[1]).update(state="suspended")
    Obligation.objects.filter(holder_unit=units[2]).update(opened_at=local(date(2024, 9, 1)))
    now = local(date(2024, 8, 19))
    assert {due.unit_id for due in dues(now)} == {unit.pk for unit in units[3:]}


def test_a_unit_beside_the_holder_is_reminded_as_well(units):
    Obligation.objects.exclude(holder_unit=units[0]).delete()
    CoHolder.objects.create(obligation=Obligation.objects.get(), unit=units[1])
    live(date(2024, 8, 19), date(2024, 8, 19), at_noon={})
    told = {digest.person for digest in Digest.objects.all()}
    assert told == {each.posts.get(role=Role.LIAISON).person for each in units[:2]}


def test_duties_are_read_in_a_few_queries(units, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        assert len(list(dues(local(date(2024, 8, 19))))) == 30


def test_the_light_of_the_day_is_kept_with_the_line(units):
    live(date(2024, 8, 26), date(2024, 8, 26), at_noon={})
    assert set(Reminder.objects.values_list("light", flat=True)) == {"overdue"}


def test_a_digest_can_be_opened_in_the_site(units, client):
    live(date(2024, 8, 26), date(2024, 8, 26), at_noon={})
    client.force_login(units[0].posts.get(role=Role.LIAISON).person)
    page = client.get(reverse("messages:inbox")).content.decode()
    assert "八月月报" in page
    assert "1 条新消息" in page
