"""The page of a case and every act on it."""

from tests.apps.casework.desk.pages import buttons, of_case, of_step, words
from yingshang.apps.casework import services
from yingshang.apps.casework.models import Stage


def test_a_submitted_case_is_accepted_completed_or_refused(world, read, send):
    case = world.submitted()
    page = read(world.clerk, of_case(case))
    assert buttons(page) == ["accept", "ask_correction", "refuse_entry"]
    send(world.clerk, of_case(case, "accept"))
    case.refresh_from_db()
    assert case.stage == Stage.RUNNING
    assert "已记录" in words(read(world.clerk, of_case(case)), "body")


def test_a_step_is_settled_with_its_fields(world, read, send):
    case = world.running()
    step = world.step(case, "look")
    assert "settle" in buttons(read(world.handler, of_case(case)), step)
    page = read(world.handler, of_step(step, "settle"))
    assert "消防合格" in words(page)
    send(world.handler, of_step(step, "settle"), outcome="fine", **{"a-fire_ok": "true"})
    step.refresh_from_db()
    assert (step.status, step.outcome, step.settled_by) == ("done", "fine", world.handler)
    assert services
