"""What happens in a step before it is settled: signatures, help, hand-over, sending back."""

from datetime import datetime, timedelta
from functools import partial

from yingshang.apps.casework import services
from yingshang.apps.casework.models import Step
from yingshang.apps.casework.parties import Party
from yingshang.web.sample.casework import words
from yingshang.web.sample.casework.diary import office_hours
from yingshang.web.sample.casework.life import Life


def countersigned(life: Life, step: Step, at: datetime) -> None:
    """会签: another unit signs first."""
    code = _another(life, step)
    party = Party(unit_id=life.staff.units[code].pk)
    actor = life.actor(step, at.date())
    services.countersign(step_id=step.pk, parties=[party], actor=actor, at=at)
    signer = life.staff.acting(code, at.date())
    soon = office_hours(at + timedelta(minutes=50))
    services.sign(step_id=step.pk, agrees=True, words="同意。", actor=signer, at=soon)


def helped(life: Life, step: Step, at: datetime) -> None:
    """协办: another unit says what it thinks; nothing is settled before."""
    code = _another(life, step)
    party = Party(unit_id=life.staff.units[code].pk)
    actor = life.actor(step, at.date())
    services.co_handle(step_id=step.pk, parties=[party], actor=actor, at=at)
    helper = life.staff.acting(code, at.date())
    soon = office_hours(at + timedelta(minutes=90))
    services.give_help(step_id=step.pk, words="管线图已核对，无冲突。", actor=helper, at=soon)


def handed_over(life: Life, step: Step, at: datetime) -> None:
    """转办: the leader takes it over, because the handler is away."""
    assert step.holder_unit is not None  # noqa: S101 - never the applicant's
    leader = life.staff.leader(step.holder_unit.code)
    party = Party(unit_id=step.holder_unit_id, person_id=leader.pk)
    actor = life.actor(step, at.date())
    services.hand_over(step_id=step.pk, to=party, reason="承办人外出学习。", actor=actor, at=at)


def urged(life: Life, step: Step, at: datetime) -> None:
    """催办: the unit in charge reminds whoever holds the step."""
    actor = life.staff.acting(life.case.holder_unit.code, at.date())
    services.urge(step_id=step.pk, words="企业在等，请尽快办理。", actor=actor, at=at)


def sent_back(life: Life, step: Step, at: datetime, *, to: str) -> None:
    """退回: to an earlier step, with the reason."""
    actor = life.actor(step, at.date())
    services.send_back(step_id=step.pk, to=to, reason=words.SENT_BACK, actor=actor, at=at)


def back_to(step: str) -> partial[None]:
    """Sending back to this step."""
    return partial(sent_back, to=step)


def _another(life: Life, step: Step) -> str:
    return next(
        code
        for code in life.staff.others
        if life.staff.units[code].pk not in {step.holder_unit_id, life.case.holder_unit_id}
    )
