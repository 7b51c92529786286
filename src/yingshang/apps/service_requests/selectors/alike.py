"""Matters that say nearly what somebody said, or is just typing; no personal data, no numbers."""

from collections import Counter
from dataclasses import dataclass

from yingshang.apps.casework.models import Step
from yingshang.apps.casework.models.cases import OPEN_STAGES
from yingshang.apps.casework.selectors.case_page import words as said
from yingshang.apps.casework.types import type_of
from yingshang.apps.service_requests.decisions.wording import without_identity
from yingshang.apps.service_requests.models import ServiceRequest, Signature
from yingshang.apps.service_requests.selectors.lists import open_steps
from yingshang.engines.texts.sameness import compare_texts
from yingshang.engines.texts.signatures import signature

MOST_READ = 2000
MOST_COMPARED = 50
MOST_SHOWN = 3
SHORTEST = 8
HUNDRED = 100


@dataclass(frozen=True)
class AlikeMatter:
    """An open matter like the one that is being typed: its title and where it stands."""

    title: str
    state: str
    percent: int


def candidates(words: str) -> list[ServiceRequest]:
    """Requests that share keys with `words`, those with most first; joined ones stand aside."""
    keys = signature(words).keys
    rows = Signature.objects.filter(key__in=keys).order_by("-request_id")
    shared = Counter(rows.values_list("request_id", flat=True)[:MOST_READ])
    found = [key for key, _count in shared.most_common(MOST_COMPARED)]
    there = ServiceRequest.objects.filter(pk__in=found, joined_into=None).select_related(
        "case__release"
    )
    return sorted(there.order_by("pk"), key=lambda row: found.index(row.pk))


def alike(words: str, region: str = "") -> list[AlikeMatter]:
    """At most three open matters like `words`; those of another region are left out.

    Titles are without personal data, and no number leads to anybody's request.
    """
    if len(words.strip()) < SHORTEST:
        return []
    text = without_identity(words, [])
    found: list[tuple[int, ServiceRequest]] = []
    for request in candidates(text):
        if request.case.stage not in OPEN_STAGES:
            continue
        if region and request.region and request.region[:6] != region[:6]:
            continue
        shared = compare_texts(text, request.words)
        if shared.is_similar:
            found.append((round(max(shared.overlap, shared.contained) * HUNDRED), request))
    best = sorted(found, key=lambda pair: (-pair[0], pair[1].pk))[:MOST_SHOWN]
    steps = open_steps([request.pk for _percent, request in best])
    return [_shown(request, percent, steps) for percent, request in best]


def _shown(request: ServiceRequest, percent: int, steps: dict[int, Step]) -> AlikeMatter:
    step = steps.get(request.pk)
    name = said(type_of(request.case).steps[step.code].name) if step else ""
    return AlikeMatter(request.title, name, percent)
