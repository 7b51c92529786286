"""What the page of a market entity shows of its cases, and the guide of what was late."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.apps.directory.factories import an_enterprise, representative_of
from yingshang.apps.casework import services
from yingshang.apps.casework.models import Way

pytestmark = pytest.mark.django_db


def test_the_page_of_an_entity_shows_its_cases_to_those_who_may_open_them(client, world):
    firm = an_enterprise()
    given = world.beginning(way=Way.WINDOW, enterprise=firm, applicant=representative_of(firm))
    case = services.file_case(beginning=given, actor=world.clerk, at=world.at)
    page = reverse("directory:enterprise", args=[firm.pk])
    client.force_login(world.handler)
    assert reverse("casework:case", args=[case.number]) in client.get(page).content.decode()
    client.force_login(world.colleague)
    assert case.number not in client.get(page).content.decode()


def test_the_guide_says_in_public_why_a_step_was_late(client, world):
    case = world.running()
    late = world.at + timedelta(days=30)
    step = world.step(case, "look")
    services.explain_lateness(step_id=step.pk, reason="大雪封路", actor=world.handler, at=late)
    page = client.get(reverse("casework:guide", args=["club"])).content.decode()
    assert "大雪封路" in page
    assert case.number not in page
