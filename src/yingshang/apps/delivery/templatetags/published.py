"""Draws published words with what was found in them; written in one line, as Chinese needs."""

from collections.abc import Callable, Iterable
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from yingshang.apps.delivery.decisions.marking import Finding, Passage, Run
from yingshang.apps.delivery.drawing.shapes import sign
from yingshang.apps.delivery.drawing.svg import drawn
from yingshang.apps.delivery.templatetags.plan_addresses import plan_address, room_of

register = template.Library()
Address = Callable[[Finding], str]


@register.simple_tag
def published(passages: Iterable[Passage]) -> SafeString:
    """Words whose findings are explained on the same page; each mark can be linked to as well."""
    return _words(passages, lambda finding: f"#{finding.anchor}", set())


@register.simple_tag(takes_context=True)
def published_elsewhere(context: Any, passages: Iterable[Passage]) -> SafeString:
    """Words whose findings are explained on the pages of their tasks (`01#target-T01-a`)."""
    room = room_of(context)
    return _words(passages, lambda finding: _on_the_task(room, finding), None)


@register.simple_tag
def runs(parts: Iterable[Run]) -> SafeString:
    """Words with the hits of a search marked."""
    return format_html_join("", "{}", ((_hit(part),) for part in parts))


def _on_the_task(room: str, finding: Finding) -> str:
    code, _hash, anchor = finding.anchor.partition("#")
    return f"{plan_address(room, 'task', code)}#{anchor}"


def _words(passages: Iterable[Passage], address: Address, seen: set[str] | None) -> SafeString:
    return format_html_join("", "{}", ((_passage(each, address, seen),) for each in passages))


def _passage(passage: Passage, address: Address, seen: set[str] | None) -> SafeString:
    words = format_html_join("", "{}", ((_run(each, address, seen),) for each in passage.runs))
    measure = passage.measure
    if measure is None:
        return words
    number = _number(measure, address) if passage.begins else mark_safe("")
    return format_html('<span class="passage"{}>{}{}</span>', _place(measure, seen), number, words)


def _number(measure: Finding, address: Address) -> SafeString:
    label = _("Measure %(number)s") % {"number": measure.label}
    return format_html(
        '<a class="passage__number" href="{}" aria-label="{}">{}</a>',
        address(measure),
        label,
        measure.label,
    )


def _run(run: Run, address: Address, seen: set[str] | None) -> SafeString:
    words = _hit(run)
    if run.finding is None:
        return words
    return format_html(
        '<mark class="mark--{}"{}><a href="{}" title="{}">{}</a></mark>',
        run.finding.kind,
        _place(run.finding, seen),
        address(run.finding),
        run.finding.label,
        words,
    )


def _hit(run: Run) -> SafeString:
    return format_html('<mark class="mark--hit">{}</mark>' if run.is_hit else "{}", run.text)


def _place(finding: Finding, seen: set[str] | None) -> SafeString:
    """An id for the first of a finding's marks, so that its explanation can point back."""
    if seen is None or finding.anchor in seen:
        return mark_safe("")
    seen.add(finding.anchor)
    return format_html(' id="in-{}"', finding.anchor)


@register.filter
def beside(first: Iterable[object], second: Iterable[object]) -> list[tuple[object, object]]:
    """Pairs of what stands at the same place; both are equally long."""
    return list(zip(first, second, strict=True))


@register.simple_tag
def chart_sign(name: str) -> SafeString:
    """A sign of the wall chart as inline SVG, of the same shape as on paper."""
    content = mark_safe(drawn(sign(name, 6, 6, 10.8)))  # noqa: S308 - our own numbers
    classes = f"light__shape chart-sign chart-sign--{name}"
    return format_html(
        '<svg class="{}" viewBox="0 0 12 12" aria-hidden="true">{}</svg>', classes, content
    )
