"""Photos and voice notes of a report, in pieces, before the report itself."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Form, Path, Query, Router, Schema, Status
from pydantic import Field

from yingshang.apps.ledger import clock
from yingshang.apps.service_requests import services
from yingshang.apps.service_requests.throttling import let_in
from yingshang.web.api.casework import REFUSALS

router = Router(tags=["requests"])
LARGEST = 2**31
Size = Annotated[int, Field(ge=0, le=LARGEST)]


class MediaIn(Schema):
    """What will come: how many bytes, and of a voice note what it says, as typed."""

    kind: Literal["photo", "voice"]
    bytes: Size
    transcript: Annotated[str, Field(max_length=2000)] = ""


class MediaOut(Schema):
    """`id` is where the pieces go, `token` what the report names; `received` bytes are here."""

    id: str
    token: str
    received: int


class PieceIn(Schema):
    """Bytes of the whole, and whether the place inside a photo may be kept."""

    total: Size
    keep_place: bool = False


@router.post("/media", response={201: MediaOut, **REFUSALS})
def announce(request: HttpRequest, body: Annotated[MediaIn, Form()]) -> Status[Any]:
    """Make room for a photo or a voice note."""
    let_in(request, what="media")
    found = services.announce_media(
        kind=body.kind, told=body.transcript, size=body.bytes, at=clock.now()
    )
    return Status(201, {"id": found.token, "token": found.token, "received": 0})


@router.put("/media/{media_id}/{offset}", response={200: MediaOut, **REFUSALS})
def receive(
    request: HttpRequest,
    media_id: Annotated[str, Path(max_length=64)],
    offset: Annotated[int, Path(ge=0, le=LARGEST)],
    whole: Annotated[PieceIn, Query()],
) -> dict[str, Any]:
    """A piece, as bytes; the last one makes the whole be checked and stripped."""
    received = services.receive_piece(
        token=media_id,
        offset=offset,
        piece=request.body,
        total=whole.total,
        keeps_place=whole.keep_place,
        at=clock.now(),
    )
    return {"id": media_id, "token": media_id, "received": received}
