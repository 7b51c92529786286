"""A case from its draft to its end."""

import pytest

from tests.apps.casework.factories import a_world
from yingshang.apps.casework import services
from yingshang.apps.casework.models import Letter, Stage, Step
from yingshang.apps.obligations.models import Obligation, State


@pytest.fixture
def world(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        },
    }
    return a_world()


def test_a_case_runs_from_draft_to_decision(world):
    case = world.running()
    assert case.stage == Stage.RUNNING
    steps = {step.code: step.status for step in Step.objects.filter(case=case)}
    assert steps == {"look": "open", "name_check": "open"}
    world.settle(case, "look", "fine", values={"fire_ok": "true"})
    world.settle(case, "name_check", "free", actor=world.colleague)
    world.settle(case, "decide", "yes_done")
    case.refresh_from_db()
    assert (case.stage, case.outcome, case.ending) == (Stage.ENDED, "granted", "granted")
    assert set(Obligation.objects.values_list("state", flat=True)) == {State.SETTLED}
    kinds = [letter.kind for letter in Letter.objects.filter(case=case)]
    assert kinds == ["receipt", "decision"]


def test_handing_in_twice_with_one_key_is_handing_in_once(world):
    case = world.submitted()
    again = services.submit(case_id=case.pk, key="key-1", actor=world.applicant, at=world.at)
    assert again.pk == case.pk
    assert Letter.objects.count() == 1
