"""Wording of a pack, and how long something took, in the reader's language."""

from datetime import timedelta

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yingshang.apps.casework.selectors.case_page import ShownAnswer
from yingshang.apps.casework.selectors.wording import NOTHING, rows_worded, worded
from yingshang.apps.ledger.reader import in_words
from yingshang.engines.packs.casework.casetype import CaseType
from yingshang.engines.packs.schema.casework.papers import Missed
from yingshang.engines.packs.schema.common import Text
from yingshang.engines.timelimits import Bilingual

register = template.Library()


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
def if_missed(missed: Missed | None, case_type: CaseType) -> str:
    """What comes of it when the applicant sends nothing by the last day, as the type says."""
    ending = case_type.outcomes.get(missed.ends or "") if missed else None
    if ending is None:
        return _(
            "Nothing ends by itself: what comes later counts, and the office may decide first."
        )
    return _("If nothing comes by then, it ends: %(outcome)s.") % {"outcome": said(ending.name)}


@register.simple_tag
def shown(answer: ShownAnswer, case_type: CaseType) -> SafeString:
    """An answer in words: choices by name, days and sums as people write them, rows as a list."""
    field = case_type.fields.get(answer.field)
    if field is None or answer.is_masked:
        return format_html("{}", answer.value)
    if isinstance(answer.value, list):
        rows = [(row,) for row in rows_worded(field, answer.value)]
        return format_html('<ul class="plain">{}</ul>', format_html_join("", "<li>{}</li>", rows))
    return format_html("{}", worded(field, answer.value))


@register.simple_tag
def paper_name(belongs_to: str, case_type: CaseType) -> str:
    """The name of the material or field to which a file belongs."""
    entry = case_type.materials.get(belongs_to) or case_type.fields.get(belongs_to)
    return said(entry.name) if entry else ""
