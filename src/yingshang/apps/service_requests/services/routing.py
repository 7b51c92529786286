"""What it is about and who handles it: decided by a person, kept as a lesson."""

from datetime import datetime
from hashlib import sha256

from django.db import transaction

from yingshang.apps.casework.models import Case, Step
from yingshang.apps.casework.services import settle
from yingshang.apps.casework.types import type_of
from yingshang.apps.directory.models import Person, Unit
from yingshang.apps.directory.permissions import Actor, on_record, require
from yingshang.apps.ledger.services import record
from yingshang.apps.service_requests.content import Content, required_content
from yingshang.apps.service_requests.errors import (
    DispatchedAlreadyError,
    ModelUnfitError,
    TopicUnknownError,
    UnitUnknownError,
)
from yingshang.apps.service_requests.events import TopicDecided, TopicModelTaken
from yingshang.apps.service_requests.models import ServiceRequest, TopicDecision, TopicModel
from yingshang.apps.service_requests.permissions import DECIDE, USE_MODEL
from yingshang.apps.service_requests.services.locking import locked_request, naming
from yingshang.apps.service_requests.services.proposing import model_in
from yingshang.engines.texts.errors import TextsError
from yingshang.engines.texts.topics import About


@transaction.atomic
def decide_topic(
    *, request_id: int, topic: str, unit: str, actor: Person, at: datetime, reason: str = ""
) -> TopicDecision:
    """Decide topic and unit; what differs from the proposal is a lesson for the next model.

    Raises:
        PermissionDenied: `actor` does not decide for the office that received it.
        TopicUnknownError, UnitUnknownError: As they say.
    """
    request = locked_request(request_id)
    require(actor, DECIDE, at=at, unit=request.case.holder_unit_id)
    content = required_content()
    entry = content.topics.get(topic)
    if entry is None:
        raise TopicUnknownError
    chosen = Unit.objects.filter(workspace=None, code=unit).first()
    if chosen is None:
        raise UnitUnknownError
    decision, _is_new = TopicDecision.objects.get_or_create(
        request=request, defaults={"origin": TopicDecision.Origin.NOBODY}
    )
    decision.decided, decision.decided_unit = topic, unit
    decision.reason, decision.decided_by, decision.decided_at = reason.strip(), actor, at
    decision.save()
    request.topic = topic
    request.save(update_fields=["topic"])
    fact = TopicDecided(
        **naming(request),
        topic_zh=entry.name.zh_hans,
        topic_en=entry.name.en or entry.name.zh_hans,
        unit=chosen.official_name_zh,
        was_proposed=not decision.is_correction and decision.proposed_unit == unit,
    )
    record(fact, actor=actor, at=at)
    return decision


@transaction.atomic
def dispatch(
    *, request_id: int, topic: str, unit: str, actor: Person, at: datetime, reason: str = ""
) -> ServiceRequest:
    """Take a request and give it to the unit that handles it, with its topic, in one act.

    Raises:
        PermissionDenied, TopicUnknownError, UnitUnknownError: As `decide_topic`.
        DispatchedAlreadyError, CaseworkError: It is past dispatch; as `casework.settle`.
    """
    content = required_content()
    decide_topic(request_id=request_id, topic=topic, unit=unit, actor=actor, at=at, reason=reason)
    request = ServiceRequest.objects.select_related("case__release").get(pk=request_id)
    handling = content.handling_of(request.case.type_code)
    first = _open(request.case, handling.steps.triage)
    if first is not None:
        outcome = _going_on(request.case, handling.steps.triage)
        settle(step_id=first.pk, outcome=outcome, actor=actor, at=at)
    step = _open(request.case, handling.steps.dispatch)
    if step is None:
        raise DispatchedAlreadyError
    values: dict[str, object] = {handling.fields.unit: unit}
    if handling.fields.topic is not None:
        values[handling.fields.topic] = content.topics[topic].name.zh_hans
    outcome = _going_on(request.case, handling.steps.dispatch)
    settle(step_id=step.pk, outcome=outcome, actor=actor, at=at, values=values)
    return request


@transaction.atomic
def use_topics(*, content: bytes, actor: Actor, at: datetime) -> TopicModel:
    """Take a learned model into use; it proposes where the rules of the pack find nothing.

    Raises:
        PermissionDenied: `actor` may not.
        ModelUnfitError: The file is no model that this version reads, or none of its topics is one
            of the pack.
    """
    require(actor, USE_MODEL, at=at)
    try:
        about, labels = _about(content)
    except TextsError as fault:
        raise ModelUnfitError from fault
    if not labels & set(required_content().topics):
        raise ModelUnfitError
    digest = sha256(content).hexdigest()
    TopicModel.objects.filter(is_in_use=True).exclude(digest=digest).update(is_in_use=False)
    version = f"{about.learned_on.isoformat()} {digest[:8]}"
    model, _is_new = TopicModel.objects.update_or_create(
        digest=digest,
        defaults={
            "version": version,
            "score": round(about.held_back.macro_f1, 4) if about.held_back else None,
            "content": content,
            "taken_at": at,
            "taken_by": on_record(actor),
            "is_in_use": True,
        },
    )
    fact = TopicModelTaken(model=model.pk, named=version, digest=digest)
    record(fact, actor=on_record(actor), at=at)
    return model


def _about(content: bytes) -> tuple[About, set[str]]:
    model = model_in(content)
    return model.about, set(model.labels)


def lessons(content: Content) -> list[dict[str, str]]:
    """What people decided, as rows to learn from: words without personal data, and the topic."""
    rows = TopicDecision.objects.exclude(decided="").select_related("request__case").order_by("pk")
    return [
        {
            "id": row.request.case.number,
            "text": f"{row.request.title}\n{row.request.words}",
            "label": row.decided,
            "proposed": row.proposed,
        }
        for row in rows.iterator()
        if row.decided in content.topics
    ]


def _open(case: Case, code: str) -> Step | None:
    return Step.objects.open().filter(case=case, code=code).first()


def _going_on(case: Case, code: str) -> str:
    """The outcome of a step by which the case goes on: the first that neither ends nor repeats."""
    step = type_of(case).steps[code]
    return next(each.id for each in step.outcomes if each.kind == "done" and each.ends is None)
