"""From a template of the pack to the words that one person reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import override

from yingshang.apps.messages.errors import UnknownTemplateError
from yingshang.engines.packs.schema.common import Text
from yingshang.engines.packs.schema.reminders import BLANK, Reminders, TemplateEntry

LONGEST_SUBJECT = 200


@dataclass(frozen=True)
class Words:
    """A message in one language."""

    template: str
    version: int
    subject: str
    body: str


def template_of(rules: Reminders, code: str) -> TemplateEntry:
    """The template with this code.

    Raises:
        UnknownTemplateError: The pack has none.
    """
    for template in rules.templates:
        if template.code == code:
            return template
    raise UnknownTemplateError(code)


def render(template: TemplateEntry, values: Mapping[str, str], language: str) -> Words:
    """Fill a template; a place for which nothing is given stays as it is written."""
    subject = " ".join(_filled(template.subject, values, language).split())
    body = _filled(template.body, values, language)
    return Words(template.code, template.version, subject[:LONGEST_SUBJECT], body)


def is_english(language: str) -> bool:
    """Whether a person reads English."""
    return language.startswith("en")


def day_in_words(day: date, language: str) -> str:
    """A day as people write it."""
    with override(language):
        return date_format(day, "DATE_FORMAT")


def _filled(text: Text, values: Mapping[str, str], language: str) -> str:
    words = text.en if is_english(language) and text.en else text.zh_hans
    return BLANK.sub(lambda blank: values.get(blank.group(1), blank.group()), words)
