"""Addresses of a plan's pages: the city's own, or those of the workspace that is being read."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from yingshang.apps.delivery.selectors.plans import workspace_name

register = template.Library()


@register.simple_tag(takes_context=True)
def plan_url(context: Any, name: str, *args: object) -> str:
    """The address `name` within the plan that this page belongs to."""
    return plan_address(room_of(context), name, *args)


@register.inclusion_tag("delivery/workspace_doors.html", takes_context=True)
def workspace_doors(context: Any) -> dict[str, object]:
    """The parts of a workspace's plan; nothing on pages of the city."""
    room = room_of(context)
    if not room:
        return {"room": "", "items": ()}
    labels = {"plan": _("Tasks"), "units": _("Units"), "wall": _("Wall chart")}
    labels["about"] = _("About this plan")
    here = context.request.path
    items = [
        {"label": label, "url": url, "is_current": url == here, "count": ""}
        for name, label in labels.items()
        for url in [plan_address(room, name)]
    ]
    return {"room": workspace_name(room), "items": items}


def room_of(context: Any) -> str:
    """The code of the workspace whose plan is being read; empty for the city."""
    request = getattr(context, "request", None)
    match = getattr(request, "resolver_match", None)
    return str(match.kwargs.get("workspace", "")) if match else ""


def plan_address(room: str, name: str, *args: object) -> str:
    """The address `name` of the plan of the workspace `room`, or of the city's."""
    if room:
        return reverse(f"delivery:workspace_{name}", args=[room, *args])
    return reverse(f"delivery:{name}", args=args)
