"""Kinds of obligation that ratings create; the subject of each is a rating, by its code."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yingshang.apps.obligations.kinds import Kind, declare


def _page(code: str) -> str:
    return reverse("ratings:rating", args=[code])


CONTACT = Kind(
    code="ratings.contact",
    name=_("Contact after a bad rating"),
    needs_verification=False,
    page_of=_page,
)
RECTIFICATION = Kind(
    code="ratings.rectification",
    name=_("Rectification after a bad rating"),
    needs_verification=True,
    page_of=_page,
)
CALL_BACK = Kind(
    code="ratings.call_back",
    name=_("Call-back after a bad rating"),
    needs_verification=False,
    page_of=_page,
)


def connect() -> None:
    """Declare them; called once, when Django has loaded."""
    for kind in (CONTACT, RECTIFICATION, CALL_BACK):
        declare(kind)
