"""One digest a person and day, to whoever is there to read it."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.apps.directory.factories import (
    DeputyFactory,
    PersonFactory,
    PostFactory,
    UnitFactory,
    holder_of,
)
from tests.apps.messages.factories import (
    CALENDAR,
    URL,
    a_due,
    local,
    remind_on,
    rules,
    with_rules,
)
from yingshang.apps.directory.models import Designation, Role
from yingshang.apps.messages.errors import ChangedTemplateError
from yingshang.apps.messages.models import Channel, Digest, Message, Preference, Reminder
from yingshang.apps.messages.services import remind, reminding, take_over_rules
from yingshang.apps.messages.services.reminding import Day

pytestmark = pytest.mark.django_db
MONDAY_25 = date(2024, 11, 25)
WEDNESDAY_20 = date(2024, 11, 20)


@pytest.fixture(autouse=True)
def _rules():
    with_rules()


@pytest.fixture
def unit():
    return UnitFactory()


@pytest.fixture
def liaison(unit):
    return PostFactory(unit=unit, role=Role.LIAISON, person__email="liaison@example.cn")


def channels(person):
    return set(Message.objects.filter(person=person).values_list("channel", flat=True))


def test_the_holder_gets_one_message_in_the_site_and_one_e_mail(unit, liaison):
    remind_on(WEDNESDAY_20, [a_due(unit), a_due(unit)])
    here, mail = Message.objects.order_by("-channel")
    assert (here.channel, mail.channel) == (Channel.IN_APP, Channel.EMAIL)
    assert here.subject == "提醒2项"
    assert "临近报送 (2)" in mail.body
    assert "还有3个工作日" in mail.body
    assert mail.body.endswith("/messages/")


def test_reminding_twice_a_day_sends_nothing_twice(unit, liaison):
    dues = [a_due(unit)]
    assert remind_on(WEDNESDAY_20, dues).digests == 1
    assert remind_on(WEDNESDAY_20, [*dues, a_due(unit)]).digests == 0
    assert Digest.objects.count() == 1


def test_what_was_said_is_not_said_again_the_next_day(unit, liaison):
    dues = [a_due(unit)]
    remind_on(WEDNESDAY_20, dues)
    assert remind_on(date(2024, 11, 21), dues).digests == 0
    assert remind_on(date(2024, 11, 22), dues).digests == 1
    assert list(Reminder.objects.order_by("pk").values_list("rule", flat=True)) == ["early", "near"]


def test_a_designated_person_comes_before_the_liaison(unit, liaison):
    designated = PersonFactory()
    Designation.objects.create(unit=unit, person=designated, valid_from=date(2024, 4, 22))
    remind_on(WEDNESDAY_20, [a_due(unit)])
    assert [row.person for row in Digest.objects.all()] == [designated]


def test_a_person_named_as_holder_comes_before_everybody(unit, liaison):
    named = PostFactory(unit=unit, role=Role.UNIT_REVIEWER).person
    remind_on(WEDNESDAY_20, [a_due(unit, person_id=named.pk)])
    assert [row.person for row in Digest.objects.all()] == [named]


def test_a_closed_account_is_passed_over(unit, liaison):
    liaison.person.is_active = False
    liaison.person.save()
    reviewer = holder_of(Role.UNIT_REVIEWER, unit)
    remind_on(WEDNESDAY_20, [a_due(unit)])
    assert [row.person for row in Digest.objects.all()] == [reviewer]


def test_a_unit_without_anybody_is_the_lead_offices_to_look_after(unit):
    lead = holder_of(Role.LEAD_OFFICE)
    remind_on(WEDNESDAY_20, [a_due(unit)])
    assert [row.person for row in Digest.objects.all()] == [lead]


def test_a_deputy_gets_it_and_the_holder_sees_it_in_the_site(unit, liaison):
    deputy = DeputyFactory(post=liaison, person__email="deputy@example.cn").person
    remind_on(WEDNESDAY_20, [a_due(unit)])
    assert channels(liaison.person) == {Channel.IN_APP}
    assert channels(deputy) == {Channel.IN_APP, Channel.EMAIL}
    assert "（代理）" in Message.objects.filter(person=deputy).first().body
    assert Reminder.objects.get(person=deputy).is_standing_in
    assert Reminder.objects.get(person=liaison.person).is_away


def test_the_deputy_of_last_week_gets_nothing(unit, liaison):
    deputy = DeputyFactory(post=liaison, until_on=date(2024, 11, 19)).person
    remind_on(WEDNESDAY_20, [a_due(unit)])
    assert channels(deputy) == set()
    assert channels(liaison.person) == {Channel.IN_APP, Channel.EMAIL}


def test_somebody_with_two_parts_in_a_duty_is_told_once(unit, liaison):
    PostFactory(unit=unit, role=Role.UNIT_LEADER, person=liaison.person)
    remind_on(MONDAY_25, [a_due(unit)])
    assert Reminder.objects.count() == 1


def test_the_late_ones_come_first(unit, liaison):
    late, soon = a_due(unit, due_on=date(2024, 11, 18)), a_due(unit, due_on=MONDAY_25)
    remind_on(WEDNESDAY_20, [soon, late])
    assert [row.heading for row in Reminder.objects.order_by("place")] == ["催办", "临近报送"]


def test_who_wants_no_e_mail_gets_none(unit, liaison):
    Preference.objects.create(person=liaison.person, wants_email=False)
    remind_on(WEDNESDAY_20, [a_due(unit)])
    assert channels(liaison.person) == {Channel.IN_APP}


def test_the_digest_waits_for_the_hour_that_a_person_chose(unit, liaison):
    Preference.objects.create(person=liaison.person, digest_hour=14)
    dues = [a_due(unit)]
    assert remind_on(WEDNESDAY_20, dues, hour=9).digests == 0
    assert remind_on(WEDNESDAY_20, dues, hour=14).digests == 1


def test_a_digest_speaks_the_language_of_its_reader(unit, liaison):
    liaison.person.language = "en"
    liaison.person.save()
    remind_on(WEDNESDAY_20, [a_due(unit, title_en="Return for November")])
    assert Message.objects.first().subject == "digest 1"
    assert "Return for November" in Message.objects.first().body


def test_nothing_is_said_on_a_rest_day(unit, liaison):
    assert remind_on(date(2024, 11, 23), [a_due(unit)]).digests == 0


def test_a_long_list_ends_with_the_way_to_the_page(unit, liaison):
    remind_on(WEDNESDAY_20, [a_due(unit) for _ in range(25)])
    assert "另有 5 项" in Message.objects.first().body
    assert Reminder.objects.count() == 25


def test_digests_of_many_take_as_many_queries_as_of_few():
    few, many = ([a_due(PostFactory().unit) for _ in range(number)] for number in (2, 40))
    counts = []
    for day, dues in ((WEDNESDAY_20, few), (date(2024, 11, 21), many)):
        with CaptureQueriesContext(connection) as asked:
            made = remind(dues=dues, day=Day(day, local(day), CALENDAR, URL))
        assert made.digests == len(dues)
        counts.append(len(asked))
    # SQLite takes a thousand values a statement, so many rows are a batch or two more.
    assert counts[1] - counts[0] <= 2, counts


def test_words_do_not_change_under_the_same_version():
    texts = [each.model_dump(by_alias=True) for each in rules().templates]
    texts[0]["subject"] = {"zh-hans": "别的"}
    changed = rules(templates=texts)
    with pytest.raises(ChangedTemplateError, match="digest"):
        take_over_rules(
            pack_id="testing", release_digest="0", rules=changed, at=local(WEDNESDAY_20)
        )
    texts[0]["version"] = 2
    take_over_rules(
        pack_id="testing",
        release_digest="0",
        rules=rules(templates=texts),
        at=local(WEDNESDAY_20),
    )


def test_a_quicker_worker_leaves_nothing_to_do(unit, liaison, monkeypatch):
    """Both looked before either wrote: the second writes nothing, and the first one's stays."""
    dues = [a_due(unit)]
    assert remind_on(WEDNESDAY_20, dues).digests == 1
    monkeypatch.setattr(reminding, "_without_those_served", lambda lines, _rules, _day: lines)
    assert remind_on(WEDNESDAY_20, dues) == reminding.Outcome()
    assert Message.objects.filter(person=liaison.person).count() == 2
