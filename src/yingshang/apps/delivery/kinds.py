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


def connect() -> None:
    """Declare them; called once, when Django has loaded."""
    declare(IMPLEMENTATION_PLAN)
