"""Running cases go on by another release: verdicts first, clocks unmoved, and back again."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.apps.casework.factories import CASE_LIMITS, CLUB, CLUB_EXAMPLES, CLUB_LETTERS, VALUES
from tests.apps.obligations.factories import LIMITS, installed
from yingshang.apps.casework import errors, services
from yingshang.apps.casework.models import Case, Move, Way
from yingshang.apps.casework.services import moving
from yingshang.apps.directory.permissions import INSTALLATION
from yingshang.apps.ledger.services import run_next_job
from yingshang.apps.obligations.models import Obligation


def release(case=CLUB):
    files = {
        "casework/club/case.yaml": case,
        "casework/club/letters.yaml": CLUB_LETTERS,
        "casework/club/examples.yaml": CLUB_EXAMPLES,
    }
    return installed(limits=LIMITS + CASE_LIMITS, files=files)


def dates():
    rows = Obligation.objects.order_by("pk")
    return list(rows.values_list("pk", "due_on", "due_at", "warn_at", "release_digest"))


def planned(world, to):
    move = services.plan_move(type_code="club", to_release=to, actor=INSTALLATION, at=world.at)
    assert (move.state, move.verdicts.count()) == (Move.State.TRYING, 0)
    run_next_job()
    move.refresh_from_db()
    return move


def test_a_case_moves_with_its_clocks_where_they_were_and_back(world):
    case, former = world.running(), Case.objects.get().release
    newer = release(CLUB.replace("实地查看", "现场查看"))
    move = planned(world, newer)
    assert [each.can_move for each in move.verdicts.all()] == [True]
    before = dates()
    case.refresh_from_db()
    assert case.release == former
    services.start_move(move_id=move.pk, reason="改名", actor=INSTALLATION, at=world.at)
    run_next_job()
    case.refresh_from_db()
    assert case.release == newer
    assert dates() == before
    assert Move.objects.get(pk=move.pk).state == Move.State.DONE
    world.settle(case, "look", "fine")
    services.undo_move(move_id=move.pk, reason="撤销", actor=INSTALLATION, at=world.at)
    run_next_job()
    run_next_job()
    back = Move.objects.get(undoes=move)
    assert (back.state, back.reason) == (Move.State.DONE, "撤销")
    with pytest.raises(errors.MoveRefusedError):
        services.undo_move(move_id=move.pk, reason="再撤", actor=INSTALLATION, at=world.at)
    case.refresh_from_db()
    assert case.release == former
    assert world.settle(case, "name_check", "free", actor=world.colleague).status == "done"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda text: text.replace("name_check", "name_look"), "name_check"),
        (lambda text: text.replace("{id: fine,", "{id: good,"), "fine"),
        (lambda text: text.replace("after: [look, name_check]", "after: [look]"), "decide"),
        (lambda text: text.replace("minimum: 1", "minimum: 20"), "20"),
    ],
)
def test_a_case_that_cannot_move_says_why_and_stays(world, change, said):
    case = world.running()
    world.settle(case, "look", "fine")
    move = planned(world, release(change(CLUB)))
    verdict = move.verdicts.get()
    assert not verdict.can_move
    assert any(said in fault["zh"] and fault["en"] for fault in verdict.faults), verdict.faults
    with pytest.raises(errors.MoveRefusedError):
        services.start_move(move_id=move.pk, reason="x", actor=INSTALLATION, at=world.at)


def test_a_move_is_not_made_before_it_was_tried(world):
    world.running()
    newer = release(CLUB.replace("实地查看", "现场查看"))
    move = services.plan_move(type_code="club", to_release=newer, actor=INSTALLATION, at=world.at)
    with pytest.raises(errors.MoveRefusedError):
        services.start_move(move_id=move.pk, reason="x", actor=INSTALLATION, at=world.at)


def test_trying_says_how_far_it_is_and_goes_on_where_it_left_off(world, monkeypatch):
    monkeypatch.setattr(moving, "CHUNK", 2)
    for n in range(5):
        world.running(f"key-{n}")
    move = services.plan_move(
        type_code="club",
        to_release=release(CLUB.replace("实地查看", "现场查看")),
        actor=INSTALLATION,
        at=world.at,
    )
    done = []
    for step in moving.try_move(move.job):
        move.job.cursor = step.cursor
        done.append((step.done, step.total))
        if len(done) == 1:
            break
    assert (done, move.verdicts.count()) == ([(2, 5)], 2)
    move.job.done = 2
    for step in moving.try_move(move.job):
        move.job.cursor = step.cursor
        done.append((step.done, step.total))
    assert (done[1:], move.verdicts.count()) == ([(4, 5), (5, 5)], 5)


def test_a_case_that_moved_on_meanwhile_is_asked_again(world):
    case = world.running()
    former = Case.objects.get().release
    move = planned(world, release(CLUB.replace("{id: fine,", "{id: good,")))
    assert move.verdicts.get().can_move
    services.start_move(move_id=move.pk, reason="x", actor=INSTALLATION, at=world.at)
    world.settle(case, "look", "fine")
    run_next_job()
    case.refresh_from_db()
    assert case.release == former
    assert not move.verdicts.get().can_move


def test_trying_twenty_cases_asks_no_more_than_trying_two(world):
    world.running()
    world.running("key-2")
    newer = release(CLUB.replace("实地查看", "现场查看"))
    with CaptureQueriesContext(connection) as few:
        planned(world, newer)
    for n in range(18):
        services.file_case(
            beginning=world.beginning(way=Way.WINDOW, key=f"w{n}", values=VALUES),
            actor=world.clerk,
            at=world.at,
        )
    newest = release(CLUB.replace("实地查看", "到场查看"))
    with CaptureQueriesContext(connection) as many:
        assert planned(world, newest).verdicts.count() == 20
    # Eighteen more cases, and a third release to read.
    assert len(many) <= len(few) + 4
