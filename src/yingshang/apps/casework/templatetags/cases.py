"""Wording of a pack, and how long something took, in the reader's language."""

from collections.abc import Mapping
from datetime import date, timedelta

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yingshang.apps.casework.selectors.case_page import ShownAnswer
from yingshang.apps.casework.selectors.choices import choice_name
from yingshang.apps.directory.selectors.units import unit_of
from yingshang.apps.ledger.reader import in_words
from yingshang.engines.identifiers import industries, regions
from yingshang.engines.packs.casework.casetype import CaseType
from yingshang.engines.packs.schema.casework.fields import Cell, FieldEntry
from yingshang.engines.packs.schema.common import Text
from yingshang.engines.timelimits import Bilingual

register = template.Library()


def _region(code: str) -> str:
    found = regions.find(code)
    return found.name if found else ""


def _industry(code: str) -> str:
    found = industries.find(code)
    return f"{code} {found.name}" if found else ""


def _unit(code: str) -> str:
    found = unit_of(code)
    return found.official_name if found else ""


NAMES = {"region": _region, "industry": _industry, "unit": _unit}
NOTHING = "–"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@register.filter
def said(text: Text | Bilingual | None) -> str:
    """Wording in both languages as the reader reads it; nothing for nothing."""
    if text is None:
        return ""
    if isinstance(text, Bilingual):
        return in_words(text.zh, text.en)
    return in_words(text.zh_hans, text.en)


@register.filter
def lasted(time: timedelta | None) -> str:
    """Whole days and hours, or minutes below an hour, rounded down; a dash where nothing is known.

    Example: 1 day 3 hours.
    """
    if time is None:
        return NOTHING
    days, rest = divmod(time, DAY)
    hours, minutes = rest // HOUR, rest // timedelta(minutes=1)
    parts = []
    if days:
        parts.append(ngettext("%(count)s day", "%(count)s days", days) % {"count": days})
    if hours:
        parts.append(ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours})
    if not parts:
        words = ngettext("%(count)s minute", "%(count)s minutes", minutes)
        parts.append(words % {"count": minutes})
    return " ".join(parts)


@register.simple_tag
def shown(answer: ShownAnswer, case_type: CaseType) -> SafeString:
    """An answer in words: choices by name, days and sums as people write them, rows as a list."""
    field = case_type.fields.get(answer.field)
    if field is None or answer.is_masked:
        return format_html("{}", answer.value)
    if isinstance(answer.value, list):
        rows = [(_row(field, row),) for row in answer.value if isinstance(row, Mapping)]
        return format_html('<ul class="plain">{}</ul>', format_html_join("", "<li>{}</li>", rows))
    return format_html("{}", worded(field, answer.value))


@register.simple_tag
def paper_name(belongs_to: str, case_type: CaseType) -> str:
    """The name of the material or field to which a file belongs."""
    entry = case_type.materials.get(belongs_to) or case_type.fields.get(belongs_to)
    return said(entry.name) if entry else ""


def worded(field: FieldEntry | Cell, value: object) -> str:
    """One value in words."""
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field.type == "date":
        return date_format(date.fromisoformat(str(value)))
    text = choice_name(field, value) or str(value)
    return f"{text} {said(field.unit)}".strip()


def _row(field: FieldEntry, row: Mapping[str, object]) -> str:
    cells = [(said(one.name), worded(one, row[one.id])) for one in field.columns if row.get(one.id)]
    return "；".join(f"{name}：{value}" for name, value in cells)
