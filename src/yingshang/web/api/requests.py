"""Requests by API, for the mini-program and any client: the portal's selectors and services.

Reporting needs no login. Whoever has a receipt code is taken for the reporter. The list of one's
own needs a session: the site's, or that of the mini-program.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from ninja import Header, Path, Query, Router, Schema, Status
from pydantic import Field

from yingshang.apps.casework.selectors.choices import choices_of
from yingshang.apps.directory.http import PersonRequest
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import INSTALLATION
from yingshang.apps.ledger import clock
from yingshang.apps.registers.selectors import current_release, pack_of
from yingshang.apps.service_requests import services
from yingshang.apps.service_requests.content import Content, required_content
from yingshang.apps.service_requests.models import Report
from yingshang.apps.service_requests.selectors.alike import alike
from yingshang.apps.service_requests.selectors.own import (
    OwnPage,
    own_page,
    own_reports,
    report_by_receipt,
)
from yingshang.apps.service_requests.services import Consents, Heard, Reported
from yingshang.apps.service_requests.throttling import let_in
from yingshang.engines.packs.schema.common import Text
from yingshang.engines.packs.schema.service_requests import RequestClass
from yingshang.web.api.casework import REFUSALS, auth
from yingshang.web.api.request_shapes import (
    AlikeOut,
    FollowOut,
    FormsOut,
    OwnPageOut,
    ReceiptOut,
    shown_when,
)

router = Router(tags=["requests"])
LARGEST = 2**62
MOST_MEDIA = 10
Key = Annotated[str, Header(alias="Idempotency-Key", min_length=8, max_length=60)]
Code = Annotated[str, Path(max_length=40)]
AsIs = dict[str, Any]


class PlaceIn(Schema):
    """A place, WGS-84."""

    longitude: Annotated[Decimal, Field(ge=-180, le=180)]
    latitude: Annotated[Decimal, Field(ge=-90, le=90)]


class ContactIn(Schema):
    """How the reporter can be reached."""

    name: Annotated[str, Field(max_length=60)] = ""
    phone: Annotated[str, Field(max_length=30)] = ""


class ConsentsIn(Schema):
    """What the reporter agrees to."""

    identity_to_unit: bool = False
    keep_place: bool = False
    publish: bool = False


class ReportIn(Schema):
    """What somebody tells the city."""

    class_code: Annotated[str, Field(alias="class", max_length=80)]
    words: Annotated[str, Field(max_length=8000)]
    title: Annotated[str, Field(max_length=120)] = ""
    region: Annotated[str, Field(max_length=9)] = ""
    fields: dict[str, Any] = {}
    happened_on: date | None = None
    channel: Annotated[str, Field(pattern="^(mini_program|portal)$")] = "mini_program"
    contact: ContactIn = ContactIn()
    consents: ConsentsIn = ConsentsIn()
    place: PlaceIn | None = None
    media: Annotated[list[Annotated[str, Field(max_length=64)]], Field(max_length=MOST_MEDIA)] = []
    privacy_version: Annotated[int, Field(ge=0, le=10000)] = 0


class AlikeIn(Schema):
    """What is being typed."""

    words: Annotated[str, Field(max_length=8000)]
    region: Annotated[str, Field(max_length=9)] = ""


class AnswerIn(Schema):
    """An answer to the question that waits."""

    words: Annotated[str, Field(min_length=1, max_length=2000)]


class VerdictIn(Schema):
    """Whether it is solved, and how satisfied the reporter is (a grade of the forms)."""

    solved: bool
    satisfied: Annotated[str, Field(max_length=80)]
    words: Annotated[str, Field(max_length=2000)] = ""


class DisclosureIn(Schema):
    """Whether a unit may know who it is."""

    disclosure: Annotated[int, Field(ge=1, le=LARGEST)]
    agrees: bool


@router.get("/forms", response={200: FormsOut, **REFUSALS})
def read_forms(request: HttpRequest) -> AsIs:
    """Classes and what each asks, grades, limits of media, and the privacy notice."""
    content = required_content()
    privacy, grades = content.requests.privacy, content.call_backs
    return {
        "classes": [_class_out(content, each) for each in content.classes.values()],
        "satisfaction": [
            {"id": each.id, "name": _both(each.name)}
            for each in (grades.satisfaction if grades else ())
        ],
        "media": content.requests.media.model_dump(mode="json", exclude={"status"}),
        "privacy": {"version": privacy.version, "text": _both(privacy.text)},
    }


@router.post("/alike", response={200: list[AlikeOut], **REFUSALS})
def find_alike(request: HttpRequest, body: AlikeIn) -> list[AsIs]:
    """Open matters that say nearly the same; without numbers, names and places."""
    let_in(request, what="hint")
    return [
        {"title": one.title, "state": one.state, "percent": one.percent}
        for one in alike(body.words, body.region)
    ]


@router.post("", response={201: ReceiptOut, **REFUSALS})
def report(request: HttpRequest, body: ReportIn, key: Key) -> Status[Any]:
    """Tell the city; the same key is the same report."""
    let_in(request)
    place = (body.place.longitude, body.place.latitude) if body.place else None
    reported = Reported(
        channel=body.channel,
        class_code=body.class_code,
        words=body.words,
        title=body.title,
        region=body.region,
        place=place,
        happened_on=body.happened_on,
        name=body.contact.name,
        phone=body.contact.phone,
        reporter=request.user if isinstance(request.user, Person) else None,
        consents=Consents(
            shows_identity=body.consents.identity_to_unit,
            keeps_place=body.consents.keep_place,
            may_publish=body.consents.publish,
            privacy_version=body.privacy_version,
        ),
        media=body.media,
        key=key,
        asked=_asked(body),
    )
    taken = services.take(reported=reported, actor=INSTALLATION, at=clock.now())
    case = taken.request.case
    return Status(
        201,
        {
            "number": case.number,
            "receipt": taken.receipt_code,
            "promised_on": case.promised_on,
            "follow": f"/r/{taken.receipt_code}/",
        },
    )


@router.get("/mine", auth=auth, response={200: OwnPageOut, **REFUSALS})
def list_mine(
    request: PersonRequest, after: Annotated[int | None, Query(ge=0, le=LARGEST)] = None
) -> AsIs:
    """What you told the city, newest first; `after` leads to the next page."""
    rows, following = own_reports(request.user, after=after)
    return {
        "requests": [
            {
                "number": row.number,
                "title": row.title,
                "receipt": row.report.receipt_code,
                "state": row.state,
                "is_open": row.is_open,
                "asks": row.asks,
                "received_at": row.report.received_at,
            }
            for row in rows
        ],
        "after": following,
    }


@router.get("/by-receipt/{code}", response={200: FollowOut, **REFUSALS})
def follow_receipt(request: HttpRequest, code: Code) -> AsIs:
    """How a report stands: promise, what was done, the answer, and what is asked."""
    return _page_out(own_page(_by_code(code)))


@router.post("/by-receipt/{code}/answers", response={200: FollowOut, **REFUSALS})
def answer(request: HttpRequest, code: Code, body: AnswerIn) -> AsIs:
    """Answer the question that waits."""
    found = _by_code(code)
    services.answer_question(report_id=found.pk, words=body.words, at=clock.now())
    return _page_out(own_page(found))


@router.post("/by-receipt/{code}/verdict", response={200: FollowOut, **REFUSALS})
def give_verdict(request: HttpRequest, code: Code, body: VerdictIn) -> AsIs:
    """Say whether it is solved; “not solved” sends it back to be handled again."""
    found = _by_code(code)
    heard = Heard(reached=True, solved=body.solved, satisfied=body.satisfied, words=body.words)
    services.give_verdict(report_id=found.pk, heard=heard, at=clock.now())
    return _page_out(own_page(found))


@router.post("/by-receipt/{code}/disclosure", response={200: FollowOut, **REFUSALS})
def disclose(request: HttpRequest, code: Code, body: DisclosureIn) -> AsIs:
    """Agree that a unit may know who you are, or stay hidden."""
    found = _by_code(code)
    services.answer_disclosure(
        disclosure_id=body.disclosure, report_id=found.pk, agrees=body.agrees, at=clock.now()
    )
    return _page_out(own_page(found))


def _by_code(code: str) -> Report:
    found = report_by_receipt(code)
    if found is None:
        raise Http404
    return found


def _asked(body: ReportIn) -> AsIs:
    """Answers to what the class asks; nobody fills in fields that are the units' own."""
    content = required_content()
    chosen = content.classes.get(body.class_code)
    if chosen is None:
        return {}
    fields = content.handling_of(chosen.case_type).fields
    own = {fields.class_of, fields.title, fields.words, fields.region}
    return {name: body.fields[name] for name in chosen.asks if name in body.fields.keys() - own}


def _both(text: Text) -> dict[str, str]:
    return {"zh": text.zh_hans, "en": text.en or text.zh_hans}


def _class_out(content: Content, one: RequestClass) -> AsIs:
    release = current_release()
    fields = pack_of(release).case_types[one.case_type].fields if release else {}
    return {
        "id": one.id,
        "nature": one.nature,
        "name": _both(one.name),
        "plain": _both(one.plain),
        "anonymous": one.anonymous,
        "fields": [
            {
                "id": field.id,
                "type": field.type,
                "name": _both(field.name),
                "hint": _both(field.hint) if field.hint else None,
                "required": field.required,
                "length": field.length,
                "choices": [{"id": str(key), "name": name} for key, name in choices_of(field)],
                "shown_when": shown_when(field.when),
            }
            for field in (fields[key] for key in one.asks if key in fields)
        ],
    }


def _page_out(page: OwnPage) -> AsIs:
    question: dict[str, str | datetime] | None = None
    if page.question is not None:
        question = {"words": page.question.words, "asked_at": page.question.asked_at}
    return {
        "number": page.case.number,
        "receipt": page.report.receipt_code,
        "title": page.request.title,
        "class_name": page.class_name,
        "state": page.state,
        "is_open": page.case.is_open,
        "now": page.now,
        "holder": page.holder,
        "promised_on": page.promised_on,
        "joined_into": page.joined_number,
        "reopened": page.request.reopened,
        "answer": page.answer,
        "reason": page.reason,
        "timeline": [{"name": p.name, "outcome": p.outcome, "at": p.at} for p in page.past],
        "question": question,
        "disclosures": [
            {
                "disclosure": each.pk,
                "unit": each.unit.official_name,
                "reason": each.reason,
                "answer": each.answer,
            }
            for each in page.to_disclose
        ],
        "may_judge": page.may_judge,
    }
