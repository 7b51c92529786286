"""Duties begin: once, with their dates, and on record."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from tests.apps.directory.factories import UnitFactory, holder_of
from tests.apps.obligations.factories import (
    PLAIN,
    a_liaison,
    duty,
    installed,
    local,
    opened,
    term,
    the_lead_office,
)
from yingshang.apps.directory.models import Role
from yingshang.apps.directory.permissions import INSTALLATION
from yingshang.apps.ledger.models import Event
from yingshang.apps.obligations import services
from yingshang.apps.obligations.errors import NoReleaseError
from yingshang.apps.obligations.kinds import Kind, UnknownKindError, declare, kind_of
from yingshang.apps.obligations.models import Obligation
from yingshang.apps.obligations.timekeeping import current_timekeeping, rules
from yingshang.engines.timelimits import Bilingual


def test_a_duty_opened_twice_is_one_duty(at):
    unit = UnitFactory()
    first, second = opened(unit), opened(unit)
    assert first == second
    assert Event.objects.filter(kind="obligations.opened").count() == 1


def test_a_duty_named_twice_in_one_call_is_one_duty(at):
    unit = UnitFactory()
    both = [duty(unit), duty(unit)]
    assert services.open_many(duties=both, actor=INSTALLATION, at=at) == 1


def test_a_period_opens_with_one_event_a_kind_and_day_that_names_every_holder(at):
    units = [UnitFactory() for _ in range(3)]
    duties = [duty(unit, key=str(n)) for n, unit in enumerate(units)]
    duties.append(duty(units[0], kind=PLAIN, key="9"))
    assert services.open_many(duties=duties, actor=INSTALLATION, at=at) == 4
    events = Event.objects.filter(kind="obligations.opened").order_by("sequence")
    assert [each.payload["count"] for each in events] == [1, 3]
    assert {key for role, _type, key in events[1].subjects if role == "unit"} == {
        str(unit.pk) for unit in units
    }


def test_opening_a_hundred_takes_as_many_queries_as_opening_one(at, django_assert_max_num_queries):
    units = [UnitFactory() for _ in range(100)]
    actor = the_lead_office()
    with django_assert_max_num_queries(20):
        duties = [duty(unit, key=str(n)) for n, unit in enumerate(units)]
        services.open_many(duties=duties, actor=actor, at=at)


def test_a_liaison_opens_duties_of_the_own_unit_only(at):
    own, other = UnitFactory(), UnitFactory()
    actor = a_liaison(own)
    services.open_obligation(duty=duty(own), actor=actor, at=at)
    with pytest.raises(PermissionDenied):
        services.open_many(duties=[duty(own, key="2"), duty(other)], actor=actor, at=at)
    assert Obligation.objects.count() == 1


def test_a_city_leader_opens_nothing(at):
    with pytest.raises(PermissionDenied):
        services.open_obligation(duty=duty(), actor=holder_of(Role.CITY_LEADER), at=at)


def test_a_kind_that_nobody_declared_is_refused(at):
    unknown = Kind("club.unknown", "?", needs_verification=False, page_of=str)
    with pytest.raises(UnknownKindError):
        opened(kind=unknown)


def test_a_kind_is_declared_once():
    with pytest.raises(ValueError, match=r"club\.reply"):
        declare(Kind("club.reply", "另一种", needs_verification=True, page_of=str))
    assert kind_of("club.reply") is PLAIN


def test_what_a_court_owes_is_asked_and_not_supervised():
    assert opened(UnitFactory(court=True)).is_asked
    assert not opened(UnitFactory()).is_asked


def test_units_beside_the_holder_are_rows():
    beside = UnitFactory()
    row = opened(co_holders=(beside,))
    assert [each.unit for each in row.co_holders.all()] == [beside]
    event = Event.objects.get(kind="obligations.opened")
    assert ("co_unit", "directory.unit", str(beside.pk)) in [tuple(each) for each in event.subjects]


def test_a_limit_of_the_pack_gives_dates_that_explain_themselves():
    release = installed()
    dates = current_timekeeping().term(
        "decision", date(2024, 4, 22), opened_at=local(date(2024, 4, 22))
    )
    assert (dates.due_on, dates.limit_ref) == (date(2024, 5, 21), "decision")
    assert dates.release_digest == release.digest
    assert "调休上班" in dates.explanation[0]["zh"]
    assert "make-up" in dates.explanation[0]["en"]
    assert dates.warn_at < dates.due_at


def test_a_25th_on_a_saturday_stays_and_names_the_friday_before():
    installed()
    dates = current_timekeeping().term(
        "monthly", date(2024, 5, 1), opened_at=local(date(2024, 5, 1))
    )
    assert (dates.due_on, dates.practical_on) == (date(2024, 5, 25), date(2024, 5, 24))
    assert opened(term=dates).is_moved


def test_a_given_date_stays_where_it_is_with_the_reason_given():
    installed()
    dates = current_timekeeping().plain(
        date(2024, 8, 31),
        opened_at=local(date(2024, 7, 1), 9),
        reason=Bilingual("会议定于8月底前。", "Set by the meeting."),
    )
    assert (dates.due_on, dates.practical_on) == (date(2024, 8, 31), date(2024, 8, 30))
    assert dates.due_at == local(date(2024, 9, 1))
    assert dates.explanation == ({"zh": "会议定于8月底前。", "en": "Set by the meeting."},)
    assert local(date(2024, 7, 1)) < dates.warn_at < dates.due_at


def test_a_given_date_that_has_passed_is_late_at_once():
    installed()
    reason = Bilingual("补录", "late entry")
    dates = current_timekeeping().plain(
        date(2024, 4, 1), opened_at=local(date(2024, 7, 1)), reason=reason
    )
    assert dates.due_at == local(date(2024, 4, 2))


def test_without_a_pack_no_date_is_given_and_the_sentence_says_what_to_do():
    with pytest.raises(NoReleaseError) as refused:
        current_timekeeping()
    assert "installpack" in str(refused.value)


def test_rules_of_the_pack_replace_the_default_ones():
    assert rules().red_after_returns == 2
    text = "red_after_returns: 3\nrecheck_share: 0.5\nsource: {title: 示例}\n"
    installed(files={"obligations.yaml": text})
    assert (rules().red_after_returns, rules().recheck_share) == (3, 0.5)


def test_timekeeping_is_read_once_a_release():
    installed()
    assert current_timekeeping() is current_timekeeping()
    before = current_timekeeping()
    installed(days=[("2024-11-20", "holiday")])
    assert current_timekeeping() is not before


def test_a_term_may_not_warn_after_it_is_due(at):
    with pytest.raises(Exception, match="obligation_warns_before_it_is_due"):
        opened(term=term(warn_at=local(date(2025, 1, 1))))
