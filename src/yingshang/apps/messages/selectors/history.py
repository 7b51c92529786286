"""When people were last reminded of something."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db.models import Max

from yingshang.apps.messages.models import Reminder


def last_reminded(urls: Collection[str]) -> Mapping[str, datetime]:
    """The instant of the latest digest that named each page, in one query; others are absent."""
    rows = Reminder.objects.filter(url__in=list(urls), is_away=False).order_by()
    latest = rows.values("url").annotate(at=Max("digest__made_at"))
    return {row["url"]: row["at"] for row in latest}
