"""The lights: shape, word and sign of each state, the same on every screen and on paper."""

from dataclasses import dataclass

from django import template
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import pgettext_lazy

register = template.Library()


@dataclass(frozen=True)
class Light:
    """How one state is shown.

    Attributes:
        word: Beside the shape, in the reader's language.
        sign: The character that stands for it where nothing can be drawn.
        shape: Content of an SVG of 12 by 12.
    """

    word: Promise
    sign: str
    shape: SafeString


DRAWING = (
    '<svg class="light__shape light__shape--{}" viewBox="0 0 12 12" aria-hidden="true">{}</svg>'
)
RING = mark_safe('<circle cx="6" cy="6" r="4.6"/>')
LIGHTS = {
    "normal": Light(
        pgettext_lazy("light", "on track"), "●", mark_safe('<circle cx="6" cy="6" r="5.4"/>')
    ),
    "near": Light(pgettext_lazy("light", "due soon"), "▲", mark_safe('<path d="M6 .6 12 11H0z"/>')),
    "overdue": Light(
        pgettext_lazy("light", "overdue"), "■", mark_safe('<path d="M1 1h10v10H1z"/>')
    ),
    "verify": Light(
        pgettext_lazy("light", "to be verified"), "◆", mark_safe('<path d="m6 0 6 6-6 6-6-6z"/>')
    ),
    "idle": Light(pgettext_lazy("light", "not due"), "○", RING),
    "inapplicable": Light(pgettext_lazy("light", "not applicable"), "○", RING),
    "uncomputed": Light(pgettext_lazy("light", "not yet computed"), "◌", RING),
}


@register.simple_tag
def light_shape(state: str) -> SafeString:
    """The shape of a state as inline SVG; decoration, because a word stands beside it."""
    return format_html(DRAWING, state, LIGHTS[state].shape)


@register.simple_tag
def light_word(state: str) -> str:
    """The word of a state in the reader's language."""
    return str(LIGHTS[state].word)


@register.simple_tag
def light_states() -> list[str]:
    """Every state, in the order of a legend."""
    return list(LIGHTS)
