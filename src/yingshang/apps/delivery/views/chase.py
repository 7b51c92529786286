"""The lead office chases a period: who returned what, approve, open, circulate."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yingshang.apps.delivery.errors import NoReturnRulesError
from yingshang.apps.delivery.exporting.circular_docx import circular_docx
from yingshang.apps.delivery.forms.returns import (
    ChaseFilterForm,
    ChosenReturnsForm,
    OpenPeriodForm,
)
from yingshang.apps.delivery.permissions import CHECK_RETURN, OPEN_PERIOD, SEE_CHASE
from yingshang.apps.delivery.selectors.plans import tasks_of
from yingshang.apps.delivery.selectors.returns.chase import chase_page, tallies_of
from yingshang.apps.delivery.selectors.returns.circular import circular_page
from yingshang.apps.delivery.selectors.returns.periods import openable_periods
from yingshang.apps.delivery.services import periods as services
from yingshang.apps.delivery.services import returns
from yingshang.apps.delivery.views.acting import Act, answer
from yingshang.apps.delivery.views.returns.finding import period_or_404, plan_or_404
from yingshang.apps.directory.http import PersonRequest, demand, for_people
from yingshang.apps.ledger import clock

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
@for_people
def chase(request: PersonRequest, period: str) -> HttpResponse:
    """Every return of a period, narrowed."""
    demand(request, SEE_CHASE)
    shown = period_or_404(period)
    units = [(each.unit.code, each.name) for each in tallies_of(shown, clock.now())]
    tasks = [(each.code, f"{each.code} {each.title}") for each in tasks_of(shown.plan)]
    form = ChaseFilterForm(units, tasks, request.GET)
    page = chase_page(shown, form.asked, request.user, clock.now())
    query = request.GET.copy()
    query["after"] = page.more
    context = {"page": page, "form": form, "next_query": query.urlencode() if page.more else ""}
    return render(request, "delivery/chase.html", context)


@require_POST
@for_people
def approve_many(request: PersonRequest, period: str) -> HttpResponse:
    """Approve all that are ticked."""
    demand(request, CHECK_RETURN)
    chosen = ChosenReturnsForm(request.POST).given
    if not chosen:
        messages.error(request, _("Tick the returns that you approve."))
    else:
        done = returns.approve_many(return_ids=chosen, actor=request.user, at=clock.now())
        said = ngettext("%(n)s return is approved.", "%(n)s returns are approved.", done.count)
        messages.success(request, said % {"n": done.count})
        for each in done.refused:
            messages.error(request, f"{each.title}：{each.reason}")
    back = reverse("delivery:chase", args=[period_or_404(period).code])
    return HttpResponseRedirect(f"{back}?standing=waiting")


@require_http_methods(["GET", "POST"])
@for_people
def open_period(request: PersonRequest) -> HttpResponse:
    """Open a month or quarter, or add what is missing in one."""
    demand(request, OPEN_PERIOD)
    plan = plan_or_404()
    choices = {each.code: each for each in openable_periods(plan, clock.today())}
    form = OpenPeriodForm(
        [(code, each.name) for code, each in choices.items()],
        request.POST if request.method == "POST" else None,
    )
    act = Act(
        question=_("Open a month or quarter?"),
        consequences=[
            _("Every return that units owe for it is created, each with its date."),
            _("In a period that is open already, what is missing is added and nothing changes."),
            _("The worker opens each period on its first day by itself."),
        ],
        action=_("Open it"),
        back_url=reverse("delivery:returns"),
        done=_("The period is open."),
    )

    def do(form: object) -> object:
        chosen = choices[request.POST["period"]]
        return services.open_period(
            plan_id=plan.pk,
            kind=chosen.kind,
            starts_on=chosen.starts_on,
            actor=request.user,
            at=clock.now(),
        )

    return answer(request, act, form, do)


@require_safe
@for_people
def circular(request: PersonRequest, period: str) -> HttpResponse:
    """The circular on late units."""
    demand(request, SEE_CHASE)
    shown = period_or_404(period)
    try:
        page = circular_page(shown, clock.now())
    except NoReturnRulesError as missing:
        return render(request, "delivery/return_none.html", {"sentence": str(missing)}, status=404)
    return render(request, "delivery/return_circular.html", {"page": page})


@require_safe
@for_people
def circular_file(request: PersonRequest, period: str) -> HttpResponse:
    """The circular as a Word file in official form."""
    demand(request, SEE_CHASE)
    shown = period_or_404(period)
    try:
        content = circular_docx(circular_page(shown, clock.now()))
    except NoReturnRulesError as missing:
        return render(request, "delivery/return_none.html", {"sentence": str(missing)}, status=404)
    disposition = f'attachment; filename="circular-{shown.code}.docx"'
    return HttpResponse(content, content_type=WORD, headers={"Content-Disposition": disposition})
