"""Which returns somebody may read."""

from datetime import date
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q

from yingshang.apps.delivery.models import Evidence, Return, Role
from yingshang.apps.delivery.models.returns import ReturnQuerySet
from yingshang.apps.delivery.permissions import SEE_RETURNS
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import units_for


def visible_to(viewer: Person | AnonymousUser, on: date) -> ReturnQuerySet:
    """Returns that `viewer` may read on a local day.

    All for overseers and leaders; otherwise those of one's own units, and what the other units of a
    task have sent where one's own unit draws the task together.
    """
    rows = Return.objects.with_names()
    units = units_for(viewer, SEE_RETURNS, on=on)
    if units is None:
        return rows
    gathering = Return.objects.filter(
        Q(kind=Return.Kind.CONSOLIDATION) | Q(role=Role.LEAD),
        task=OuterRef("task"),
        period=OuterRef("period"),
        unit__in=units,
    )
    return rows.filter(Q(unit__in=units) | Q(Exists(gathering), state__in=Return.SENT))


def find_return(viewer: Person | AnonymousUser, key: UUID, on: date) -> Return | None:
    """The return with this id, when `viewer` may read it."""
    rows = visible_to(viewer, on).select_related("obligation", "period__plan__release")
    return rows.defer("period__plan__text", "period__plan__release__content").filter(pk=key).first()


def find_evidence(viewer: Person | AnonymousUser, key: UUID, on: date) -> Evidence | None:
    """The attached file with this id, when `viewer` may read the return that it is attached to."""
    rows = Evidence.objects.select_related("file", "line__version__report")
    try:
        found = rows.filter(pk=key).first()
    except ValidationError:
        return None
    if found is None or find_return(viewer, found.line.version.report_id, on) is None:
        return None
    return found
