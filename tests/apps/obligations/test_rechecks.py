"""A random sample of what is settled is looked at again; anyone can repeat the draw."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from tests.apps.directory.factories import PostFactory, UnitFactory, holder_of
from tests.apps.obligations.factories import ObligationFactory, a_liaison, the_lead_office
from yingshang.apps.directory.models import Role
from yingshang.apps.ledger.models import Event
from yingshang.apps.obligations import services
from yingshang.apps.obligations.decisions import drawn_ids
from yingshang.apps.obligations.errors import (
    OwnClaimError,
    ReasonMissingError,
    RecheckedAlreadyError,
)
from yingshang.apps.obligations.models import State, Verdict

NOVEMBER = date(2024, 11, 1)


def settled(count, at, **others):
    unit, claimant = UnitFactory(), a_liaison()
    return ObligationFactory.create_batch(
        count,
        holder_unit=unit,
        state=State.SETTLED,
        claimed_at=at,
        claimed_by=claimant,
        verified_at=at,
        verified_by=the_lead_office(),
        verdict="proven",
        **others,
    )


def drawn(at, *, seed="第1期", share=0.1, actor=None):
    return services.draw_rechecks(
        period_on=NOVEMBER, share=share, seed=seed, actor=actor or the_lead_office(), at=at
    )


def found(recheck, finding, at, *, actor=None, note="现场不符"):
    return services.record_recheck(
        recheck_id=recheck.pk,
        finding=finding,
        note=note,
        actor=actor or holder_of(Role.SUPERVISION_OFFICE),
        at=at,
    )


def test_a_draw_can_be_repeated_and_draws_nothing_new(at):
    settled(30, at)
    ObligationFactory()
    first = [each.pk for each in drawn(at)]
    assert len(first) == 3
    assert [each.pk for each in drawn(at)] == first
    assert Event.objects.filter(kind="obligations.rechecks_drawn").count() == 2


def test_whoever_has_the_seed_and_the_list_draws_the_same(at):
    rows = settled(30, at)
    ids = sorted(row.pk for row in rows)
    assert [each.obligation_id for each in drawn(at)] == drawn_ids(ids, "第1期", 0.1)


@pytest.mark.parametrize(("share", "count"), [(0.07, 7), (0.071, 8), (1, 100), (0.001, 1)])
def test_a_share_is_rounded_up_and_never_by_the_error_of_a_float(share, count):
    assert len(drawn_ids(range(100), "x", share)) == count


def test_of_nothing_nothing_is_drawn(at):
    assert drawn(at) == []


@pytest.mark.parametrize("role", [Role.LIAISON, Role.UNIT_LEADER, Role.CITY_LEADER])
def test_only_overseers_draw(role, at):
    with pytest.raises(PermissionDenied):
        drawn(at, actor=holder_of(role))


def test_a_false_claim_opens_the_duty_again(at):
    settled(1, at)
    [recheck] = drawn(at)
    found(recheck, Verdict.FALSE, at)
    duty = recheck.obligation
    duty.refresh_from_db()
    assert (duty.state, duty.verdict, duty.returned_times) == (State.OPEN, "false", 1)
    assert (duty.claimed_at, duty.verified_at) == (None, None)


def test_a_second_look_that_finds_it_proven_changes_nothing_but_the_record(at):
    settled(1, at)
    [recheck] = drawn(at)
    assert found(recheck, Verdict.PROVEN, at, note="").found_at == at
    recheck.obligation.refresh_from_db()
    assert recheck.obligation.state == State.SETTLED


def test_a_finding_other_than_proven_says_what_was_seen(at):
    settled(1, at)
    with pytest.raises(ReasonMissingError):
        found(drawn(at)[0], Verdict.HOLLOW, at, note=" ")


def test_a_finding_is_recorded_once(at):
    settled(1, at)
    [recheck] = drawn(at)
    found(recheck, Verdict.FALSE, at)
    with pytest.raises(RecheckedAlreadyError):
        found(recheck, Verdict.FALSE, at)


def test_nobody_looks_again_at_what_they_claimed_or_verified(at):
    [row] = settled(1, at)
    [recheck] = drawn(at)
    PostFactory(person=row.claimed_by, role=Role.SUPERVISION_OFFICE)
    for actor in (row.claimed_by, row.verified_by):
        with pytest.raises(OwnClaimError):
            found(recheck, Verdict.FALSE, at, actor=actor)
