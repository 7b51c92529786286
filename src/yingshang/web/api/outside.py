"""Machines of other systems report events of the cases that they hold.

`Authorization: Bearer <key>`; a key is made for one source on its page and can be revoked there.
"""

from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema, Status
from ninja.security import HttpBearer
from pydantic import Field

from yingshang.apps.casework.errors import KeyUnknownError
from yingshang.apps.casework.services import outside as services
from yingshang.apps.ledger import clock
from yingshang.web.api.faults import Refusal, in_both

router = Router(tags=["outside"])


class Machine(HttpBearer):
    """Whoever brings a key; the service says whether it is one."""

    def authenticate(self, request: HttpRequest, token: str) -> str:
        """The key as it came."""
        return token


class EventIn(Schema):
    """One event. Times carry an offset, or are local; what is empty says nothing."""

    number: str = Field(max_length=80)
    activity: str = Field(max_length=200)
    happened_at: str = Field(max_length=40)
    event_id: str = Field("", max_length=120)
    resource: str = Field("", max_length=200)
    unit: str = Field("", max_length=200)
    title: str = Field("", max_length=300)
    started_at: str = Field("", max_length=40)
    planned_at: str = Field("", max_length=40)
    deadline: str = Field("", max_length=40)
    ended_at: str = Field("", max_length=40)
    state: str = Field("", max_length=200)


class EventsIn(Schema):
    """At most 1,000 events; the same event twice, by its id, is taken once."""

    events: list[EventIn] = Field(max_length=1_000)


class ReasonOut(Schema):
    """Why an event was refused, or what was noticed of one that was taken."""

    column: str
    zh: str
    en: str


class EventOut(Schema):
    """What became of the event at this place: taken, known or refused."""

    place: int
    event_id: str
    result: str
    reasons: list[ReasonOut] = []


class EventsOut(Schema):
    """An answer for every event, in their order."""

    answers: list[EventOut]


@router.post(
    "/{source}/events",
    auth=Machine(),
    response={200: EventsOut, 401: Refusal, 422: Refusal},
)
def report_events(request: HttpRequest, source: str, told: EventsIn) -> Status[Any]:
    """Report events of a source. Each is taken, known already, or refused with its reasons."""
    key = str(getattr(request, "auth", ""))
    events = [event.model_dump() for event in told.events]
    try:
        answers = services.report(source_code=source, key=key, events=events, at=clock.now())
    except KeyUnknownError as refusal:
        return Status(401, in_both(refusal).stored())
    return Status(200, {"answers": [vars(answer) for answer in answers]})
