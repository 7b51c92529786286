"""Whatever people do, in whatever order: clocks and steps agree, and nothing is lost."""

import random

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from yingshang.apps.casework import services
from yingshang.apps.casework.errors import CaseworkError
from yingshang.apps.casework.models import Case, Stage, Step
from yingshang.apps.casework.parties import Party
from yingshang.apps.ledger.models import Event
from yingshang.apps.obligations.errors import ObligationError
from yingshang.apps.obligations.models import Obligation, State

ACTS = 40


def acts(world, case, dice):
    """One act somebody might try now; it may be refused."""
    steps = list(Step.objects.filter(case=case).order_by("pk"))
    step = dice.choice(steps)
    who = dice.choice([world.handler, world.colleague, world.leader, world.applicant])
    outcomes = ["fine", "poor", "free", "yes_done", "no_done"]
    common = {"step_id": step.pk, "actor": who, "at": world.at}
    party = Party(unit_id=dice.choice([world.unit, world.second]).pk)
    return dice.choice(
        [
            lambda: services.settle(outcome=dice.choice(outcomes), reason="因此", **common),
            lambda: services.settle(outcome=dice.choice(outcomes), reason="因此", **common),
            lambda: services.send_back(
                to=dice.choice(["look", "name_check"]), reason="再看", **common
            ),
            lambda: services.take_back(reason="再想", **common),
            lambda: services.hand_over(to=party, **common),
            lambda: services.countersign(parties=[party], **common),
            lambda: services.sign(agrees=dice.random() < 0.8, **common),
            lambda: services.add_signatory(party=party, **common),
            lambda: services.remove_signatory(party=party, **common),
            lambda: services.co_handle(parties=[party], **common),
            lambda: services.give_help(words="行", **common),
            lambda: services.release_helper(party=party, **common),
            lambda: services.delegate(to=world.leader, **common),
            lambda: services.recall(**common),
            lambda: services.confirm(**common),
            lambda: services.urge(**common),
            lambda: services.amend(
                case_id=case.pk,
                revision=Case.objects.get(pk=case.pk).revision,
                values={"fire_ok": "true"},
                actor=who,
                at=world.at,
            ),
        ]
    )


def clocks_and_steps_agree(case):
    for step in Step.objects.filter(case=case):
        duties = Obligation.objects.filter(subject_type="casework.step", subject_key=str(step.pk))
        live = [duty for duty in duties if duty.state in {State.OPEN, State.SUSPENDED}]
        if step.status == "open":
            assert len(live) == 1, f"{step} is open with {len(live)} clocks"
            assert live[0].due_on == step.promised_on
            assert live[0].holder_unit_id == step.holder_unit_id
        else:
            assert not live, f"{step} is {step.status} and its clock runs"
        if step.status == "done":
            assert [duty.state for duty in duties] == [State.SETTLED]


@pytest.mark.parametrize("seed", range(6))
def test_clocks_and_steps_agree_whatever_people_do(world, seed):
    dice = random.Random(seed)  # noqa: S311
    case = world.running()
    seen = {}
    for _turn in range(ACTS):
        before = Event.objects.count()
        try:
            with transaction.atomic():
                acts(world, case, dice)()
        except (CaseworkError, ObligationError, PermissionDenied):
            assert Event.objects.count() == before
        case.refresh_from_db()
        clocks_and_steps_agree(case)
        rows = {row.pk: row for row in Step.objects.filter(case=case)}
        for pk, was in seen.items():
            assert rows[pk].outcome == was, "a settled step changed"
        seen = {pk: row.outcome for pk, row in rows.items() if row.status == "done"}
        if case.stage == Stage.ENDED:
            assert not Obligation.objects.live().exists()
            break
