"""Kinds of obligation that delivery creates."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yingshang.apps.obligations.kinds import Kind, declare

IMPLEMENTATION_PLAN = Kind(
    code="delivery.implementation_plan",
    name=_("Implementation plan"),
    needs_verification=True,
    page_of=lambda key: reverse("delivery:implementation", args=[key]),
)
MONTHLY_RETURN = Kind(
    code="delivery.return",
    name=_("Monthly return"),
    needs_verification=True,
    page_of=lambda key: reverse("delivery:return", args=[key]),
)
QUARTERLY_SUMMARY = Kind(
    code="delivery.summary",
    name=_("Quarterly summary"),
    needs_verification=True,
    page_of=lambda key: reverse("delivery:return", args=[key]),
)
MEETING_DECISION = Kind(
    code="delivery.decision",
    name=_("Decision of a dispatch meeting"),
    needs_verification=True,
    page_of=lambda key: reverse("delivery:decision", args=[key]),
)

OBJECTION_ANSWER = Kind(
    code="delivery.objection_answer",
    name=_("Answer to an objection"),
    needs_verification=False,
    page_of=lambda key: f"{reverse('delivery:objections')}#objection-{key}",
)
KINDS = (
    IMPLEMENTATION_PLAN,
    MONTHLY_RETURN,
    QUARTERLY_SUMMARY,
    MEETING_DECISION,
    OBJECTION_ANSWER,
)


def connect() -> None:
    """Declare them; called once, when Django has loaded."""
    for kind in KINDS:
        declare(kind)
