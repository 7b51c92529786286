"""Handing in, reviewing, submitting, checking, correcting: one act a page."""

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yingshang.apps.delivery.forms.returns import NoteForm, SendBackForm, SubmitForm
from yingshang.apps.delivery.models import ReturnVersion
from yingshang.apps.delivery.permissions import CHECK_RETURN, FILL_RETURN, SUBMIT_RETURN
from yingshang.apps.delivery.selectors.returns.page import needs_to_submit
from yingshang.apps.delivery.selectors.returns.titles import title_of
from yingshang.apps.delivery.services import returns as services
from yingshang.apps.delivery.views.acting import Act, answer, at_once, posted
from yingshang.apps.delivery.views.returns.finding import month_url, return_or_404, url_of
from yingshang.apps.directory.http import PersonRequest, demand, for_people
from yingshang.apps.ledger import clock


@require_POST
@for_people
def hand_in(request: PersonRequest, key: UUID) -> HttpResponse:
    """Give a draft to the unit's reviewer."""
    report = return_or_404(request, key)
    demand(request, FILL_RETURN, unit=report.unit)
    return at_once(
        request,
        lambda: services.hand_in(
            return_id=key, revision=report.revision, actor=request.user, at=clock.now()
        ),
        done=_("The return waits for your unit's reviewer."),
        back_url=url_of(report),
    )


@require_http_methods(["GET", "POST"])
@for_people
def hand_back(request: PersonRequest, key: UUID) -> HttpResponse:
    """The unit's reviewer gives a return back."""
    report = return_or_404(request, key)
    demand(request, SUBMIT_RETURN, unit=report.unit)
    act = Act(
        question=_("Hand “%(title)s” back?") % {"title": title_of(report)},
        consequences=[_("It is a draft again. Whoever filled it in reads your note.")],
        action=_("Hand it back"),
        back_url=url_of(report),
        done=_("The return is a draft again."),
    )

    def do(form: forms.Form) -> object:
        note = form.cleaned_data["reason"]
        return services.hand_back(return_id=key, note=note, actor=request.user, at=clock.now())

    return answer(request, act, NoteForm(posted(request)), do)


@require_http_methods(["GET", "POST"])
@for_people
def submit(request: PersonRequest, key: UUID) -> HttpResponse:
    """The return leaves the unit."""
    report = return_or_404(request, key)
    demand(request, SUBMIT_RETURN, unit=report.unit)
    needs = needs_to_submit(report, clock.now())
    consequences = [_("It goes to the lead office in the name of your unit.")]
    if needs.late_reason:
        consequences.append(_("It is late: the reason that you give is kept and read."))
    if needs.waiting:
        names = "、".join(needs.waiting)
        consequences.append(
            _("Not returned yet: %(units)s. Say why you do not wait.") % {"units": names}
        )
    act = Act(
        question=_("Submit “%(title)s”?") % {"title": title_of(report)},
        consequences=consequences,
        action=_("Submit"),
        back_url=month_url(report),
        done=_("The return is submitted."),
    )
    form = SubmitForm(posted(request))
    for name, is_needed in (("late_reason", needs.late_reason), ("without_note", needs.waiting)):
        if is_needed:
            form.fields[name].required = True
        else:
            del form.fields[name]

    def do(form: forms.Form) -> object:
        return services.submit(
            return_id=key, actor=request.user, at=clock.now(), **form.cleaned_data
        )

    return answer(request, act, form, do)


@require_http_methods(["GET", "POST"])
@for_people
def take_back(request: PersonRequest, key: UUID) -> HttpResponse:
    """The unit takes a return back before it is checked."""
    report = return_or_404(request, key)
    demand(request, SUBMIT_RETURN, unit=report.unit)
    act = Act(
        question=_("Take “%(title)s” back?") % {"title": title_of(report)},
        consequences=[_("It is a draft again and must be submitted again before its date.")],
        action=_("Take it back"),
        back_url=url_of(report),
        done=_("The return is a draft again."),
    )

    def do(form: forms.Form) -> object:
        reason = form.cleaned_data["reason"]
        return services.take_back(return_id=key, reason=reason, actor=request.user, at=clock.now())

    return answer(request, act, NoteForm(posted(request)), do)


@require_http_methods(["GET", "POST"])
@for_people
def correct(request: PersonRequest, key: UUID) -> HttpResponse:
    """The unit corrects what was approved."""
    report = return_or_404(request, key)
    demand(request, FILL_RETURN, unit=report.unit)
    act = Act(
        question=_("Correct “%(title)s”?") % {"title": title_of(report)},
        consequences=[
            _("A new version begins as a copy; it is reviewed, submitted and checked again."),
            _("The approved version stays on record."),
        ],
        action=_("Begin the correction"),
        back_url=url_of(report),
        done=_("The new version is ready to be edited."),
    )

    def do(form: forms.Form) -> object:
        reason = form.cleaned_data["reason"]
        return services.correct(return_id=key, reason=reason, actor=request.user, at=clock.now())

    return answer(request, act, NoteForm(posted(request)), do)


@require_POST
@for_people
def approve(request: PersonRequest, key: UUID) -> HttpResponse:
    """The lead office approves one return."""
    demand(request, CHECK_RETURN)
    report = return_or_404(request, key)
    return at_once(
        request,
        lambda: services.approve(return_id=key, actor=request.user, at=clock.now()),
        done=_("The return is approved."),
        back_url=url_of(report),
    )


@require_http_methods(["GET", "POST"])
@for_people
def send_back(request: PersonRequest, key: UUID) -> HttpResponse:
    """The lead office sends a return back."""
    demand(request, CHECK_RETURN)
    report = return_or_404(request, key)
    act = Act(
        question=_("Send “%(title)s” back?") % {"title": title_of(report)},
        consequences=[
            _("The unit reads your reason, mends the return and submits it again."),
            _("Its date stays; what is sent back counts in its light."),
        ],
        action=_("Send it back"),
        back_url=url_of(report),
        done=_("The return is sent back."),
    )

    def do(form: forms.Form) -> object:
        return services.send_back(
            return_id=key,
            verdict=ReturnVersion.Verdict(form.cleaned_data["verdict"]),
            reason=form.cleaned_data["reason"],
            actor=request.user,
            at=clock.now(),
        )

    return answer(request, act, SendBackForm(posted(request)), do)
