"""Put messages into the queue, each once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from yingshang.apps.directory.models import Person
from yingshang.apps.ledger.clock import local_day
from yingshang.apps.messages.errors import UnknownTemplateError
from yingshang.apps.messages.models import Channel, Digest, Message, State
from yingshang.apps.messages.selectors import rulebooks
from yingshang.apps.messages.selectors.recipients import DayRecipients, Recipient
from yingshang.apps.messages.wording import Words, render, template_of
from yingshang.engines.packs.schema.reminders import Reminders


@dataclass(frozen=True)
class Draft:
    """A message about to be queued for one person and whoever stands in for them.

    Attributes:
        key: Says what the message is about and why; the same key never reaches a person twice.
        template: Code of the words in the pack.
        values: What the places in the words are filled with; no names or numbers of people.
        about: Type and key of the row that the message is about.
        url: Path of the page where everything is.
        unit_id: For which unit the person is told; without one, deputies are not looked for.
    """

    key: str
    person_id: UUID
    template: str
    values: Mapping[str, str]
    about: tuple[str, str] = ("", "")
    url: str = ""
    unit_id: UUID | None = None


@dataclass(frozen=True)
class Letter:
    """Finished words for one person, before they are given to channels."""

    key: str
    person: Person
    words: Words
    about: tuple[str, str] = ("", "")
    url: str = ""
    digest: Digest | None = None


@transaction.atomic
def queue(*, drafts: Sequence[Draft], at: datetime) -> int:
    """Queue messages; those whose key is known already stay as they are.

    In the site they are there at once; e-mails wait for the worker. Call it inside the transaction
    of whatever the message is about.

    Returns:
        How many rows were added, over all channels.

    Raises:
        UnknownTemplateError: The installed pack lacks a template; nothing is queued.
    """
    if not drafts:
        return 0
    rules = rulebooks.current()
    if rules is None:
        raise UnknownTemplateError(drafts[0].template)
    people = Person.objects.in_bulk({draft.person_id for draft in drafts})
    units = {draft.unit_id for draft in drafts if draft.unit_id}
    told = DayRecipients(units, (), local_day(at))
    pairs = [
        (_letter(draft, each, rules), each)
        for draft in drafts
        for each in _recipients(draft, people[draft.person_id], told)
    ]
    wishes = rulebooks.wishes_of({each.person.pk for _, each in pairs}, rules)
    rows = []
    for letter, each in pairs:
        rows.append(in_app(letter, at))
        if wishes[each.person.pk].wants_email and each.person.email and not each.is_away:
            rows.append(by_email(letter, at))
    return _add(rows)


def in_app(letter: Letter, at: datetime) -> Message:
    """The row that delivers a letter in the site."""
    row = _row(letter, Channel.IN_APP, at)
    row.state, row.sent_at = State.SENT, at
    return row


def by_email(letter: Letter, at: datetime) -> Message:
    """The row from which the worker sends an e-mail."""
    row = _row(letter, Channel.EMAIL, at)
    row.next_attempt_at = at
    return row


def _row(letter: Letter, channel: Channel, at: datetime) -> Message:
    return Message(
        key=f"{letter.key}/{letter.person.pk}/{channel}",
        person=letter.person,
        channel=channel,
        template=letter.words.template,
        template_version=letter.words.version,
        language=letter.person.language,
        subject=letter.words.subject,
        body=letter.words.body,
        url=letter.url,
        about_type=letter.about[0],
        about_key=letter.about[1],
        digest=letter.digest,
        queued_at=at,
    )


def _add(rows: Sequence[Message]) -> int:
    by_key = {row.key: row for row in rows}
    known = Message.objects.filter(key__in=list(by_key)).values_list("key", flat=True)
    new = [by_key[key] for key in by_key.keys() - set(known)]
    return len(Message.objects.bulk_create(new))


def _recipients(draft: Draft, person: Person, told: DayRecipients) -> Iterable[Recipient]:
    if draft.unit_id is None:
        return [Recipient(person)] if person.is_active else []
    return told.deputies_of(person, draft.unit_id)


def _letter(draft: Draft, recipient: Recipient, rules: Reminders) -> Letter:
    template = template_of(rules, draft.template)
    words = render(template, draft.values, recipient.person.language)
    return Letter(draft.key, recipient.person, words, draft.about, draft.url)
