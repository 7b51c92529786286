"""What a private calendar address shows."""

import hashlib
from collections.abc import Callable

from django.utils.translation import gettext as _

from yingshang.apps.directory.models import Person
from yingshang.apps.obligations.calendars import DayEvent
from yingshang.apps.obligations.models import CalendarFeed, Obligation
from yingshang.apps.obligations.selectors.duties import owed_by
from yingshang.apps.obligations.selectors.entries import explained

EVENTS = 500


def digest_of(token: str) -> str:
    """SHA-256 of a token in hexadecimal, which alone is kept."""
    return hashlib.sha256(token.encode()).hexdigest()


def person_of(token: str) -> Person | None:
    """Whose address this is; None when it was revoked, or the account is closed."""
    feeds = CalendarFeed.objects.select_related("person").filter(person__is_active=True)
    feed = feeds.filter(token_digest=digest_of(token)).first()
    return feed.person if feed else None


def events_of(person: Person, url_of: Callable[[Obligation], str]) -> list[DayEvent]:
    """What `person` owes, on the working day by which it is wise to be done."""
    return [
        DayEvent(
            uid=f"obligation-{duty.pk}@yingshang",
            on=duty.practical_on,
            title=duty.title,
            description="\n".join([str(duty.holder_unit), *_moved(duty), *explained(duty)[:1]]),
            url=url_of(duty),
        )
        for duty in owed_by(person)[:EVENTS]
    ]


def _moved(duty: Obligation) -> list[str]:
    if not duty.is_moved:
        return []
    return [_("The last day, %(day)s, is a rest day.") % {"day": duty.due_on.isoformat()}]
