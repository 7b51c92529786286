"""A matter ended: whoever it was for may rate it, once."""

from datetime import datetime, timedelta

from django.db import transaction

from yingshang.apps.directory.models import Person
from yingshang.apps.ledger.clock import local_day
from yingshang.apps.ledger.services import record
from yingshang.apps.messages.selectors import rulebooks
from yingshang.apps.messages.services import Draft, queue
from yingshang.apps.messages.wording import is_english
from yingshang.apps.ratings.addresses import page_of_token
from yingshang.apps.ratings.content import current_rules
from yingshang.apps.ratings.events import RatingInvited
from yingshang.apps.ratings.models import RatingInvitation
from yingshang.apps.ratings.subjects import Subject
from yingshang.apps.ratings.tokens import fresh_code, matter_token

TEMPLATE = "rating_invitation"


@transaction.atomic
def invite(*, subject: Subject, actor: Person | None, at: datetime) -> RatingInvitation | None:
    """Let a matter be rated by whoever it was for; twice without harm.

    Returns:
        The invitation; None where the pack rates nothing.
    """
    rules = current_rules()
    if rules is None:
        return None
    invitation, is_new = RatingInvitation.objects.get_or_create(
        kind=subject.kind,
        key=subject.key,
        defaults={
            "code": fresh_code(),
            "unit": subject.unit,
            "item": subject.item,
            "item_zh": subject.item_name.zh_hans,
            "item_en": subject.item_name.en or "",
            "staff": subject.staff,
            "person": subject.people[0] if subject.people else None,
            "opened_on": local_day(at),
            "opened_at": at,
            "valid_until": at + timedelta(days=rules.file.invitation_days),
        },
    )
    if is_new:
        _tell(invitation, subject, at)
        fact = RatingInvited(
            unit_id=subject.unit.pk, item_zh=invitation.item_zh, item_en=invitation.item_en
        )
        record(fact, actor=actor, at=at)
    return invitation


def _tell(invitation: RatingInvitation, subject: Subject, at: datetime) -> None:
    """A message to each; a pack without the template tells nobody."""
    rulebook = rulebooks.current()
    if rulebook is None or all(each.code != TEMPLATE for each in rulebook.templates):
        return
    url = page_of_token(matter_token(invitation.code))
    drafts = [
        Draft(
            key=f"ratings.invitation/{invitation.pk}/{person.pk}",
            person_id=person.pk,
            template=TEMPLATE,
            values=_values(person, subject),
            about=("ratings.invitation", str(invitation.pk)),
            url=url,
        )
        for person in subject.people
    ]
    queue(drafts=drafts, at=at)


def _values(person: Person, subject: Subject) -> dict[str, str]:
    name = subject.item_name
    title = (name.en or name.zh_hans) if is_english(person.language) else name.zh_hans
    return {"title": title, "number": subject.number, "unit": subject.unit.official_name_zh}
