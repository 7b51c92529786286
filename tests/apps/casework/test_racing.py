"""Two people at the same moment: one wins, the other is told; nothing is there twice."""

import threading

import pytest
from django.db import connection, connections

from tests.apps.casework.factories import a_world
from yingshang.apps.casework import errors, services
from yingshang.apps.casework.models import Case, Letter, Step, Way

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def at_once(*acts):
    """What each came to, begun at one moment in threads of their own."""
    ready, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        try:
            ready.wait(10)
            results[place] = act()
        except Exception as refusal:  # noqa: BLE001 - the test looks at it
            results[place] = refusal
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(30)
    return results


def test_two_officials_decide_a_step_and_one_wins():
    world = a_world()
    case = world.running()
    results = at_once(
        lambda: world.settle(case, "look", "fine"),
        lambda: world.settle(case, "look", "poor", actor=world.leader, reason="x"),
    )
    refused = [each for each in results if isinstance(each, Exception)]
    assert len(refused) == 1
    assert isinstance(refused[0], errors.CaseworkError), refused
    assert str(refused[0])
    assert Step.objects.filter(case=case, code="look", status="done").count() == 1


def test_one_form_sent_many_times_at_once_makes_one_case():
    world = a_world()
    given = world.beginning(way=Way.WINDOW, key="form-9")
    act = lambda: services.file_case(beginning=given, actor=world.clerk, at=world.at)  # noqa: E731
    results = at_once(*[act] * 6)
    assert {case.pk for case in results} == {Case.objects.get().pk}
    assert Letter.objects.count() == 1


def test_numbers_do_not_collide():
    world = a_world()

    def one(n):
        given = world.beginning(way=Way.WINDOW, key=f"form-{n}")
        return lambda: services.file_case(beginning=given, actor=world.clerk, at=world.at)

    results = at_once(*[one(n) for n in range(8)])
    assert len({case.number for case in results}) == 8
    assert connection.vendor == "postgresql"
