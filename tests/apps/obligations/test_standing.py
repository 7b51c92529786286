"""A duty rests, runs again, disappears or changes hands."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from tests.apps.directory.factories import PersonFactory, holder_of
from tests.apps.obligations.factories import (
    a_liaison,
    installed,
    measured,
    opened,
    term,
    the_lead_office,
)
from yingshang.apps.directory.models import Role
from yingshang.apps.ledger.models import Event
from yingshang.apps.obligations import services
from yingshang.apps.obligations.errors import (
    NotOfTheUnitError,
    NotOpenError,
    NotSuspendedError,
    PauseRunningError,
    ReasonMissingError,
)
from yingshang.apps.obligations.models import State


def test_a_duty_rests_with_a_reason_and_runs_again_on_its_old_dates(at):
    row, office = opened(), the_lead_office()
    with pytest.raises(ReasonMissingError):
        services.suspend(obligation_id=row.pk, reason=" ", actor=office, at=at)
    rests = services.suspend(obligation_id=row.pk, reason="机构改革", actor=office, at=at)
    assert (rests.state, rests.suspended_reason) == (State.SUSPENDED, "机构改革")
    runs = services.resume(obligation_id=row.pk, actor=office, at=at)
    assert (runs.state, runs.suspended_reason, runs.due_at) == (State.OPEN, "", row.due_at)
    assert not runs.due_changes.exists()


def test_a_duty_runs_again_on_new_dates_that_are_kept_beside_the_old(at):
    row, office = opened(), the_lead_office()
    services.suspend(obligation_id=row.pk, reason="机构改革", actor=office, at=at)
    services.resume(obligation_id=row.pk, actor=office, at=at, term=term(date(2024, 12, 25)))
    [change] = row.due_changes.all()
    assert (change.from_due_on, change.to_due_on) == (date(2024, 11, 25), date(2024, 12, 25))
    assert (change.reason, change.by) == ("suspension", office)
    assert Event.objects.filter(kind="obligations.dates_moved").count() == 1


def test_what_does_not_rest_cannot_be_resumed(at):
    with pytest.raises(NotSuspendedError):
        services.resume(obligation_id=opened().pk, actor=the_lead_office(), at=at)


def test_a_pause_by_law_is_ended_and_not_resumed(at):
    installed()
    row, office = measured(start=date(2024, 11, 11)), the_lead_office()
    services.pause(obligation_id=row.pk, ground="expert_review", note="", actor=office, at=at)
    with pytest.raises(PauseRunningError):
        services.resume(obligation_id=row.pk, actor=office, at=at)


@pytest.mark.parametrize("role", [each for each in Role if each != Role.LEAD_OFFICE])
def test_only_the_lead_office_suspends_and_withdraws(role, at):
    row = opened()
    actor = holder_of(role, row.holder_unit)
    with pytest.raises(PermissionDenied):
        services.suspend(obligation_id=row.pk, reason="?", actor=actor, at=at)
    with pytest.raises(PermissionDenied):
        services.withdraw(obligation_id=row.pk, reason="?", actor=actor, at=at)


def test_a_duty_is_withdrawn_once_even_while_it_rests(at):
    row, office = opened(), the_lead_office()
    services.suspend(obligation_id=row.pk, reason="机构改革", actor=office, at=at)
    gone = services.withdraw(obligation_id=row.pk, reason="任务取消", actor=office, at=at)
    assert gone.state == State.WITHDRAWN
    with pytest.raises(NotOpenError):
        services.withdraw(obligation_id=row.pk, reason="再次", actor=office, at=at)
    with pytest.raises(NotOpenError):
        services.suspend(obligation_id=row.pk, reason="再次", actor=office, at=at)


def test_a_colleague_takes_over(at):
    row = opened()
    colleague = a_liaison(row.holder_unit)
    taken = services.hand_over(
        obligation_id=row.pk, person=colleague, actor=a_liaison(row.holder_unit), at=at
    )
    assert taken.holder_person == colleague


def test_nobody_from_outside_takes_over(at):
    row = opened()
    for stranger in (PersonFactory(), a_liaison()):
        with pytest.raises(NotOfTheUnitError):
            services.hand_over(
                obligation_id=row.pk, person=stranger, actor=the_lead_office(), at=at
            )


def test_nobody_hands_over_what_another_unit_owes(at):
    row = opened()
    with pytest.raises(PermissionDenied):
        services.hand_over(
            obligation_id=row.pk, person=a_liaison(row.holder_unit), actor=a_liaison(), at=at
        )
