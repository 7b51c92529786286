"""Rates as people read them."""

from django import template

from yingshang.apps.service_requests.decisions.rates import Rate

register = template.Library()
NOTHING = "–"


@register.filter
def percent(rate: Rate) -> str:
    """A rate in percent with one digit; a dash over nothing, never 0 or 100."""
    value = rate.value
    return NOTHING if value is None else f"{value * 100:.1f}%"
