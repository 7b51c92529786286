"""Reading the ledger on somebody's behalf."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from yingshang.apps.ledger.audiences import NOTHING, Reader, Viewer, about
from yingshang.apps.ledger.decisions import seconds_left
from yingshang.apps.ledger.events import Fact, Subject, fact_class, fact_classes
from yingshang.apps.ledger.models import Delivery, Event, Job, PersonalValue
from yingshang.apps.ledger.permissions import SEE_DELIVERIES, may
from yingshang.apps.ledger.personal import opened

PAGE = 30
DEAD_LETTERS_SHOWN = 200
MINUTE = 60


@dataclass(frozen=True)
class TimelineRow:
    """One event as one viewer may read it.

    Attributes:
        sentence: In the viewer's language; personal values masked unless the viewer may read them.
        actor: Empty when the installation acted or the viewer may not know who did.
    """

    sequence: int
    kind: str
    at: datetime
    sentence: str
    actor: str
    subjects: tuple[Subject, ...]


@dataclass(frozen=True)
class Timeline:
    """A page of events, newest first.

    Attributes:
        before: Give this to the next call for the page after; None on the last page.
    """

    rows: tuple[TimelineRow, ...]
    before: int | None


@dataclass(frozen=True)
class JobPage:
    """Long work as its page shows it.

    Attributes:
        remaining: How long it still has to go, in words; empty when nothing can be said.
        result_url, result_words: Where the result is; empty until there is one.
        message: The fault that ended it.
    """

    job_id: UUID
    title: str
    state: str
    done: int
    total: int
    is_open: bool
    remaining: str
    result_url: str
    result_words: str
    message: str
    can_cancel: bool
    can_resume: bool


def visible_to(viewer: Viewer) -> Q:
    """The condition on `Event` rows that `viewer` may read; kinds nobody defines any more: none."""
    return _readable_by("visible_to", Reader(viewer))


def timeline(
    subject_type: str,
    subject_id: UUID | str,
    viewer: Viewer,
    *,
    before: int | None = None,
    size: int = PAGE,
    without: Collection[str] = (),
) -> Timeline:
    """What `viewer` may read of the history of one subject, newest first, a page at a time.

    Args:
        before: Only events with a smaller sequence number; `Timeline.before` of the last page.
        size: At most this many rows.
        without: Kinds of events that another event of the same act tells already.
    """
    reader = Reader(viewer)
    visible = _readable_by("visible_to", reader)
    events = Event.objects.filter(about(subject_type, [subject_id]), visible)
    if without:
        events = events.exclude(kind__in=without)
    if before is not None:
        events = events.filter(sequence__lt=before)
    found = list(events.select_related("actor").order_by("-sequence")[: size + 1])
    page = found[:size]
    return Timeline(
        rows=_rows(page, reader), before=page[-1].sequence if len(found) > size else None
    )


def dead_letters(viewer: AbstractBaseUser) -> list[Delivery]:
    """Deliveries that gave up, the oldest event first; at most two hundred.

    Raises:
        PermissionDenied: `viewer` may not see deliveries.
    """
    if not may(viewer, SEE_DELIVERIES):
        raise PermissionDenied(SEE_DELIVERIES)
    dead = Delivery.objects.dead().select_related("event").order_by("event_id", "pk")
    return list(dead[:DEAD_LETTERS_SHOWN])


def job_for(viewer: AbstractBaseUser, job_id: UUID) -> Job | None:
    """The work that `viewer` asked for; None when there is none or it is somebody else's."""
    return Job.objects.filter(pk=job_id, owner=viewer.pk).first()


def job_page(viewer: AbstractBaseUser, job_id: UUID) -> JobPage | None:
    """The page of long work that `viewer` asked for; None when it is not theirs."""
    job = job_for(viewer, job_id)
    if job is None:
        return None
    is_stopping = job.is_open and job.is_cancelling
    return JobPage(
        job_id=job.pk,
        title=job.title,
        state=_("stopping") if is_stopping else str(job.get_state_display()),
        done=job.done,
        total=job.total,
        is_open=job.is_open,
        remaining=_remaining(job),
        result_url=job.result_url,
        result_words=_("See the result") if job.result_url else "",
        message=job.message,
        can_cancel=job.is_open and not job.is_cancelling,
        can_resume=job.state in {Job.State.FAILED, Job.State.CANCELLED},
    )


def _remaining(job: Job) -> str:
    seconds = seconds_left(job.seconds, done=job.done, total=job.total) if job.is_open else None
    if seconds is None:
        return ""
    if seconds < MINUTE:
        return _("About %(seconds)s seconds to go.") % {"seconds": seconds}
    return _("About %(minutes)s minutes to go.") % {"minutes": round(seconds / MINUTE)}


def _readable_by(rule: str, reader: Reader) -> Q:
    """Events of which the viewer belongs to an audience named in the attribute `rule`."""
    kinds: dict[tuple[str, ...], list[str]] = {}
    for fact in fact_classes():
        kinds.setdefault(getattr(fact, rule), []).append(fact.kind)
    condition = NOTHING
    for names, members in kinds.items():
        audience = reader.readable(names)
        if audience != NOTHING:
            condition |= Q(kind__in=members) & audience
    return condition


def _rows(events: Sequence[Event], reader: Reader) -> tuple[TimelineRow, ...]:
    shown = Event.objects.filter(pk__in=[event.pk for event in events])
    named = set(shown.filter(_readable_by("actor_visible_to", reader)).values_list("pk", flat=True))
    personal = _personal_values(shown.filter(_readable_by("personal_visible_to", reader)))
    return tuple(
        TimelineRow(
            sequence=event.sequence,
            kind=event.kind,
            at=event.at,
            sentence=sentence(event, personal.get(event.sequence, {})),
            actor=_actor_name(event) if event.pk in named else "",
            subjects=tuple(Subject(role, type_, key) for role, type_, key in event.subjects),
        )
        for event in events
    )


def sentence(event: Event, personal: Mapping[str, Any]) -> str:
    """What an event says, with the personal values given and a mask for the others."""
    fact: type[Fact] | None = fact_class(event.kind)
    if fact is None:
        return event.kind
    masked = {field: _("(withheld)") for field in fact.personal}
    return fact.say({**event.payload, **masked, **personal})


def _personal_values(events: QuerySet[Event]) -> dict[int, dict[str, Any]]:
    """Personal values by event and field; an erased one is a word that says so."""
    values: dict[int, dict[str, Any]] = {}
    for row in PersonalValue.objects.filter(event__in=events):
        value = _("(erased)") if row.sealed is None else opened(row)
        values.setdefault(row.event_id, {})[row.field] = value
    return values


def _actor_name(event: Event) -> str:
    return str(event.actor) if event.actor is not None else ""
