"""Near-duplicates and repeats: kept as keys, proposed to a person, never joined by themselves."""

from datetime import timedelta

from yingshang.apps.service_requests.models import (
    Report,
    SamenessProposal,
    ServiceRequest,
    Signature,
)
from yingshang.apps.service_requests.selectors.alike import candidates
from yingshang.engines.texts.sameness import compare_texts
from yingshang.engines.texts.signatures import signature

MOST_PROPOSED = 5
RECENT = timedelta(days=30)
THOUSAND = 1000


def keep_signature(request: ServiceRequest) -> None:
    """Keep the keys by which what repeats these words finds them."""
    keys = signature(request.words).keys
    Signature.objects.bulk_create([Signature(request=request, key=key) for key in keys])


def propose_sameness(request: ServiceRequest, report: Report) -> None:
    """Propose what says nearly the same, and what the same reporter told within thirty days."""
    proposals: list[SamenessProposal] = []
    for other in candidates(request.words):
        if other.pk == request.pk:
            continue
        found = compare_texts(request.words, other.words)
        if found.is_similar:
            alike = round(max(found.overlap, found.contained) * THOUSAND)
            row = SamenessProposal(
                request=request,
                other=other,
                ground=SamenessProposal.Ground.WORDS,
                alike=alike,
                phrases=list(found.phrases),
            )
            proposals.append(row)
    proposals.sort(key=lambda row: -row.alike)
    chosen = proposals[:MOST_PROPOSED]
    chosen += _repeats(request, report, {row.other_id for row in chosen})
    SamenessProposal.objects.bulk_create(chosen, ignore_conflicts=True)


def _repeats(request: ServiceRequest, report: Report, known: set[int]) -> list[SamenessProposal]:
    since = report.received_at - RECENT
    rows = Report.objects.filter(received_at__gte=since, request__joined_into=None)
    rows = rows.exclude(request=request).exclude(request__in=known).select_related("request")
    grounds = SamenessProposal.Ground
    found: dict[int, SamenessProposal] = {}
    asked = (
        (grounds.REPORTER, {"reporter": report.reporter_id}, report.reporter_id),
        (grounds.REPORTER, {"contact_key": report.contact_key}, report.contact_key),
        (grounds.ENTERPRISE, {"enterprise": report.enterprise_id}, report.enterprise_id),
    )
    for ground, condition, value in asked:
        if not value:
            continue
        for row in rows.filter(**condition).order_by("-pk")[:MOST_PROPOSED]:
            alike = compare_texts(request.words, row.request.words)
            proposal = SamenessProposal(
                request=request,
                other=row.request,
                ground=ground,
                alike=round(alike.overlap * THOUSAND),
                phrases=list(alike.phrases),
            )
            found.setdefault(row.request_id, proposal)
    return list(found.values())[:MOST_PROPOSED]
