"""The same matter by several voices: one case, every receipt kept."""

import pytest
from django.core.exceptions import PermissionDenied

from yingshang.apps.casework.models import Case
from yingshang.apps.messages.models import Message
from yingshang.apps.service_requests import errors, services
from yingshang.apps.service_requests.models import Report, SamenessProposal, ServiceRequest
from yingshang.apps.service_requests.selectors.alike import alike
from yingshang.apps.service_requests.selectors.own import own_page

OTHER = "幸福路门前有人收占道费，每个月三百元，没有票据，电话13900000000。"


@pytest.fixture
def two(world):
    return world.report(), world.report(key="key-2", words=OTHER, name="王芳", phone="13900000000")


def join(world, two, actor=None, reason="同一件事"):
    first, second = two
    return services.join(
        request_id=second.request_id,
        into_id=first.request_id,
        reason=reason,
        actor=actor or world.clerk,
        at=world.at,
    )


def test_joined_requests_are_one_case_and_both_receipts_show_it(world, two):
    first, second = two
    join(world, two)
    assert not Case.objects.get(pk=second.request_id).is_open
    page = own_page(Report.objects.get(pk=second.pk))
    assert page.joined_number == first.request.case.number
    assert page.case.is_open
    assert SamenessProposal.objects.get().verdict == "joined"
    assert Report.objects.count() == 2


def test_only_the_office_that_received_them_joins_and_gives_a_reason(world, two):
    with pytest.raises(PermissionDenied):
        join(world, two, actor=world.handler)
    with pytest.raises(errors.ReasonNeededError):
        join(world, two, reason=" ")
    join(world, two)
    with pytest.raises(errors.JoinedAlreadyError):
        join(world, two)


def test_a_report_that_was_joined_by_mistake_is_parted_with_a_case_of_its_own(world, two):
    first, second = two
    join(world, two)
    request = services.part(report_id=second.pk, reason="两条路", actor=world.clerk, at=world.at)
    assert request.pk not in {first.request_id, second.request_id}
    assert Report.objects.get(pk=second.pk).request == request
    assert Case.objects.get(pk=request.pk).is_open
    with pytest.raises(errors.AloneError):
        services.part(report_id=second.pk, reason="再拆", actor=world.clerk, at=world.at)


def test_what_is_kept_apart_is_decided_once(world, two):
    proposal = SamenessProposal.objects.get()
    given = {"proposal_id": proposal.pk, "actor": world.clerk, "at": world.at}
    assert services.keep_apart(**given, reason="不同的摊位").verdict == "apart"
    with pytest.raises(errors.DecidedAlreadyError):
        services.keep_apart(**given, reason="再说一遍")
    assert ServiceRequest.objects.filter(joined_into=None).count() == 2


def test_while_one_types_open_matters_that_say_the_same_are_shown_without_names(world, two):
    found = alike("幸福路门前有人收占道费，每月三百元没有票据")
    assert found
    assert all("李小明" not in one.title for one in found)
    assert alike("收费") == []


def test_a_reporter_without_an_account_gets_no_message_and_no_error(world, two):
    join(world, two)
    assert not Message.objects.exists()
