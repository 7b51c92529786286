"""Proposals: the list, one with its evidence, and the three decisions."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yingshang.apps.casework.errors import CaseworkError
from yingshang.apps.directory.errors import RefusedError
from yingshang.apps.directory.http import PersonRequest, demand, for_people
from yingshang.apps.directory.views.forming import FormPage, answer
from yingshang.apps.ledger import clock
from yingshang.apps.supervision import services
from yingshang.apps.supervision.forms import LetterForm, ReasonForm, TakingUpForm
from yingshang.apps.supervision.permissions import DECIDE, LOOK
from yingshang.apps.supervision.selectors.proposals import proposal_page, proposals_page
from yingshang.apps.supervision.views.finding import proposal_or_404, with_grounds


@require_safe
@for_people
@with_grounds
def index(request: PersonRequest) -> HttpResponse:
    """What the record proposes, what is under way, what was decided."""
    return render(request, "supervision/proposals.html", {"page": proposals_page(request.user)})


@require_POST
@for_people
@with_grounds
def look(request: PersonRequest) -> HttpResponse:
    """Look the record through now instead of within the hour."""
    demand(request, LOOK)
    made = services.look(actor=request.user, at=clock.now())
    said = ngettext("%(count)s new proposal.", "%(count)s new proposals.", made)
    messages.success(request, said % {"count": made})
    return redirect("supervision:proposals")


@require_safe
@for_people
@with_grounds
def one(request: PersonRequest, key: int) -> HttpResponse:
    """One proposal with what the record shows."""
    page = proposal_page(proposal_or_404(key), request.user)
    return render(request, "supervision/proposal.html", {"page": page})


@require_http_methods(["GET", "POST"])
@for_people
@with_grounds
def take_up(request: PersonRequest, key: int) -> HttpResponse:
    """Make a supervision of it."""
    demand(request, DECIDE)
    page = proposal_page(proposal_or_404(key), request.user)
    form = TakingUpForm(
        _posted(request),
        has_second=bool(page.second),
        initial={"requirement": page.requirement},
    )

    def act() -> object:
        return services.take_up(
            proposal_id=key, actor=request.user, at=clock.now(), **form.cleaned_data
        )

    words = FormPage(
        heading=_("Take it up?"),
        sentences=[
            f"{page.row.ground} · {page.row.proposal.unit} · {page.row.proposal.case.number}",
            _("It becomes a supervision and begins with its approval by the government."),
        ],
        action=_("Take it up"),
        back_url=reverse("supervision:proposal", args=[key]),
        done=_("The supervision waits for its approval."),
    )
    return answer(request, form, words, act=act, refusals=(RefusedError, CaseworkError))


@require_http_methods(["GET", "POST"])
@for_people
@with_grounds
def letter(request: PersonRequest, key: int) -> HttpResponse:
    """Write to a unit that the city does not supervise."""
    demand(request, DECIDE)
    page = proposal_page(proposal_or_404(key), request.user)
    form = LetterForm(_posted(request), initial={"words": page.row.proposal.sentence_zh})

    def act() -> object:
        words = form.cleaned_data["words"]
        return services.ask_by_letter(
            proposal_id=key, words=words, actor=request.user, at=clock.now()
        )

    words = FormPage(
        heading=_("Write a letter?"),
        sentences=[
            f"{page.row.ground} · {page.row.proposal.unit} · {page.row.proposal.case.number}",
            _("Courts, vertical organs and enterprises are asked, never supervised."),
        ],
        action=_("Keep the letter"),
        back_url=reverse("supervision:proposal", args=[key]),
        done=_("The letter is on record."),
    )
    return answer(request, form, words, act=act)


@require_http_methods(["GET", "POST"])
@for_people
@with_grounds
def dismiss(request: PersonRequest, key: int) -> HttpResponse:
    """Decide that nothing follows."""
    demand(request, DECIDE)
    proposal = proposal_or_404(key)
    form = ReasonForm(_posted(request))

    def act() -> object:
        return services.dismiss(
            proposal_id=key, actor=request.user, at=clock.now(), **form.cleaned_data
        )

    words = FormPage(
        heading=_("Dismiss the proposal?"),
        sentences=[f"{proposal.unit} · {proposal.case.number} · {proposal.sentence}"],
        action=_("Dismiss it"),
        back_url=reverse("supervision:proposals"),
        done=_("The proposal is dismissed; the reason stays on record."),
    )
    return answer(request, form, words, act=act)


def _posted(request: PersonRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None
