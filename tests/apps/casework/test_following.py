"""A step shows the dates of its duty, whatever moved them."""

from datetime import timedelta

from django.db import transaction

from yingshang.apps.casework.models import Step
from yingshang.apps.casework.services.following import follow_dates
from yingshang.apps.directory.permissions import INSTALLATION
from yingshang.apps.ledger.services import deliver_due
from yingshang.apps.obligations.models import DueChange, Obligation
from yingshang.apps.obligations.services.moving import move_dates
from yingshang.apps.obligations.timekeeping import current_timekeeping


def test_a_step_follows_its_duty_once(world):
    case = world.running()
    step = world.step(case, "look")
    duty = Obligation.objects.get(subject_type="casework.step", subject_key=str(step.pk))
    former, day = duty.due_on, timedelta(days=1)
    Obligation.objects.filter(pk=duty.pk).update(due_on=former + day, due_at=duty.due_at + day)
    assert follow_dates(obligation_id=duty.pk, moved_from=former)
    assert not follow_dates(obligation_id=duty.pk, moved_from=former)
    moved = Step.objects.get(pk=step.pk)
    assert moved.promised_on == step.promised_on + day
    assert moved.statutory_on == step.statutory_on + day
    assert moved.due_at == step.due_at + day


def test_a_moved_date_reaches_the_step_through_the_ledger(world):
    case = world.running()
    step = world.step(case, "look")
    duty = Obligation.objects.get(subject_type="casework.step", subject_key=str(step.pk))
    new = current_timekeeping().term("link", world.at + timedelta(days=7), opened_at=world.at)
    with transaction.atomic():
        reason = DueChange.Reason.CALENDAR
        move_dates(duty, term=new, reason=reason, actor=INSTALLATION, at=world.at)
    deliver_due()
    assert Step.objects.get(pk=step.pk).promised_on == new.due_on
