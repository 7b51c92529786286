"""All that the portal does, by API: the same selectors and services, so the same rights and rules.

Reading services and receipts is public. The rest is for people who have signed in: the session
cookie, and for every change the CSRF token as in the pages (`X-CSRFToken`).
"""

from typing import Annotated, Any

from django.http import Http404, HttpRequest
from ninja import File, Form, Header, Path, Query, Router, Status
from ninja.files import UploadedFile
from ninja.security import SessionAuth

from yingshang.apps.casework import services
from yingshang.apps.casework.errors import IncompleteError
from yingshang.apps.casework.models import Case, Stage
from yingshang.apps.casework.selectors import by_receipt
from yingshang.apps.casework.selectors.portal import guides
from yingshang.apps.casework.selectors.portal.drafts import form_page
from yingshang.apps.casework.selectors.portal.matter import matter_page, receipt_page
from yingshang.apps.casework.selectors.portal.mine import mine_page
from yingshang.apps.casework.selectors.portal.whose import applicants_for, own_case
from yingshang.apps.casework.sentences import Sentence
from yingshang.apps.casework.services.discarding import discard
from yingshang.apps.casework.services.saving import Typed, hand_in, keep
from yingshang.apps.casework.views.portal.applying import beginning
from yingshang.apps.directory.http import PersonRequest
from yingshang.apps.directory.models import Person
from yingshang.apps.ledger import clock
from yingshang.engines.packs.casework.casetype import CaseType
from yingshang.web.api.faults import Refusal
from yingshang.web.api.shapes import (
    Answers,
    FileOut,
    HandIn,
    MineOut,
    Settling,
    Start,
    Withdrawal,
    asked_out,
    case_out,
    file_out,
    form_out,
    guide_out,
    matter_out,
)

router = Router(tags=["casework"])
LARGEST = 2**62
Key = Annotated[str, Header(alias="Idempotency-Key", min_length=8, max_length=80)]
Id = Annotated[int, Path(ge=0, le=LARGEST)]
AsIs = dict[str, Any]
REFUSALS: dict[int, Any] = dict.fromkeys((400, 401, 403, 404, 409, 422), Refusal)


class SignedIn(SessionAuth):
    """Whoever has a session of the site; changes need the CSRF token."""

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        """The person, or nothing."""
        return request.user if isinstance(request.user, Person) else None


auth = SignedIn()


@router.get("/services", response={200: list[AsIs]})
def list_services(request: HttpRequest, words: str = "") -> list[AsIs]:
    """Services of the city that hold every word of `words`."""
    return [
        {
            "code": each.code,
            "name": each.name,
            "summary": each.summary,
            "fee_yuan": each.fee.yuan if each.fee else None,
            "promised": each.promised,
            "can_apply": each.can_apply,
        }
        for each in guides.services(words[:100], at=clock.now())
    ]


@router.get("/services/{code}", response={200: AsIs, **REFUSALS})
def read_guide(request: HttpRequest, code: str) -> AsIs:
    """The guide of a service."""
    return guide_out(guides.guide(_service(code), at=clock.now()))


@router.get("/services/{code}/applicants", auth=auth, response={200: list[AsIs], **REFUSALS})
def list_applicants(request: PersonRequest, code: str) -> list[AsIs]:
    """In whose name you may apply."""
    whose = applicants_for(request.user, _service(code), at=clock.now())
    return [{"whom": each.key, "name": each.name} for each in whose]


@router.post("/services/{code}/drafts", auth=auth, response={201: AsIs, **REFUSALS})
def begin_draft(request: PersonRequest, code: str, body: Start, key: Key) -> Status[Any]:
    """Begin a draft, filled in with what the city knows; the same key gives the same draft."""
    at = clock.now()
    whose = applicants_for(request.user, _service(code), at=at)
    whom = next((each for each in whose if each.key == body.whom), None)
    if whom is None:
        zh = "您不能以这个名义申请；可选的见 applicants。"
        en = "You may not apply in this name; applicants lists those whom you may choose."
        raise IncompleteError({"whom": [Sentence(zh, en)]})
    given = beginning(code, whom, request.user, key)
    case = services.open_case(beginning=given, actor=request.user, at=at)
    return Status(201, form_out(form_page(case, at=at)))


@router.get("/matters", auth=auth, response={200: MineOut, **REFUSALS})
def list_matters(
    request: PersonRequest, after: Annotated[int | None, Query(ge=0, le=LARGEST)] = None
) -> AsIs:
    """What is asked of you, and your matters, newest first."""
    page = mine_page(request.user, at=clock.now(), after=after)
    return {
        "asked": [asked_out(one) for one in page.asked],
        "matters": [case_out(row.case) for row in page.rows],
        "after": page.after,
    }


@router.get("/matters/{number}", auth=auth, url_name="one_matter", response={200: AsIs, **REFUSALS})
def read_matter(request: PersonRequest, number: str) -> AsIs:
    """One of your matters, link by link."""
    return matter_out(matter_page(request.user, _case(request, number), at=clock.now()))


@router.delete(
    "/matters/{number}", auth=auth, url_name="one_matter", response={204: None, **REFUSALS}
)
def discard_draft(request: PersonRequest, number: str) -> Status[None]:
    """Throw a draft away."""
    discard(case_id=_case(request, number).pk, actor=request.user, at=clock.now())
    return Status(204, None)


@router.get("/matters/{number}/form", auth=auth, url_name="form", response={200: AsIs, **REFUSALS})
def read_form(request: PersonRequest, number: str) -> AsIs:
    """What is asked now and what is there."""
    return form_out(form_page(_case(request, number), at=clock.now()))


@router.put("/matters/{number}/form", auth=auth, url_name="form", response={200: AsIs, **REFUSALS})
def save_form(request: PersonRequest, number: str, body: Answers) -> AsIs:
    """Keep what fits; `unfit` has sentences by field for what does not."""
    at = clock.now()
    case, unfit = keep(typed=_typed(request, number, body), actor=request.user, at=at)
    return form_out(form_page(case, at=at)) | {"unfit": unfit}


@router.post("/matters/{number}/submit", auth=auth, response={200: AsIs, **REFUSALS})
def submit_form(request: PersonRequest, number: str, body: HandIn, key: Key) -> AsIs:
    """Save and hand in, or answer a correction; the same key hands in once."""
    at, typed = clock.now(), _typed(request, number, body)
    case = hand_in(typed=typed, key=key, actor=request.user, at=at, commits=body.commits)
    return matter_out(matter_page(request.user, _case(request, case.number), at=at))


@router.post("/matters/{number}/files", auth=auth, response={201: FileOut, **REFUSALS})
def attach_file(
    request: PersonRequest,
    number: str,
    belongs_to: Annotated[str, Form(max_length=60)],
    file: Annotated[UploadedFile, File()],
) -> Status[Any]:
    """Attach a file to a material or field."""
    found = services.attach(
        case_id=_case(request, number).pk,
        belongs_to=belongs_to,
        name=file.name or "",
        content=file.read(),
        actor=request.user,
        at=clock.now(),
    )
    return Status(201, file_out(found))


@router.delete("/matters/{number}/files/{pk}", auth=auth, response={204: None, **REFUSALS})
def detach_file(request: PersonRequest, number: str, pk: Id) -> Status[None]:
    """Take a file off a case that is not handed in."""
    at = clock.now()
    files = form_page(_case(request, number), at=at).files.values()
    if pk not in {one.pk for found in files for one in found}:
        raise Http404
    services.detach(file_id=pk, actor=request.user, at=at)
    return Status(204, None)


@router.post("/matters/{number}/withdraw", auth=auth, response={200: AsIs, **REFUSALS})
def withdraw_matter(request: PersonRequest, number: str, body: Withdrawal) -> AsIs:
    """Withdraw an application before it is decided."""
    case = _case(request, number)
    return case_out(
        services.withdraw(case_id=case.pk, reason=body.reason, actor=request.user, at=clock.now())
    )


@router.post("/matters/{number}/steps/{pk}", auth=auth, response={200: AsIs, **REFUSALS})
def do_step(request: PersonRequest, number: str, pk: Id, body: Settling) -> AsIs:
    """Do a step that is yours."""
    at, case = clock.now(), _case(request, number)
    page = matter_page(request.user, case, at=at)
    if pk not in {one.step.pk for one in page.asked if one.step is not None}:
        raise Http404
    services.settle(
        step_id=pk,
        outcome=body.outcome,
        values=body.values,
        reason=body.reason,
        actor=request.user,
        at=at,
    )
    return matter_out(matter_page(request.user, _case(request, number), at=at))


@router.get("/receipts/{code}", response={200: AsIs, **REFUSALS})
def read_receipt(request: HttpRequest, code: str) -> AsIs:
    """How a case stands, for whoever has the code of its receipt; nothing about anybody."""
    case = by_receipt(code[:80])
    if case is None or case.stage == Stage.DRAFT:
        raise Http404
    page = receipt_page(case)
    names = ("number", "type_name", "office", "outcome", "submitted_at")
    return {name: getattr(page, name) for name in names} | {"stage": case.stage}


def _service(code: str) -> CaseType:
    found = guides.service(code)
    if found is None:
        raise Http404
    return found


def _case(request: PersonRequest, number: str) -> Case:
    found = own_case(request.user, number, at=clock.now())
    if found is None:
        raise Http404
    return found


def _typed(request: PersonRequest, number: str, body: Answers) -> Typed:
    return Typed(_case(request, number).pk, body.revision, body.values, body.route)
