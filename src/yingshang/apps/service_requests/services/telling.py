"""Reporters who have an account hear by message what happens; others follow by their receipt."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from yingshang.apps.casework.events import CaseEnded
from yingshang.apps.ledger.models import Event
from yingshang.apps.messages.selectors import rulebooks
from yingshang.apps.messages.services import Draft, queue
from yingshang.apps.messages.wording import is_english
from yingshang.apps.service_requests.content import current_content
from yingshang.apps.service_requests.models import Report, ServiceRequest

ABOUT = "service_requests.report"


def tell_reporters(
    request: ServiceRequest,
    template: str,
    values: Mapping[str, tuple[str, str]],
    *,
    at: datetime,
    key: str = "",
) -> int:
    """Queue a message to everybody who told of it; a pack without the template tells nothing.

    Args:
        values: What the places in the words are filled with, in Chinese and English.
        key: Says which of several things of this kind it is.

    Returns:
        How many messages were added, over all channels.
    """
    rules = rulebooks.current()
    if rules is None or all(each.code != template for each in rules.templates):
        return 0
    named = {"title": (request.title,) * 2, "number": (request.case.number,) * 2, **values}
    rows = Report.objects.filter(request__in=[request, *request.joined.all()])
    drafts = [
        Draft(
            key=f"{ABOUT}/{report.pk}/{template}/{key or request.case.number}",
            person_id=report.reporter.pk,
            template=template,
            values={k: both[is_english(report.reporter.language)] for k, both in named.items()},
            about=(ABOUT, str(report.pk)),
            url=reverse("service_requests:receipt", args=[report.receipt_code]),
        )
        for report in rows.select_related("reporter").order_by("pk")
        if report.reporter is not None
    ]
    return queue(drafts=drafts, at=at)


@transaction.atomic
def tell_of_case(*, event: Event, at: datetime) -> int:
    """Tell the reporters that an answer is there, or that their request is closed; once a fact.

    Returns:
        How many messages were added; none where the case is no request.
    """
    rows = ServiceRequest.objects.select_related("case")
    request = rows.filter(pk=event.payload["case"], joined_into=None).first()
    content = current_content()
    if request is None or content is None:
        return 0
    handling = content.handlings.get(request.case.type_code)
    if handling is None:
        return 0
    if event.kind == CaseEnded.kind:
        words = (str(event.payload["outcome_zh"]), str(event.payload["outcome_en"]))
        return tell_reporters(request, "request_ended", {"reason": words}, at=at, key=str(event.pk))
    if handling.steps.call_back in event.payload["opened"]:
        return tell_reporters(request, "request_answered", {}, at=at, key=str(event.pk))
    return 0
