"""Who acts for whom: my enterprises, claims, offers, help, and the history of each."""

from collections.abc import Callable

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yingshang.apps.directory import accesslog
from yingshang.apps.directory.errors import RefusedError
from yingshang.apps.directory.http import PersonRequest, demand, for_people
from yingshang.apps.directory.models import Authorisation, Enterprise
from yingshang.apps.directory.portal_forms import (
    ClaimForm,
    HelpForm,
    OfferForm,
    PerhapsReasonForm,
    ReasonForm,
)
from yingshang.apps.directory.selectors import authorisations as selectors
from yingshang.apps.directory.services import authorisations as services
from yingshang.apps.directory.views.forming import FormPage, answer
from yingshang.apps.files.selectors import opened
from yingshang.apps.ledger import clock


@require_safe
@for_people
def mine(request: PersonRequest) -> HttpResponse:
    """For whom I act, and who acts for me."""
    page = selectors.mine_page(request.user, after=request.GET.get("after", ""))
    return render(request, "directory/authorisations.html", {"page": page})


@require_safe
@for_people
def of_enterprise(request: PersonRequest, pk: int) -> HttpResponse:
    """Everybody who acts for an enterprise of mine."""
    enterprise = _represented_or_404(request, pk)
    page = selectors.enterprise_page(enterprise, after=request.GET.get("after", ""))
    context = {"enterprise": enterprise, "page": page}
    return render(request, "directory/authorisations_of.html", context)


@require_safe
@for_people
def claims(request: PersonRequest) -> HttpResponse:
    """Claims of legal representatives that wait for an official."""
    demand(request, "directory.confirm_representation")
    page = selectors.claims_page(after=request.GET.get("after", ""))
    return render(request, "directory/claims.html", {"page": page})


@require_safe
@for_people
def authorisation(request: PersonRequest, pk: int) -> HttpResponse:
    """One authorisation, what one may do with it, and its history."""
    row = _row_or_404(request, pk)
    page = selectors.one_page(row, request.user)
    return render(request, "directory/authorisation.html", {"page": page})


@require_safe
@for_people
def proof(request: PersonRequest, pk: int) -> HttpResponse:
    """The file that proves a claim; the look is noted."""
    row = _row_or_404(request, pk)
    file = opened(row.proof) if row.proof else None
    if file is None or row.proof is None or not selectors.one_page(row, request.user).sees_ground:
        raise Http404
    accesslog.looked_at(request.user, "directory.proof", row.pk)
    response = FileResponse(
        file, as_attachment=True, filename=row.proof_name, content_type=row.proof.media_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response  # type: ignore[return-value]  # Django answers with both alike


@require_http_methods(["GET", "POST"])
@for_people
def claim(request: PersonRequest) -> HttpResponse:
    """Say that one is the legal representative of an enterprise."""
    form = ClaimForm(request.POST or None, request.FILES or None)
    page = FormPage(
        heading=_("This is my enterprise"),
        sentences=[
            _("For its legal representative. An official compares your proof with the register."),
            _("Once confirmed you may apply for the enterprise and authorise others."),
        ],
        action=_("Send the claim"),
        back_url=reverse("directory:authorisations"),
        done=_("Your claim is sent. You see here when it is answered."),
    )
    return answer(
        request,
        form,
        page,
        act=lambda: services.claim(
            enterprise=form.cleaned_data["enterprise"],
            ground=form.cleaned_data["ground"],
            proof=form.handed_in(),
            actor=request.user,
            at=clock.now(),
        ),
    )


@require_http_methods(["GET", "POST"])
@for_people
def offer(request: PersonRequest, pk: int) -> HttpResponse:
    """Authorise somebody to act for one's enterprise."""
    enterprise = _represented_or_404(request, pk)
    form = OfferForm(request.POST or None)
    page = FormPage(
        heading=_("Authorise somebody for %(enterprise)s") % {"enterprise": enterprise},
        sentences=[
            _("It holds once the person accepts. Either of you may end it at once."),
            _("Every use is on record and you see it."),
        ],
        action=_("Offer the authorisation"),
        back_url=reverse("directory:authorisations_of", args=[enterprise.pk]),
        done=_("The authorisation is offered; the person has to accept."),
    )
    return answer(
        request,
        form,
        page,
        act=lambda: services.offer(
            authorisation=form.authorisation(enterprise), actor=request.user, at=clock.now()
        ),
    )


@require_http_methods(["GET", "POST"])
@for_people
def take_on(request: PersonRequest) -> HttpResponse:
    """Help an applicant as an agent of the assistance desk."""
    demand(request, "directory.help_applicant")
    form = HelpForm(request.POST or None)
    page = FormPage(
        heading=_("Help an applicant"),
        sentences=[
            _("You then work in the applicant's own form, only with the applicant's consent."),
            _("The applicant sees it and may end it at once; every use is on record."),
        ],
        action=_("Begin to help"),
        back_url=reverse("directory:authorisations"),
        done=_("You help the applicant from the first day on."),
    )
    return answer(
        request,
        form,
        page,
        act=lambda: services.take_on(
            authorisation=form.authorisation(), actor=request.user, at=clock.now()
        ),
    )


@require_POST
@for_people
def confirm(request: PersonRequest, pk: int) -> HttpResponse:
    """Confirm a claim."""
    demand(request, "directory.confirm_representation")
    done = _("The legal representative is confirmed.")
    return _at_once(request, pk, services.confirm, done, back="directory:claims")


@require_POST
@for_people
def accept(request: PersonRequest, pk: int) -> HttpResponse:
    """Accept an offer."""
    return _at_once(request, pk, services.accept, _("You have accepted."))


@require_POST
@for_people
def decline(request: PersonRequest, pk: int) -> HttpResponse:
    """Decline an offer."""
    return _at_once(request, pk, services.decline, _("You have declined."))


@require_http_methods(["GET", "POST"])
@for_people
def refuse(request: PersonRequest, pk: int) -> HttpResponse:
    """Refuse a claim, with a reason."""
    demand(request, "directory.confirm_representation")
    row = _row_or_404(request, pk)
    form = ReasonForm(request.POST or None)
    page = FormPage(
        heading=_("Refuse the claim of %(person)s") % {"person": row.person.name},
        sentences=[row.whom, _("The claimant reads the reason and may claim again.")],
        action=_("Refuse"),
        back_url=reverse("directory:claims"),
        done=_("The claim is refused."),
    )
    return answer(
        request,
        form,
        page,
        act=lambda: services.refuse(
            authorisation_id=pk,
            reason=form.cleaned_data["reason"],
            actor=request.user,
            at=clock.now(),
        ),
    )


@require_http_methods(["GET", "POST"])
@for_people
def end(request: PersonRequest, pk: int) -> HttpResponse:
    """End an authorisation at once."""
    row = _row_or_404(request, pk)
    form = PerhapsReasonForm(request.POST if request.method == "POST" else None)
    page = FormPage(
        heading=_("%(person)s shall act for %(whom)s no longer")
        % {"person": row.person.name, "whom": row.whom},
        sentences=[_("The rights end at once. What was done until now stays.")],
        action=_("End it now"),
        back_url=reverse("directory:authorisations"),
        done=_("The authorisation has ended."),
        is_final=True,
    )
    return answer(
        request,
        form,
        page,
        act=lambda: services.end(
            authorisation_id=pk,
            reason=form.cleaned_data["reason"],
            actor=request.user,
            at=clock.now(),
        ),
    )


def _at_once(
    request: PersonRequest,
    pk: int,
    act: Callable[..., Authorisation],
    done: str,
    *,
    back: str = "directory:authorisations",
) -> HttpResponse:
    """Do what needs no further words, and go back."""
    _row_or_404(request, pk)
    try:
        act(authorisation_id=pk, actor=request.user, at=clock.now())
    except RefusedError as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, done)
    return HttpResponseRedirect(reverse(back))


def _row_or_404(request: PersonRequest, pk: int) -> Authorisation:
    row = selectors.authorisation_of(request.user, pk)
    if row is None:
        raise Http404
    return row


def _represented_or_404(request: PersonRequest, pk: int) -> Enterprise:
    enterprise = selectors.enterprise_represented(request.user, pk)
    if enterprise is None:
        raise Http404
    return enterprise
