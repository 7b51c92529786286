"""A random sample of what is settled is looked at again; anyone can repeat the draw."""

from datetime import date, datetime

from django.db import transaction

from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import require
from yingshang.apps.ledger.services import record
from yingshang.apps.obligations.decisions import drawn_ids
from yingshang.apps.obligations.errors import (
    OwnClaimError,
    ReasonMissingError,
    RecheckedAlreadyError,
)
from yingshang.apps.obligations.events import RecheckFound, RechecksDrawn
from yingshang.apps.obligations.models import Obligation, Recheck, State, Verdict
from yingshang.apps.obligations.permissions import RECHECK
from yingshang.apps.obligations.services.locking import locked, naming


@transaction.atomic
def draw_rechecks(
    *, period_on: date, share: float, seed: str, actor: Person, at: datetime
) -> list[Recheck]:
    """Draw `share` of the settled duties of a period, at least one where there are any.

    The draw is the ones with the smallest SHA-256 of `seed:id`, so that whoever knows the seed
    and the list draws the same. Twice with one seed draws nothing new.

    Raises:
        PermissionDenied: `actor` may not draw.
    """
    require(actor, RECHECK, at=at)
    settled = Obligation.objects.filter(period_on=period_on, state=State.SETTLED)
    ids = list(settled.order_by("pk").values_list("pk", flat=True))
    drawn = drawn_ids(ids, seed, share)
    Recheck.objects.bulk_create(
        [Recheck(obligation_id=pk, seed=seed, drawn_at=at, drawn_by=actor) for pk in drawn],
        ignore_conflicts=True,
    )
    fact = RechecksDrawn(
        seed=seed,
        count=len(drawn),
        population=len(ids),
        period_on=period_on.isoformat(),
        share=str(share),
        ids=tuple(ids),
    )
    record(fact, actor=actor, at=at)
    return list(Recheck.objects.filter(seed=seed, obligation__in=drawn).order_by("obligation"))


@transaction.atomic
def record_recheck(
    *, recheck_id: int, finding: Verdict, note: str, actor: Person, at: datetime
) -> Recheck:
    """Say what the second look found. A false claim opens the duty again, shown red.

    Raises:
        PermissionDenied: `actor` may not check.
        OwnClaimError: `actor` claimed or verified the duty.
        RecheckedAlreadyError: The finding is on record.
        ReasonMissingError: Something other than proven, without saying what.
    """
    recheck = Recheck.objects.select_for_update().get(pk=recheck_id)
    duty = locked(recheck.obligation_id)
    require(actor, RECHECK, at=at, unit=duty.holder_unit_id)
    if recheck.found_at is not None:
        raise RecheckedAlreadyError
    if actor.pk in {duty.claimed_by_id, duty.verified_by_id}:
        raise OwnClaimError
    if finding != Verdict.PROVEN and not note.strip():
        raise ReasonMissingError
    recheck.finding, recheck.note, recheck.found_at, recheck.found_by = finding, note, at, actor
    recheck.save()
    if finding == Verdict.FALSE and duty.state == State.SETTLED:
        _open_again(duty)
    record(RecheckFound(**naming(duty), finding=finding, note=note), actor=actor, at=at)
    return recheck


def _open_again(duty: Obligation) -> None:
    duty.state, duty.verdict = State.OPEN, Verdict.FALSE
    duty.claimed_at = duty.claimed_by = duty.verified_at = duty.verified_by = None
    duty.returned_times += 1
    duty.save()
