"""The appraisal: ranking, entries, objections, freezing, rules, workbook."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yingshang.apps.delivery.errors import NoScoringRulesError
from yingshang.apps.delivery.exporting.appraisal_xlsx import appraisal_xlsx
from yingshang.apps.delivery.forms.appraisal import (
    DecisionForm,
    FreezeForm,
    ObjectionForm,
    WithdrawalForm,
)
from yingshang.apps.delivery.forms.publicity import month_of
from yingshang.apps.delivery.models import Plan
from yingshang.apps.delivery.permissions import (
    DECIDE_OBJECTION,
    FREEZE,
    OBJECT,
    SEE_RANKING,
    SEE_SCORES,
)
from yingshang.apps.delivery.selectors.appraisal.answers import answer_to
from yingshang.apps.delivery.selectors.appraisal.months import months_of
from yingshang.apps.delivery.selectors.appraisal.pages import (
    RankingPage,
    find_objection,
    objections_page,
    ranking_page,
    rule_name,
    rule_rows,
    unit_scores_page,
)
from yingshang.apps.delivery.selectors.workings import scoring_of
from yingshang.apps.delivery.services import appraisal as services
from yingshang.apps.delivery.views.acting import Act, answer, posted
from yingshang.apps.delivery.views.returns.finding import plan_or_404
from yingshang.apps.directory.http import PersonRequest, demand, for_people
from yingshang.apps.directory.selectors.units import unit_of
from yingshang.apps.ledger import clock

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Asked = ParamSpec("Asked")
View = Callable[Concatenate[PersonRequest, Asked], HttpResponse]


def with_rules(view: View[Asked]) -> View[Asked]:
    """Say on a page of its own when the pack has no rules for the appraisal."""

    @wraps(view)
    def respond(
        request: PersonRequest, /, *args: Asked.args, **kwargs: Asked.kwargs
    ) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NoScoringRulesError as missing:
            context = {"sentence": str(missing)}
            return render(request, "delivery/appraisal_none.html", context, status=404)

    return respond


@require_safe
@for_people
@with_rules
def appraisal(request: PersonRequest, month: str = "") -> HttpResponse:
    """The ranking of a month; without one, of the month before this one."""
    page = _ranking(request, month)
    return render(request, "delivery/appraisal.html", {"page": page})


@require_safe
@for_people
@with_rules
def unit(request: PersonRequest, month: str, code: str) -> HttpResponse:
    """The entries of one unit in a month."""
    found = unit_of(code)
    if found is None:
        raise Http404
    demand(request, SEE_SCORES, unit=found)
    page = unit_scores_page(request.user, _ranking(request, month), found)
    return render(request, "delivery/appraisal_unit.html", {"page": page})


@require_safe
@for_people
@with_rules
def workbook(request: PersonRequest, month: str) -> HttpResponse:
    """The month as a workbook, for who may see every entry."""
    demand(request, SEE_SCORES)
    page = _ranking(request, month)
    disposition = f'attachment; filename="appraisal-{page.month:%Y-%m}.xlsx"'
    return HttpResponse(
        appraisal_xlsx(page), content_type=EXCEL, headers={"Content-Disposition": disposition}
    )


@require_safe
@for_people
@with_rules
def rules(request: PersonRequest) -> HttpResponse:
    """What adds points and what takes them away."""
    demand(request, SEE_RANKING)
    scoring = scoring_of(plan_or_404())
    note = rule_name(scoring.note.zh_hans, scoring.note.en) if scoring.note else ""
    context = {"rules": scoring, "rows": rule_rows(scoring), "note": note}
    return render(request, "delivery/appraisal_rules.html", context)


@require_safe
@for_people
def objections(request: PersonRequest) -> HttpResponse:
    """Objections, those that wait first."""
    demand(request, SEE_RANKING)
    page = objections_page(request.user, plan_or_404())
    return render(request, "delivery/appraisal_objections.html", {"page": page})


@require_http_methods(["GET", "POST"])
@for_people
@with_rules
def contest(request: PersonRequest, month: str, code: str) -> HttpResponse:
    """A unit contests one entry, named in the address."""
    found = unit_of(code)
    if found is None:
        raise Http404
    demand(request, OBJECT, unit=found)
    page = unit_scores_page(request.user, _ranking(request, month), found)
    key = request.GET.get("entry", "")
    row = next((each for each in page.entries if each.entry.key == key), None)
    if row is None:
        raise Http404
    act = Act(
        question=_("Object to this entry?"),
        consequences=[
            f"{row.rule} · {row.entry.title} · {row.entry.points}",
            _("The lead office decides; the month is not frozen before."),
        ],
        action=_("Object"),
        back_url=reverse("delivery:appraisal_unit", args=[month, code]),
        done=_("The objection waits for a decision."),
    )

    def do(form: forms.Form) -> object:
        return services.raise_objection(
            plan_id=page.ranking.scores.plan.pk,
            month_on=page.ranking.month,
            entry_key=key,
            reason=form.cleaned_data["reason"],
            actor=request.user,
            at=clock.now(),
        )

    return answer(request, act, ObjectionForm(posted(request)), do)


@require_http_methods(["GET", "POST"])
@for_people
def decide(request: PersonRequest, key: UUID) -> HttpResponse:
    """The lead office decides on an objection."""
    demand(request, DECIDE_OBJECTION)
    found = find_objection(plan_or_404(), key)
    if found is None:
        raise Http404
    act = Act(
        question=_("Decide on the objection of %(unit)s") % {"unit": found.unit},
        consequences=[
            f"{found.rule_name} · {found.title} · {found.points}",
            _("The unit says: %(reason)s") % {"reason": found.reason},
        ],
        action=_("Record the decision"),
        back_url=reverse("delivery:objections"),
        done=_("The decision is on record."),
    )

    form = DecisionForm(posted(request))
    owed = answer_to(key)
    if owed is None or not owed.is_late_at(clock.now()):
        del form.fields["late_reason"]

    def do(form: forms.Form) -> object:
        words = form.cleaned_data
        return services.decide(
            objection_id=key,
            is_upheld=words["end"] == "upheld",
            note=words["note"],
            late_reason=words.get("late_reason", ""),
            actor=request.user,
            at=clock.now(),
        )

    return answer(request, act, form, do)


@require_http_methods(["GET", "POST"])
@for_people
def withdraw(request: PersonRequest, key: UUID) -> HttpResponse:
    """The unit takes its objection back."""
    found = find_objection(plan_or_404(), key)
    if found is None:
        raise Http404
    demand(request, OBJECT, unit=found.unit)
    act = Act(
        question=_("Withdraw the objection?"),
        consequences=[
            f"{found.rule_name} · {found.title} · {found.points}",
            _("The entry stays, and cannot be contested again."),
        ],
        action=_("Withdraw it"),
        back_url=reverse("delivery:objections"),
        done=_("The objection is withdrawn."),
    )

    def do(form: forms.Form) -> object:
        reason = form.cleaned_data["reason"]
        return services.withdraw(
            objection_id=key, reason=reason, actor=request.user, at=clock.now()
        )

    return answer(request, act, WithdrawalForm(posted(request)), do)


@require_http_methods(["GET", "POST"])
@for_people
@with_rules
def freeze(request: PersonRequest, month: str) -> HttpResponse:
    """Keep the result of a month as it is."""
    demand(request, FREEZE)
    plan = plan_or_404()
    chosen = _month(plan, month)
    act = Act(
        question=_("Freeze the appraisal of %(month)s?")
        % {"month": date_format(chosen, "YEAR_MONTH_FORMAT")},
        consequences=[_("Scores and entries are kept as they are now. This cannot be undone.")],
        action=_("Freeze it"),
        back_url=reverse("delivery:appraisal_month", args=[f"{chosen:%Y-%m}"]),
        done=_("The month is frozen."),
    )

    def do(_form: forms.Form) -> object:
        return services.freeze(plan_id=plan.pk, month_on=chosen, actor=request.user, at=clock.now())

    return answer(request, act, FreezeForm(posted(request)), do)


def _ranking(request: PersonRequest, month: str) -> RankingPage:
    demand(request, SEE_RANKING)
    plan = plan_or_404()
    return ranking_page(request.user, plan, _month(plan, month))


def _month(plan: Plan, text: str) -> date:
    months = months_of(plan, clock.today())
    if not months:
        raise Http404
    if not text:
        return months[min(1, len(months) - 1)]
    chosen = month_of(text)
    if chosen not in months:
        raise Http404
    return months[months.index(chosen)]
