"""Who stands in, now or soon."""

from datetime import date

from django.db.models import Prefetch

from yingshang.apps.directory.models import Deputy


def deputies_from(on: date) -> "Prefetch[str]":
    """Reads with each post its deputies of the local day `on` and later, the earliest first."""
    coming = Deputy.objects.filter(until_on__gte=on).select_related("person")
    return Prefetch("deputies", coming.order_by("from_on"))
