"""How a person wants to be reminded."""

from datetime import datetime, time

from django.db import transaction

from yingshang.apps.directory.models import Person
from yingshang.apps.ledger.services import record
from yingshang.apps.messages.events import PreferencesChanged
from yingshang.apps.messages.models import Preference


@transaction.atomic
def change_preferences(
    *,
    wants_email: bool,
    digest_hour: int | None,
    quiet: tuple[time, time] | None,
    actor: Person,
    at: datetime,
) -> Preference:
    """Choose how oneself is reminded.

    Args:
        digest_hour: Local hour, 0 to 23; None follows the city's rule.
        quiet: First and last moment (exclusive) without e-mail; equal ones mean no quiet hours at
            all, None follows the city's rule.
    """
    begins, ends = quiet or (None, None)
    chosen, _is_new = Preference.objects.update_or_create(
        person=actor,
        defaults={
            "wants_email": wants_email,
            "digest_hour": digest_hour,
            "quiet_from": begins,
            "quiet_to": ends,
        },
    )
    fact = PreferencesChanged(
        person_id=actor.pk,
        wants_email=wants_email,
        digest_hour="" if digest_hour is None else str(digest_hour),
        quiet_from=begins.isoformat("minutes") if begins else "",
        quiet_to=ends.isoformat("minutes") if ends else "",
    )
    record(fact, actor=actor, at=at)
    return chosen
