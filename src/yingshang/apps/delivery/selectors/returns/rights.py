"""Which returns somebody may read."""

from datetime import date
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
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
    """The return with this id; None when there is none.

    Raises:
        PermissionDenied: There is one that `viewer` may not read.
    """
    rows = visible_to(viewer, on).select_related("obligation", "period__plan__release")
    light = rows.defer("period__plan__text", "period__plan__release__content")
    found = light.filter(pk=key).first()
    if found is None and Return.objects.filter(pk=key).exists():
        raise PermissionDenied(SEE_RETURNS)
    return found


def find_evidence(viewer: Person | AnonymousUser, key: UUID, on: date) -> Evidence | None:
    """The attached file with this id; None when there is none.

    Raises:
        PermissionDenied: It is attached to a return that `viewer` may not read.
    """
    rows = Evidence.objects.select_related("file", "line__version__report__unit")
    found = rows.filter(pk=key).first()
    if found is not None:
        find_return(viewer, found.line.version.report_id, on)
    return found
