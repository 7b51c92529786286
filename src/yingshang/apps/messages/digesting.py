"""What a digest says: one line a duty, under the heading of its rule, the oldest date first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override

from yingshang.apps.messages.decisions import Firing
from yingshang.apps.messages.selectors.recipients import Recipient
from yingshang.apps.messages.wording import (
    Words,
    day_in_words,
    is_english,
    render,
    template_of,
)
from yingshang.engines.packs.schema.reminders import Reminders

# A heading with more lines than this leads to the page instead.
LINES_A_HEADING = 20


@dataclass(frozen=True)
class Line:
    """One duty in the digest of one person."""

    firing: Firing
    recipient: Recipient

    @property
    def order(self) -> tuple[date, str, str]:
        """The oldest date first, then by unit and title."""
        due = self.firing.due
        return (due.due_on, due.unit_zh, due.title_zh)

    def is_better_than(self, other: "Line") -> bool:
        """Whether this one is to be kept of two about one duty: the more urgent, then one's own."""
        return self._rank() > other._rank()

    def _rank(self) -> tuple[date, bool, bool]:
        return (self.firing.began_on, not self.recipient.is_away, not self.recipient.is_standing_in)

    @property
    def title(self) -> str:
        """The duty, in the person's language where it has a title in it."""
        due = self.firing.due
        english = is_english(self.recipient.person.language)
        return (due.title_en if english else "") or due.title_zh

    def words(self, rules: Reminders) -> Words:
        """Heading and line in the person's language."""
        language, due = self.recipient.person.language, self.firing.due
        english = is_english(language)
        values = {
            "title": self.title,
            "unit": (due.unit_en if english else "") or due.unit_zh,
            "due_on": day_in_words(due.due_on, language),
            "practical_on": day_in_words(due.practical_on, language),
            "days": str(self.firing.days),
        }
        return render(template_of(rules, self.firing.template), values, language)


def compose(lines: Sequence[Line], rules: Reminders, on: date, url: str) -> Words:
    """Subject and text of a digest, in the language of the person whose lines these are.

    Args:
        lines: At least one, in order.
        url: Whole address of the page where everything is.
    """
    language = lines[0].recipient.person.language
    values = {
        "day": day_in_words(on, language),
        "count": str(len(lines)),
        "lines": _text(lines, rules, language),
        "url": url,
    }
    return render(template_of(rules, rules.digest), values, language)


def _text(lines: Sequence[Line], rules: Reminders, language: str) -> str:
    headings: dict[str, list[str]] = {}
    with override(language):
        for line in lines:
            words = line.words(rules)
            headings.setdefault(words.subject, []).append(_marked(line, words.body))
        return "\n\n".join(_part(heading, found) for heading, found in headings.items())


def _part(heading: str, lines: Sequence[str]) -> str:
    shown = [f"· {line}" for line in lines[:LINES_A_HEADING]]
    if more := len(lines) - LINES_A_HEADING:
        shown += [_("… and %(number)s more on the site.") % {"number": more}] if more > 0 else []
    return "\n".join([f"{heading} ({len(lines)})", *shown])


def _marked(line: Line, words: str) -> str:
    return _("(as deputy) %(line)s") % {"line": words} if line.recipient.is_standing_in else words
