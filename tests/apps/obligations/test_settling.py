"""A duty is claimed by its holder and verified by somebody else."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from tests.apps.directory.factories import PostFactory, UnitFactory, holder_of
from tests.apps.obligations.factories import PLAIN, a_liaison, opened, term, the_lead_office
from yingshang.apps.directory.models import Role
from yingshang.apps.ledger.models import Event
from yingshang.apps.obligations import services
from yingshang.apps.obligations.errors import (
    ClaimedAlreadyError,
    LateReasonMissingError,
    NothingClaimedError,
    NotLateError,
    NotOpenError,
    OwnClaimError,
    ReasonMissingError,
)
from yingshang.apps.obligations.models import State, Verdict

LATE = timedelta(days=30)


def claimed(at, **others):
    row = opened(**others)
    actor = a_liaison(row.holder_unit)
    return services.claim(obligation_id=row.pk, actor=actor, at=at), actor


def verify(row, verdict, at, *, note="", actor=None):
    return services.verify(
        obligation_id=row.pk, verdict=verdict, note=note, actor=actor or the_lead_office(), at=at
    )


def kinds_of_events():
    return list(Event.objects.order_by("sequence").values_list("kind", flat=True))


def test_a_claim_waits_for_somebody_else(at):
    row, actor = claimed(at)
    assert (row.state, row.claimed_by, row.verdict) == (State.OPEN, actor, "")
    assert kinds_of_events()[-1] == "obligations.claimed"


def test_a_kind_that_needs_no_check_is_settled_by_the_claim(at):
    row, _ = claimed(at, kind=PLAIN)
    assert row.state == State.SETTLED


def test_a_duty_is_claimed_once(at):
    row, actor = claimed(at)
    with pytest.raises(ClaimedAlreadyError):
        services.claim(obligation_id=row.pk, actor=actor, at=at)


def test_a_settled_duty_is_not_claimed_again(at):
    row, actor = claimed(at, kind=PLAIN)
    with pytest.raises(NotOpenError):
        services.claim(obligation_id=row.pk, actor=actor, at=at)


@pytest.mark.parametrize("role", [Role.LIAISON, Role.UNIT_REVIEWER, Role.UNIT_LEADER])
def test_everybody_who_acts_for_the_holder_may_claim(role, at):
    row = opened()
    actor = holder_of(role, row.holder_unit)
    assert services.claim(obligation_id=row.pk, actor=actor, at=at).claimed_by == actor


@pytest.mark.parametrize("role", list(Role))
def test_nobody_of_another_unit_may_claim(role, at):
    row = opened()
    with pytest.raises(PermissionDenied):
        services.claim(obligation_id=row.pk, actor=holder_of(role), at=at)


def test_somebody_of_a_unit_beside_the_holder_may_claim(at):
    beside = UnitFactory()
    row = opened(co_holders=(beside,))
    claim = services.claim(obligation_id=row.pk, actor=a_liaison(beside), at=at)
    assert claim.claimed_at == at


def test_a_late_claim_needs_a_reason(at):
    row = opened()
    actor = a_liaison(row.holder_unit)
    with pytest.raises(LateReasonMissingError):
        services.claim(obligation_id=row.pk, actor=actor, at=row.due_at)
    late = services.claim(obligation_id=row.pk, actor=actor, at=row.due_at, late_reason=" 停电 ")
    assert (late.late_reason, late.is_late_at(row.due_at)) == ("停电", True)


def test_the_last_instant_is_still_in_time(at):
    row = opened()
    moment = row.due_at - timedelta(microseconds=1)
    claim = services.claim(obligation_id=row.pk, actor=a_liaison(row.holder_unit), at=moment)
    assert not claim.is_late_at(at + LATE)


def test_a_reason_given_before_is_the_reason_of_the_late_claim(at):
    row = opened()
    actor, late = a_liaison(row.holder_unit), at + LATE
    services.explain_lateness(obligation_id=row.pk, reason="等上级数据", actor=actor, at=late)
    claim = services.claim(obligation_id=row.pk, actor=actor, at=late)
    assert claim.late_reason == "等上级数据"


def test_only_lateness_is_explained(at):
    row = opened()
    actor = a_liaison(row.holder_unit)
    with pytest.raises(NotLateError):
        services.explain_lateness(obligation_id=row.pk, reason="早", actor=actor, at=at)
    with pytest.raises(ReasonMissingError):
        services.explain_lateness(obligation_id=row.pk, reason=" ", actor=actor, at=at + LATE)
    with pytest.raises(PermissionDenied):
        services.explain_lateness(obligation_id=row.pk, reason="?", actor=a_liaison(), at=at + LATE)


def test_a_proven_claim_settles(at):
    row, _ = claimed(at)
    overseer = the_lead_office()
    row = verify(row, Verdict.PROVEN, at, actor=overseer)
    assert (row.state, row.verified_by, row.verdict) == (State.SETTLED, overseer, "proven")


@pytest.mark.parametrize("verdict", [Verdict.HOLLOW, Verdict.FALSE])
def test_any_other_verdict_sends_back_and_counts(verdict, at):
    row, _ = claimed(at)
    row = verify(row, verdict, at, note="缺数据")
    assert (row.state, row.claimed_at, row.returned_times) == (State.OPEN, None, 1)
    assert row.verdict == verdict


def test_sending_back_needs_a_reason(at):
    row, _ = claimed(at)
    with pytest.raises(ReasonMissingError):
        verify(row, Verdict.HOLLOW, at)


def test_nobody_verifies_their_own_claim(at):
    row = opened()
    both = the_lead_office()
    PostFactory(person=both, unit=row.holder_unit, role=Role.LIAISON)
    services.claim(obligation_id=row.pk, actor=both, at=at)
    with pytest.raises(OwnClaimError):
        verify(row, Verdict.PROVEN, at, actor=both)


def test_whoever_sent_it_back_may_claim_it_later_in_another_post(at):
    row, _ = claimed(at)
    both = the_lead_office()
    verify(row, Verdict.HOLLOW, at, note="空", actor=both)
    PostFactory(person=both, unit=row.holder_unit, role=Role.LIAISON)
    again = services.claim(obligation_id=row.pk, actor=both, at=at)
    assert (again.claimed_by, again.verified_by, again.verdict) == (both, None, "")


def test_nothing_claimed_is_nothing_to_verify(at):
    with pytest.raises(NothingClaimedError):
        verify(opened(), Verdict.PROVEN, at)


@pytest.mark.parametrize(
    "role", [r for r in Role if r not in {Role.LEAD_OFFICE, Role.SUPERVISION_OFFICE}]
)
def test_only_overseers_verify(role, at):
    row, _ = claimed(at)
    with pytest.raises(PermissionDenied):
        verify(row, Verdict.PROVEN, at, actor=holder_of(role, row.holder_unit))


def test_a_claim_is_taken_back_with_a_reason_before_it_is_checked(at):
    row, actor = claimed(at)
    with pytest.raises(ReasonMissingError):
        services.unclaim(obligation_id=row.pk, reason="", actor=actor, at=at)
    back = services.unclaim(obligation_id=row.pk, reason="数字有误", actor=actor, at=at)
    assert (back.claimed_at, back.claimed_by, back.returned_times) == (None, None, 0)
    with pytest.raises(NothingClaimedError):
        services.unclaim(obligation_id=row.pk, reason="再来", actor=actor, at=at)


def test_what_is_settled_cannot_be_taken_back(at):
    row, actor = claimed(at)
    verify(row, Verdict.PROVEN, at)
    with pytest.raises(NotOpenError):
        services.unclaim(obligation_id=row.pk, reason="晚了", actor=actor, at=at)


def test_a_refused_change_leaves_no_event(at):
    row = opened(term=term(date(2024, 11, 1), date(2024, 10, 8)))
    before = Event.objects.count()
    with pytest.raises(LateReasonMissingError):
        services.claim(obligation_id=row.pk, actor=a_liaison(row.holder_unit), at=at)
    assert Event.objects.count() == before
