"""Rates of call-backs, for officials by unit and for everybody; “closed” is not “solved”."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from yingshang.apps.casework.models import Stage
from yingshang.apps.directory.models import Person, Unit
from yingshang.apps.directory.permissions import units_for
from yingshang.apps.ledger import clock
from yingshang.apps.service_requests.content import Content, current_content
from yingshang.apps.service_requests.decisions.rates import Counted, Said, counted
from yingshang.apps.service_requests.models import CallBack, ServiceRequest
from yingshang.apps.service_requests.models.requests import ServiceRequestQuerySet
from yingshang.apps.service_requests.permissions import SEE_RATES

NINETIETH = 0.9
WITH_EXCLUSIONS = ("unit", "request__case", "exclusion_asked_by", "exclusion_decided_by")
SAID = ("unit_id", "reached", "exclusion", "contacted", "solved", "satisfied")


@dataclass(frozen=True)
class UnitRates:
    """A unit and its rates; no unit: those of the whole city."""

    unit: Unit | None
    counted: Counted


@dataclass(frozen=True)
class Times:
    """From receipt to the end: median and 90th percentile of what ended; None: too few."""

    ended: int
    median: timedelta | None
    ninetieth: timedelta | None


@dataclass(frozen=True)
class RatesPage:
    """Rates of a period, with everything that was left out of them."""

    since: datetime
    whole: UnitRates
    units: Sequence[UnitRates]
    exclusions: Sequence[CallBack]
    received: int
    ended: int
    solved: int


@dataclass(frozen=True)
class PublicRow:
    """A class of requests as everybody may read it; small numbers are None."""

    name: str
    received: int | None
    times: Times


@dataclass(frozen=True)
class PublicPage:
    """How the city answers; rates over fewer than `least` are not told."""

    since: datetime
    least: int
    received: int
    rows: Sequence[PublicRow]
    whole: UnitRates | None
    times: Times


def rates_page(viewer: Person, *, since: datetime) -> RatesPage | None:
    """Rates since an instant, of the units whose rates `viewer` may read; None: no pack has any."""
    content = current_content()
    if content is None or content.rates is None or content.call_backs is None:
        return None
    units = units_for(viewer, SEE_RATES, on=clock.today())
    # The office that receives requests reads the rates of everybody to whom it gave one.
    own = Q() if units is None else Q(unit__in=units) | Q(request__case__holder_unit__in=units)
    rows = CallBack.objects.filter(own, called_at__gte=since)
    said = _said(rows)
    requests = _requests_of(units).filter(received_at__gte=since)
    ended = requests.filter(case__stage=Stage.ENDED)
    solved = CallBack.objects.filter(request__in=ended.values("pk"), solved=True)
    asked = rows.exclude(exclusion=CallBack.Exclusion.NONE)
    return RatesPage(
        since=since,
        whole=UnitRates(None, _count(content, [one for _unit, one in said])),
        units=_by_unit(content, said),
        exclusions=list(
            asked.select_related(
                "unit", "request__case", "exclusion_asked_by", "exclusion_decided_by"
            ).order_by("-pk")
        ),
        received=requests.count(),
        ended=ended.count(),
        solved=solved.order_by().values("request").distinct().count(),
    )


def public_page(*, since: datetime) -> PublicPage | None:
    """What everybody may know of the requests since an instant."""
    content = current_content()
    if content is None or content.rates is None or content.call_backs is None:
        return None
    least = content.rates.least_shown
    requests = ServiceRequest.objects.filter(received_at__gte=since, joined_into=None)
    said = [one for _unit, one in _said(CallBack.objects.filter(called_at__gte=since))]
    count = _count(content, said)
    rows = [
        _public_row(name, requests.filter(class_code=code), least)
        for code, name in (
            (each.id, content.class_name(each.id)) for each in content.classes.values()
        )
    ]
    return PublicPage(
        since=since,
        least=least,
        received=requests.count(),
        rows=rows,
        whole=UnitRates(None, count) if count.valid >= least else None,
        times=times_of(requests, least),
    )


def times_of(requests: ServiceRequestQuerySet, least: int) -> Times:
    """How long requests took that ended; nothing is told of fewer than `least`."""
    ended = requests.filter(case__stage=Stage.ENDED, case__ended_at__isnull=False)
    pairs = ended.order_by().values_list("received_at", "case__ended_at")
    took = sorted(end - begun for begun, end in pairs if end is not None)
    if len(took) < least:
        return Times(len(took), None, None)
    place = min(len(took) - 1, int(len(took) * NINETIETH))
    return Times(len(took), took[len(took) // 2], took[place])


def _public_row(name: str, requests: ServiceRequestQuerySet, least: int) -> PublicRow:
    received = requests.count()
    return PublicRow(name, received if received >= least else None, times_of(requests, least))


def _requests_of(units: frozenset[UUID] | None) -> ServiceRequestQuerySet:
    rows = ServiceRequest.objects.filter(joined_into=None)
    return rows if units is None else rows.of_units(units)


def _said(rows: QuerySet[CallBack]) -> list[tuple[UUID | None, Said]]:
    """What call-backs said, counted together where they said the same."""
    grouped = (
        rows.order_by().values(*SAID, by_reporter=Q(called_by=None)).annotate(count=Count("pk"))
    )
    excluded = CallBack.Exclusion.APPROVED
    return [
        (
            row["unit_id"],
            Said(
                reached=row["reached"],
                excluded=row["exclusion"] == excluded,
                contacted=row["contacted"],
                solved=row["solved"],
                satisfied=row["satisfied"],
                by_reporter=bool(row["by_reporter"]),
                count=row["count"],
            ),
        )
        for row in grouped
    ]


def _count(content: Content, said: Sequence[Said]) -> Counted:
    assert content.rates is not None  # noqa: S101 - the caller has asked
    assert content.call_backs is not None  # noqa: S101
    return counted(content.rates.rates, content.call_backs, said)


def _by_unit(content: Content, said: Sequence[tuple[UUID | None, Said]]) -> list[UnitRates]:
    keys = {unit for unit, _one in said if unit is not None}
    units = Unit.objects.filter(pk__in=keys).order_by("rank", "code")
    return [
        UnitRates(unit, _count(content, [one for key, one in said if key == unit.pk]))
        for unit in units
    ]
