"""Same key, same case; the right member of a set; public reasons; what overseers read."""

from datetime import timedelta

import pytest

from tests.apps.casework.factories import local
from tests.apps.directory.factories import PersonFactory, PostFactory, UnitFactory
from yingshang.apps.casework import selectors, services
from yingshang.apps.casework.errors import KeyTakenError
from yingshang.apps.casework.models import Case
from yingshang.apps.casework.services.holding import Holders
from yingshang.apps.directory.models import Role, UnitSet
from yingshang.apps.ledger.models import Event
from yingshang.apps.ledger.selectors import visible_to


def test_a_draft_opened_twice_with_one_key_is_one_draft(world):
    first = world.draft(key="k")
    assert world.draft(key="k") == first
    assert Case.objects.count() == 1


def test_a_key_of_somebody_else_opens_nothing(world):
    world.draft(key="k")
    other = PersonFactory()
    with pytest.raises(KeyTakenError):
        services.open_case(
            beginning=world.beginning(key="k", applicant=other), actor=other, at=world.at
        )


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({}, "county_a"),
        ({"region": "220422"}, "county_b"),
        ({"area_unit": "county_b"}, "county_b"),
        ({"region": "220104"}, "county_a"),
    ],
)
def test_of_a_set_the_member_that_the_case_names_holds_it(world, values, code):
    a = UnitFactory(code="county_a", official_name_zh="东丰县人民政府", rank=1)
    b = UnitFactory(code="county_b", official_name_zh="东辽县人民政府", rank=2)
    units = UnitSet.objects.create(code="counties")
    units.members.set([a, b])
    assert Holders(Case()).named("counties", values).code == code


def test_published_reasons_are_public_without_the_case(world):
    case = world.running()
    late = local(world.at.date() + timedelta(days=30))
    step = world.step(case, "look")
    services.explain_lateness(step_id=step.pk, reason="大雪封路", actor=world.handler, at=late)
    [found] = selectors.published_reasons("club", since=late)
    assert (found.step.zh_hans, found.reason) == ("实地查看", "大雪封路")
    assert case.number not in repr(found)
    assert selectors.published_reasons("club", since=late + timedelta(seconds=1)) == []


def test_overseers_read_what_began_and_ended_duties_and_no_more(world):
    case = world.running()
    world.settle(case, "look", "fine")
    overseer = PersonFactory()
    PostFactory(person=overseer, role=Role.LEAD_OFFICE)
    seen = set(Event.objects.filter(visible_to(overseer)).values_list("kind", flat=True))
    assert {"casework.accepted", "casework.step_settled"} <= seen
    assert "casework.file_attached" not in seen
