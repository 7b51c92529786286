"""One case at the desk, its acts, its files and letters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yingshang.apps.casework.exporting.letter import letter_docx
from yingshang.apps.casework.forms.desk import RevealForm
from yingshang.apps.casework.models import Case
from yingshang.apps.casework.selectors.case_page import may_reveal, reveal
from yingshang.apps.casework.selectors.desk.case import (
    PREVIEWED,
    Card,
    case_of,
    desk_case,
    letter_of,
    paper_of,
    step_of,
)
from yingshang.apps.casework.views.desk.acting import Act, Desk, respond
from yingshang.apps.casework.views.desk.acts import OF_CASE, OF_STEP, on_case, on_step
from yingshang.apps.casework.views.desk.offers import Offers
from yingshang.apps.directory import accesslog
from yingshang.apps.directory.http import PersonRequest, for_people
from yingshang.apps.files.selectors import opened
from yingshang.apps.ledger import clock
from yingshang.engines.documents.sniffing import PDF

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# Nothing in a file may run, load or send anything. A sandbox would also stop the PDF viewer.
SEALED = "default-src 'none'; img-src 'self'; object-src 'self'; style-src 'unsafe-inline'"
DIGITS = 18


@dataclass(frozen=True)
class Work:
    """A step with what the viewer may do with it: one thing first, the rest behind it."""

    card: Card
    acts: tuple[Act, ...]

    @property
    def first(self) -> Act | None:
        """What the step waits for; None where that is somebody else's."""
        known = {
            "explain_lateness",
            "settle",
            "report_outside",
            "confirm",
            "sign",
            "give_help",
            "verify",
        }
        return next((act for act in self.acts if act.name in known), None)

    @property
    def others(self) -> tuple[Act, ...]:
        """Everything else."""
        return tuple(act for act in self.acts if act is not self.first)


@require_safe
@for_people
def case(request: PersonRequest, number: str) -> HttpResponse:
    """One case."""
    return _shown(request, readable(request, number))


@never_cache
@require_POST
@for_people
def reveal_answers(request: PersonRequest, number: str) -> HttpResponse:
    """The case with its personal answers in clear, for a reason that is logged."""
    found = readable(request, number)
    if not may_reveal(request.user, found, clock.now()):
        raise Http404
    form = RevealForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, form=form, status=422)
    reason = form.cleaned_data["reason"]
    accesslog.looked_at(request.user, "casework.reason", f"{found.number}: {reason}")
    return _shown(request, found, clear=reveal(request.user, found, at=clock.now()))


@require_http_methods(["GET", "POST"])
@for_people
def case_act(request: PersonRequest, number: str, name: str) -> HttpResponse:
    """One act on a case."""
    found, act = readable(request, number), OF_CASE.get(name)
    if act is None:
        raise Http404
    at = clock.now()
    desk = Desk(request.user, found, None, at, Offers(request.user, found, at))
    return respond(request, desk, act)


@require_http_methods(["GET", "POST"])
@for_people
def step_act(request: PersonRequest, number: str, key: int, name: str) -> HttpResponse:
    """One act on a step."""
    found, act = readable(request, number), OF_STEP.get(name)
    step = step_of(found, key)
    if act is None or step is None:
        raise Http404
    at = clock.now()
    desk = Desk(request.user, found, step, at, Offers(request.user, found, at))
    return respond(request, desk, act)


@require_safe
@for_people
def paper(request: PersonRequest, key: int) -> HttpResponse:
    """A file: to keep, or with `?look` to look at where the browser can do so safely."""
    found = paper_of(request.user, key)
    content = opened(found.file) if found else None
    if found is None or content is None:
        raise Http404
    accesslog.looked_at(request.user, "casework.file", key)
    kind = found.file.media_type
    is_inline = "look" in request.GET and kind in PREVIEWED
    response = FileResponse(
        content, as_attachment=not is_inline, filename=found.name, content_type=kind
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SEALED if kind == PDF else f"{SEALED}; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response  # type: ignore[return-value]  # Django answers with both alike


@require_safe
@for_people
def letter(request: PersonRequest, key: int) -> HttpResponse:
    """A letter as a Word file in official form."""
    found = letter_of(request.user, key)
    if found is None:
        raise Http404
    name = f"{found.case.number}-{found.serial}.docx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(letter_docx(found), content_type=WORD, headers=headers)


def readable(request: PersonRequest, number: str) -> Case:
    """The case of this number.

    Raises:
        Http404: There is none that a unit of the reader may see.
    """
    found = case_of(request.user, number)
    if found is None:
        raise Http404
    return found


def _shown(
    request: PersonRequest,
    found: Case,
    *,
    clear: Mapping[str, object] | None = None,
    form: RevealForm | None = None,
    status: int = 200,
) -> HttpResponse:
    at, before = clock.now(), request.GET.get("before", "")[:DIGITS]
    older = int(before) if before.isdecimal() else None
    page = desk_case(request.user, found, at=at, before=older, clear=clear)
    offers = Offers(request.user, found, at)
    context = {
        "desk": page,
        "acts": on_case(offers.of_case()),
        "open_steps": _works(page.open_steps, offers),
        "past_steps": _works(page.past_steps, offers),
        "is_clear": clear is not None,
        "reveal_form": form or RevealForm(),
    }
    return render(request, "casework/desk/case.html", context, status=status)


def _works(cards: Sequence[Card], offers: Offers) -> list[Work]:
    return [Work(card, tuple(on_step(offers.of_step(card.row)))) for card in cards]
