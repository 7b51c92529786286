"""Requests that anybody may read: those whose reporters agreed, in words without names."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, Q, QuerySet
from django.db.models.functions import Coalesce, Greatest

from yingshang.apps.casework.models import Stage, Step
from yingshang.apps.casework.models.cases import OPEN_STAGES
from yingshang.apps.casework.selectors.case_page import words
from yingshang.apps.casework.types import type_of
from yingshang.apps.service_requests.models import ClientKey, Report, ServiceRequest

MOST = 1000


@dataclass(frozen=True)
class Asked:
    """What a list is narrowed to; `since` and `until` are instants, both inclusive."""

    numbers: Collection[str] = ()
    classes: Collection[str] = ()
    is_open: bool | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class Published:
    """One request as anybody may read it."""

    request: ServiceRequest
    agency: str
    updated_at: datetime
    promised_on: date | None

    @property
    def is_open(self) -> bool:
        """Whether it is still being handled."""
        return self.request.case.is_open


@dataclass(frozen=True)
class Update:
    """Something that was done in a request."""

    key: int
    number: str
    is_open: bool
    at: datetime
    said: str


def published(asked: Asked, client: ClientKey | None) -> Sequence[Published]:
    """Requests that everybody may read, and those that `client` reported; at most a thousand."""
    rows = _readable(client)
    if asked.numbers:
        rows = rows.filter(case__number__in=asked.numbers)
    else:
        if asked.since is not None:
            rows = rows.filter(received_at__gte=asked.since)
        if asked.until is not None:
            rows = rows.filter(received_at__lte=asked.until)
    if asked.classes:
        rows = rows.filter(class_code__in=asked.classes)
    if asked.is_open is not None:
        running = Q(case__stage__in=OPEN_STAGES)
        rows = rows.filter(running if asked.is_open else ~running)
    return _shown(rows)


def updates_of(numbers: Collection[str], client: ClientKey | None) -> Sequence[Update]:
    """What was done in these requests, the oldest first."""
    rows = _readable(client).filter(case__number__in=numbers)
    cases = {each.case_id: each.case for each in rows.select_related("case__release")}
    steps = Step.objects.filter(case__in=cases, status=Step.Status.DONE)
    found = []
    for step in steps.order_by("settled_at", "pk")[:MOST]:
        case = cases[step.case_id]
        entry = type_of(case).steps.get(step.code)
        if entry is None or entry.performer == "automatic" or step.settled_at is None:
            continue
        names = {each.id: words(each.name) for each in entry.outcomes}
        said = f"{words(entry.name)} · {names.get(step.outcome, '')}".rstrip(" ·")
        found.append(Update(step.pk, case.number, case.is_open, step.settled_at, said))
    return found


def _readable(client: ClientKey | None) -> QuerySet[ServiceRequest]:
    shown = Q(reports__may_publish=True, joined_into=None) & ~Q(case__stage=Stage.REFUSED_ENTRY)
    keys = ServiceRequest.objects.filter(shown).values("pk")
    if client is None:
        return ServiceRequest.objects.filter(pk__in=keys)
    own = Report.objects.filter(key__startswith=key_prefix(client)).values("request_id")
    return ServiceRequest.objects.filter(Q(pk__in=keys) | Q(pk__in=own))


def key_prefix(client: ClientKey) -> str:
    """How the keys of everything that a program reported begin."""
    return f"open311:{client.pk}:"


def _shown(rows: QuerySet[ServiceRequest]) -> list[Published]:
    dated = rows.annotate(
        stepped=Max("case__steps__settled_at"), since=Coalesce("case__ended_at", "received_at")
    )
    dated = dated.annotate(updated=Greatest(Coalesce("stepped", "since"), "since"))
    found = dated.select_related("case__holder_unit").order_by("-pk")[:MOST]
    return [
        Published(
            request=each,
            agency=each.case.holder_unit.official_name,
            updated_at=vars(each)["updated"],
            promised_on=each.case.promised_on,
        )
        for each in found
    ]
