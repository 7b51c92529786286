"""What those who look after messages see: words and rules, and what did not arrive."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext, override

from yingshang.apps.ledger.masks import mask_email
from yingshang.apps.messages.models import Channel, Message, State
from yingshang.apps.messages.selectors import rulebooks
from yingshang.apps.messages.wording import Words, day_in_words, render
from yingshang.engines.packs.schema.reminders import Reminders, RuleEntry

SHOWN = 200
SAMPLE_DAY = date(2024, 11, 25)


@dataclass(frozen=True)
class Undelivered:
    """An e-mail that was given up, as a caretaker may see it."""

    message_id: UUID
    person_id: UUID
    person: str
    address: str
    subject: str
    attempts: int
    given_up_at: datetime | None
    reason: str


@dataclass(frozen=True)
class DeliveryPage:
    """How e-mail stands.

    Attributes:
        is_connected: Whether a mail server is configured.
        waiting, retrying: How many have not been tried, and how many will be tried again.
        undelivered: Given up, the newest first; at most two hundred.
    """

    is_connected: bool
    waiting: int
    retrying: int
    undelivered: Sequence[Undelivered]


@dataclass(frozen=True)
class TemplatePreview:
    """A template in both languages, its places filled with examples."""

    code: str
    version: int
    chinese: Words
    english: Words | None


@dataclass(frozen=True)
class RulebookPage:
    """The rules and words that hold; empty when no installed pack has any."""

    rules: Reminders | None
    entries: Sequence["RuleRow"]
    templates: Sequence[TemplatePreview]


@dataclass(frozen=True)
class RuleRow:
    """A rule of the pack and its name in the reader's language."""

    rule: RuleEntry
    name: str
    when: str


def delivery_page() -> DeliveryPage:
    """How e-mail stands today."""
    emails = Message.objects.filter(channel=Channel.EMAIL)
    given_up = emails.undeliverable().select_related("person").order_by("-ended_at", "-pk")
    return DeliveryPage(
        is_connected=bool(settings.EMAIL_HOST),
        waiting=emails.filter(state=State.WAITING).count(),
        retrying=emails.filter(state=State.FAILED).count(),
        undelivered=[_undelivered(row) for row in given_up[:SHOWN]],
    )


def rulebook_page(language: str) -> RulebookPage:
    """Rules and words as the lead office checks them."""
    rules = rulebooks.current()
    if rules is None:
        return RulebookPage(None, (), ())
    english = language.startswith("en")
    entries = [
        RuleRow(rule, (rule.name.en if english else "") or rule.name.zh_hans, _when(rule))
        for rule in rules.rules
    ]
    return RulebookPage(rules, entries, _previews(rules))


def _undelivered(row: Message) -> Undelivered:
    return Undelivered(
        message_id=row.pk,
        person_id=row.person_id,
        person=row.person.name,
        address=mask_email(row.person.email),
        subject=row.subject,
        attempts=row.attempts,
        given_up_at=row.ended_at,
        reason=row.last_error,
    )


def _previews(rules: Reminders) -> list[TemplatePreview]:
    return [
        TemplatePreview(
            code=template.code,
            version=template.version,
            chinese=render(template, _sample("zh-hans"), "zh-hans"),
            english=render(template, _sample("en"), "en") if template.body.en else None,
        )
        for template in rules.templates
    ]


def _sample(language: str) -> dict[str, str]:
    """What the preview fills in."""
    day = day_in_words(SAMPLE_DAY, language)
    with override(language):
        return {
            "title": gettext("Return for November"),
            "unit": gettext("a bureau"),
            "due_on": day,
            "practical_on": day,
            "days": "3",
            "day": day,
            "count": "2",
            "lines": f"· {gettext('first reminder')}\n· {gettext('second reminder')}",
            "url": settings.SITE_URL + reverse("messages:inbox"),
            "reason": gettext("the reason given"),
            "number": "1",
        }


def _when(rule: RuleEntry) -> str:
    """When a rule holds, in words."""
    sides = {
        ("before", "working"): gettext("%(days)s working days before"),
        ("before", "calendar"): gettext("%(days)s days before"),
        ("after", "working"): gettext("%(days)s working days after"),
        ("after", "calendar"): gettext("%(days)s days after"),
    }
    when = rule.when
    words = sides.get((when.side, when.count), gettext("on the day")) % {"days": when.days}
    if when.every is None:
        return words
    again = gettext("%(words)s, then every %(every)s working days")
    return again % {"words": words, "every": when.every}
