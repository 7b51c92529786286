"""A public page: when is something due, and why?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yingshang.apps.obligations.errors import NoReleaseError
from yingshang.apps.obligations.explaining import choices, explained_by_pack
from yingshang.apps.obligations.forms import ExplainForm
from yingshang.engines.timelimits import DueDate, TimeLimitError
from yingshang.engines.timelimits.question import Question


@require_safe
def explain(request: HttpRequest) -> HttpResponse:
    """The form, and below it the answer with every step in both languages."""
    try:
        laws, limits = choices()
    except NoReleaseError as refusal:
        return render(request, "obligations/no_pack.html", {"refusal": refusal}, status=404)
    form = ExplainForm(request.GET or None, laws=laws, limits=limits)
    answer = _answer(form) if form.is_valid() else None
    status = 422 if form.errors else 200
    context = {"form": form, "answer": answer}
    return render(request, "obligations/explain.html", context, status=status)


def _answer(form: ExplainForm) -> DueDate | None:
    try:
        return explained_by_pack(Question(**form.cleaned_data))
    except TimeLimitError as refusal:
        form.add_error(None, refusal.message.zh)
        form.add_error(None, refusal.message.en)
        return None
