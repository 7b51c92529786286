"""Pauses, extensions and new calendars: dates move, and every move is kept."""

from datetime import date, datetime

import pytest
from django.core.exceptions import PermissionDenied

from tests.apps.directory.factories import holder_of
from tests.apps.obligations.factories import (
    LIMITS,
    SHANGHAI,
    a_liaison,
    installed,
    local,
    measured,
    opened,
    term,
    the_lead_office,
)
from yingshang.apps.directory.models import Role
from yingshang.apps.directory.permissions import INSTALLATION
from yingshang.apps.ledger.models import Event, Job
from yingshang.apps.ledger.services import run_next_job
from yingshang.apps.obligations import services
from yingshang.apps.obligations.errors import (
    GroundNotAllowedError,
    LimitMissingError,
    NoPauseError,
    NoReleaseError,
    NotOpenError,
    ReasonMissingError,
)
from yingshang.apps.obligations.models import Obligation, State
from yingshang.apps.obligations.services import recomputing
from yingshang.engines.timelimits import ExtensionRefused, parse_length

START = date(2024, 4, 22)
DUE = date(2024, 5, 21)


def moves(row):
    return [(each.reason, each.from_due_on, each.to_due_on) for each in row.due_changes.all()]


def paused(row, on, office, ground="expert_review"):
    at = local(on, 10)
    return services.pause(obligation_id=row.pk, ground=ground, note="函1号", actor=office, at=at)


def resumed(row, on, office):
    return services.end_pause(obligation_id=row.pk, actor=office, at=local(on, 10))


def extended(row, length, office, on, **others):
    return services.extend(
        obligation_id=row.pk,
        length=parse_length(length),
        reason="案情复杂",
        actor=office,
        at=local(on, 10),
        **others,
    )


def test_a_pause_stops_the_clock_and_its_days_do_not_count():
    installed()
    row, office = measured(start=START), the_lead_office()
    paused(row, date(2024, 5, 6), office)
    row.refresh_from_db()
    assert (row.state, row.suspended_reason) == (State.SUSPENDED, "专家评审")
    row = resumed(row, date(2024, 5, 8), office)
    assert (row.state, row.due_on) == (State.OPEN, date(2024, 5, 24))
    assert moves(row) == [("pause", DUE, date(2024, 5, 24))]
    assert "专家评审" in str(row.explanation)
    [told] = Event.objects.filter(kind="obligations.clock_resumed")
    assert (told.payload["from_on"], told.payload["until_on"]) == ("2024-05-06", "2024-05-08")


def test_a_pause_of_one_day_leaves_out_that_day():
    installed()
    row, office = measured(start=START), the_lead_office()
    paused(row, date(2024, 5, 6), office)
    assert resumed(row, date(2024, 5, 6), office).due_on == date(2024, 5, 22)


def test_two_pauses_and_an_extension_add_up():
    installed()
    row, office = measured(start=START), the_lead_office()
    for day in (date(2024, 5, 6), date(2024, 5, 13)):
        paused(row, day, office)
        resumed(row, day, office)
    row = extended(row, "10d", office, date(2024, 5, 14))
    assert [each[0] for each in moves(row)] == ["pause", "pause", "extension"]
    assert moves(row)[-1][1:] == (date(2024, 5, 23), row.due_on)
    assert row.due_on == date(2024, 6, 6)


def test_the_clock_stops_only_on_a_ground_that_the_limit_names():
    installed()
    row, office = measured(start=START), the_lead_office()
    with pytest.raises(GroundNotAllowedError):
        paused(row, date(2024, 5, 6), office, ground="holiday_of_the_clerk")
    with pytest.raises(GroundNotAllowedError):
        paused(measured("monthly", START, key="2"), date(2024, 5, 6), office)


def test_a_stopped_clock_is_not_stopped_again_and_a_running_one_not_started():
    installed()
    row, office = measured(start=START), the_lead_office()
    with pytest.raises(NoPauseError):
        resumed(row, date(2024, 5, 6), office)
    paused(row, date(2024, 5, 6), office)
    with pytest.raises(NotOpenError):
        paused(row, date(2024, 5, 7), office)


def test_a_plain_date_has_no_clock():
    installed()
    row, office = opened(), the_lead_office()
    with pytest.raises(LimitMissingError):
        paused(row, date(2024, 11, 18), office)
    with pytest.raises(LimitMissingError):
        extended(row, "10d", office, date(2024, 11, 18))


def test_a_claimed_duty_keeps_the_dates_by_which_it_was_claimed(at):
    installed()
    row, office = measured(start=date(2024, 11, 11)), the_lead_office()
    services.claim(obligation_id=row.pk, actor=a_liaison(row.holder_unit), at=at)
    with pytest.raises(NotOpenError):
        paused(row, date(2024, 11, 19), office)
    installed(days=[("2024-11-20", "holiday")])
    assert services.recompute(after_id=0, actor=INSTALLATION, at=at).seen == ()


@pytest.mark.parametrize("role", [each for each in Role if each != Role.LEAD_OFFICE])
def test_only_the_lead_office_moves_dates(role):
    installed()
    row = measured(start=START)
    actor = holder_of(role, row.holder_unit)
    with pytest.raises(PermissionDenied):
        paused(row, date(2024, 5, 6), actor)
    with pytest.raises(PermissionDenied):
        extended(row, "10d", actor, date(2024, 5, 6))
    with pytest.raises(PermissionDenied):
        services.recompute(after_id=0, actor=actor, at=local(START))


def test_an_extension_is_refused_when_too_long_one_too_many_or_late():
    installed()
    row, office = measured(start=START), the_lead_office()
    with pytest.raises(ExtensionRefused):
        extended(row, "11d", office, date(2024, 5, 6))
    with pytest.raises(ExtensionRefused):
        extended(row, "10d", office, date(2024, 5, 22))
    extended(row, "10d", office, date(2024, 5, 6))
    with pytest.raises(ExtensionRefused):
        extended(row, "10d", office, date(2024, 5, 7))
    row.refresh_from_db()
    assert row.extensions.count() == 1
    assert len(moves(row)) == 1


def test_an_extension_asked_for_in_time_may_be_granted_after_expiry():
    installed()
    row, office = measured(start=START), the_lead_office()
    row = extended(row, "10d", office, date(2024, 5, 22), asked_on=date(2024, 5, 20))
    assert row.due_on == date(2024, 6, 4)


def test_an_extension_needs_a_reason(at):
    installed()
    row = measured(start=START)
    with pytest.raises(ReasonMissingError):
        services.extend(
            obligation_id=row.pk,
            length=parse_length("10d"),
            reason="",
            actor=the_lead_office(),
            at=at,
        )


def test_a_new_calendar_moves_open_duties_and_says_so(at):
    installed()
    rows = [measured(start=START, key=str(n)) for n in range(3)]
    plain = opened(key="plain", term=term(DUE, START))
    installed(days=[("2024-05-20", "holiday")])
    chunk = services.recompute(after_id=0, actor=INSTALLATION, at=at)
    assert chunk.seen == chunk.moved == tuple(row.pk for row in rows)
    rows[0].refresh_from_db()
    assert moves(rows[0]) == [("calendar", DUE, date(2024, 5, 22))]
    assert not moves(plain)
    assert services.recompute(after_id=rows[-1].pk, actor=INSTALLATION, at=at).seen == ()


def test_a_day_off_on_the_last_day_moves_the_practical_day_alone(at):
    installed()
    row = measured("monthly", date(2024, 6, 1))
    assert row.practical_on == date(2024, 6, 25)
    installed(days=[("2024-06-25", "holiday")])
    services.recompute(after_id=0, actor=INSTALLATION, at=at)
    row.refresh_from_db()
    assert (row.due_on, row.practical_on) == (date(2024, 6, 25), date(2024, 6, 24))
    assert moves(row) == [("calendar", date(2024, 6, 25), date(2024, 6, 25))]


def test_computing_again_without_a_change_moves_nothing(at):
    installed()
    row = measured(start=START)
    measured("call_back", datetime(2024, 4, 22, 15, 20, tzinfo=SHANGHAI), key="2")
    assert services.recompute(after_id=0, actor=INSTALLATION, at=at).moved == ()
    assert not moves(row)


def test_forty_eight_hours_count_from_the_minute(at):
    installed()
    row = measured("call_back", datetime(2024, 4, 22, 15, 20, tzinfo=SHANGHAI))
    assert row.due_at == datetime(2024, 4, 24, 15, 20, tzinfo=SHANGHAI)


def test_a_duty_is_measured_by_the_release_it_began_with(at):
    installed()
    row = measured(start=START)
    installed(limits=LIMITS.replace("20d", "5d"), days=[("2024-05-20", "holiday")])
    services.recompute(after_id=0, actor=INSTALLATION, at=at)
    row.refresh_from_db()
    assert row.due_on == date(2024, 5, 22)


def test_one_duty_without_a_date_does_not_stop_the_others(at):
    installed()
    rows = [measured(start=START, key=str(n)) for n in range(3)]
    Obligation.objects.filter(pk=rows[1].pk).update(limit_ref="gone")
    installed(days=[("2024-05-20", "holiday")])
    chunk = services.recompute(after_id=0, actor=INSTALLATION, at=at)
    assert chunk.undated == (rows[1].pk,)
    assert chunk.moved == (rows[0].pk, rows[2].pk)


def test_a_paused_duty_waits_for_the_end_of_its_pause(at):
    installed()
    row, office = measured(start=START), the_lead_office()
    paused(row, date(2024, 5, 6), office)
    installed(days=[("2024-05-20", "holiday")])
    assert services.recompute(after_id=0, actor=INSTALLATION, at=at).seen == ()
    assert resumed(row, date(2024, 5, 6), office).due_on == date(2024, 5, 23)


def test_a_suspended_duty_is_computed_again_too(at):
    installed()
    row = measured(start=START)
    services.suspend(obligation_id=row.pk, reason="改革", actor=the_lead_office(), at=at)
    installed(days=[("2024-05-20", "holiday")])
    assert services.recompute(after_id=0, actor=INSTALLATION, at=at).moved == (row.pk,)


def test_the_worker_computes_all_of_them_and_shows_how_far_it_is(at, monkeypatch):
    monkeypatch.setattr(recomputing, "CHUNK", 2)
    installed()
    rows = [measured(start=START, key=str(n)) for n in range(5)]
    Obligation.objects.filter(pk=rows[4].pk).update(limit_ref="gone")
    installed(days=[("2024-05-20", "holiday")])
    job = services.start_recompute(title="重算期限", actor=INSTALLATION, at=at)
    bars = []
    run_next_job(between=lambda: bars.append(Job.objects.get(pk=job.pk).done))
    job.refresh_from_db()
    assert (job.state, bars[:3], job.total) == ("done", [2, 4, 5], 5)
    [event] = Event.objects.filter(kind="obligations.dates_recomputed")
    assert (event.payload["seen"], event.payload["moved"]) == (5, 4)
    assert event.payload["undated"] == [rows[4].pk]


def test_without_a_pack_nothing_is_computed_again(at):
    with pytest.raises(NoReleaseError):
        services.start_recompute(title="重算期限", actor=INSTALLATION, at=at)


def test_duties_that_stay_cost_no_query_each(at, django_assert_max_num_queries):
    installed()
    for n in range(20):
        measured(start=START, key=str(n))
    with django_assert_max_num_queries(8):
        services.recompute(after_id=0, actor=INSTALLATION, at=at)
