"""A page with one act: ask, act, go back; a refusal is said on the form."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render

from yingshang.apps.delivery.errors import (
    DeliveryError,
    IncompleteError,
    ReturnIncompleteError,
)
from yingshang.apps.directory.http import PersonRequest
from yingshang.apps.obligations.errors import ObligationError

REFUSALS = (DeliveryError, ObligationError)


@dataclass(frozen=True)
class Act:
    """Words and ways of a page with one act; `done` is said when it has succeeded."""

    question: str
    consequences: Sequence[str]
    action: str
    back_url: str
    done: str


def answer(
    request: PersonRequest,
    act: Act,
    form: forms.Form,
    do: Callable[[forms.Form], object],
    template: str = "delivery/act.html",
) -> HttpResponse:
    """Draw the page; when the answer is right, do it and go back.

    Args:
        form: Bound when `request` is a POST.
        template: Draws `act` and `form`.
    """
    if form.is_valid():
        try:
            do(form)
        except REFUSALS as refusal:
            for field, sentence in _faults(refusal):
                form.add_error(field if field in form.fields else None, sentence)
        else:
            messages.success(request, act.done)
            return HttpResponseRedirect(act.back_url)
    status = 422 if form.errors else 200
    return render(request, template, {"act": act, "form": form}, status=status)


def at_once(
    request: PersonRequest, do: Callable[[], object], *, done: str, back_url: str
) -> HttpResponse:
    """Act without asking; success or refusal is said on the next page."""
    try:
        do()
    except REFUSALS as refusal:
        for sentence in dict.fromkeys(sentence for _field, sentence in _faults(refusal)):
            messages.error(request, sentence)
    else:
        messages.success(request, done)
    return HttpResponseRedirect(back_url)


def posted(request: PersonRequest) -> QueryDict | None:
    """What the form on the page is bound to: nothing before it is sent."""
    return request.POST if request.method == "POST" else None


def _faults(refusal: DeliveryError | ObligationError) -> Iterator[tuple[str, str]]:
    """Field and sentence of everything that is wrong; no field where it is about the whole."""
    if isinstance(refusal, ReturnIncompleteError):
        for fault in refusal.faults:
            yield fault.field, str(fault.sentence)
        return
    yield "", str(refusal)
    if isinstance(refusal, IncompleteError):
        for sentence in refusal.faults:
            yield "", sentence
