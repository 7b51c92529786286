"""Rows of a ledger: accepted when they are filed, put right, closed only after a second look."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied

from tests.apps.casework.factories import a_world, local
from yingshang.apps.casework import errors, services
from yingshang.apps.casework.models import Case, OutsideEvent, OutsideSource, Stage, Step, Way
from yingshang.apps.casework.services import Reported
from yingshang.apps.obligations.errors import PauseRunningError
from yingshang.apps.obligations.models import Obligation, State
from yingshang.engines.timelimits import parse_length

CONTENT = Path(__file__).parent / "clues"
CLUES = (CONTENT / "case.yaml").read_text(encoding="utf-8")
LETTERS = (CONTENT / "letters.yaml").read_text(encoding="utf-8")
EXAMPLES = (CONTENT / "examples.yaml").read_text(encoding="utf-8")


@pytest.fixture
def clues():
    return a_world(CLUES, LETTERS, EXAMPLES, name="clues")


def row(clues, **values):
    given = clues.beginning(
        type_code="clues",
        way=Way.OFFICIAL,
        applicant=None,
        unit=clues.unit,
        values={"debtor": "甲公司", "amount": "100"} | values,
    )
    return services.file_case(beginning=given, actor=clues.handler, at=clues.at)


def test_a_row_runs_at_once_and_a_condition_that_nobody_knows_holds_its_step(clues):
    case = row(clues)
    assert case.stage == Stage.RUNNING
    court = clues.step(case, "court")
    assert (court.status, court.missing) == ("held", ["disputed"])
    services.amend(
        case_id=case.pk,
        revision=case.revision,
        values={"disputed": "true"},
        actor=clues.handler,
        at=clues.at,
    )
    assert clues.step(case, "court").status == "open"
    assert Case.objects.get().values["open_sum"] == "100.00"


def test_a_row_is_closed_only_after_somebody_else_has_looked(clues):
    case = row(clues)
    clues.settle(case, "pursue", "done", values={"paid": "60"})
    with pytest.raises(errors.IncompleteError) as refused:
        clues.settle(case, "close_out", "closed")
    assert refused.value.shown() == {"": ["还有欠款。"]}
    step = clues.settle(case, "close_out", "closed", values={"paid": "100"})
    assert step.waits_for_check
    case.refresh_from_db()
    assert case.stage == Stage.RUNNING
    with pytest.raises(errors.OwnWorkError):
        services.verify_close_out(step_id=step.pk, holds=True, actor=clues.handler, at=clues.at)
    services.verify_close_out(
        step_id=step.pk, holds=False, reason="凭证不符", actor=clues.checker, at=clues.at
    )
    duty = Obligation.objects.get(kind="casework.checked_step")
    assert (duty.state, duty.claimed_at, duty.returned_times) == (State.OPEN, None, 1)
    clues.settle(case, "close_out", "closed")
    services.verify_close_out(step_id=step.pk, holds=True, actor=clues.checker, at=clues.at)
    case.refresh_from_db()
    done = Step.objects.get(pk=step.pk)
    assert (case.stage, case.outcome) == (Stage.ENDED, "closed")
    assert (done.settled_by, done.checked_by) == (clues.handler, clues.checker)
    duty.refresh_from_db()
    assert (duty.state, duty.verdict) == (State.SETTLED, "proven")


def test_an_event_of_an_outside_system_is_taken_once_as_of_when_it_happened(clues):
    case = row(clues)
    source = OutsideSource.objects.create(code="bank", name_zh="银行系统")
    said = Reported(source, "e-1", "bank", "booked", clues.at + timedelta(hours=2))
    later = clues.at + timedelta(days=30)
    for _twice in range(2):
        services.receive_event(case_id=case.pk, reported=said, actor=clues.handler, at=later)
    assert OutsideEvent.objects.count() == 1
    step = clues.step(case, "bank")
    assert (step.status, step.settled_at) == ("done", clues.at + timedelta(hours=2))
    duty = Obligation.objects.get(subject_type="casework.step", subject_key=str(step.pk))
    assert (duty.state, duty.is_late_at(later)) == (State.SETTLED, False)
    wrong = Reported(source, "e-2", "bank", "booked", clues.at)
    with pytest.raises(errors.EventUnknownError):
        services.receive_event(case_id=case.pk, reported=wrong, actor=clues.handler, at=later)


def test_what_a_bank_told_an_official_settles_its_step(clues):
    case = row(clues)
    step = clues.step(case, "bank")
    told = {"step_id": step.pk, "actor": clues.handler, "at": clues.at}
    with pytest.raises(errors.EventUnknownError):
        services.report_outside(outcome="no_such", **told)
    services.report_outside(outcome="booked", **told)
    done = clues.step(case, "bank")
    assert (done.status, done.outcome, done.settled_by) == ("done", "booked", clues.handler)
    with pytest.raises(errors.RefusedByProcessError):
        services.report_outside(outcome="booked", **told)


def test_silence_settles_the_step_that_says_so(clues):
    case = row(clues)
    assert services.expire(at=local(date(2024, 11, 21), 23)) == 0
    assert services.expire(at=local(date(2024, 11, 25), 7)) == 1
    silent = clues.step(case, "silence")
    # As of the last second of the last day, however late the worker comes.
    last_second = local(date(2024, 11, 22), 0) - timedelta(seconds=1)
    assert (silent.outcome, silent.settled_at) == ("over", last_second)
    assert services.expire(at=local(date(2024, 11, 26))) == 0


def test_a_pause_on_a_ground_of_the_limit_leaves_its_days_out(clues):
    case = row(clues)
    step = clues.step(case, "pursue")
    first = step.promised_on
    common = {"step_id": step.pk, "actor": clues.handler}
    services.pause(ground="expert_review", note="请专家评审", at=clues.at, **common)
    with pytest.raises(PauseRunningError):
        clues.settle(case, "pursue", "done")
    services.end_pause(at=clues.at + timedelta(days=3), **common)
    step.refresh_from_db()
    assert step.promised_on > first
    assert Obligation.objects.get(subject_key=str(step.pk)).due_on == step.promised_on


def test_more_time_is_granted_before_expiry_as_far_as_the_law_allows(clues):
    case = row(clues)
    step = clues.step(case, "pursue")
    first = step.promised_on
    common = {"step_id": step.pk, "reason": "情况复杂", "actor": clues.handler}
    with pytest.raises(errors.DateError):
        services.extend(length=parse_length("11d"), at=clues.at, **common)
    services.extend(length=parse_length("10d"), at=clues.at, **common)
    step.refresh_from_db()
    assert step.promised_on > first


def test_strangers_change_no_row(clues):
    case = row(clues)
    with pytest.raises(PermissionDenied):
        services.amend(case_id=case.pk, revision=1, values={}, actor=clues.applicant, at=clues.at)
