"""A page with one act: ask, act, go back; a refusal is said on the form."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from yingshang.apps.delivery.errors import DeliveryError, ReturnIncompleteError
from yingshang.apps.directory.http import PersonRequest
from yingshang.apps.obligations.errors import ObligationError


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
    template: str = "delivery/return_act.html",
) -> HttpResponse:
    """Draw the page; when the answer is right, do it and go back.

    Args:
        form: Bound when `request` is a POST.
        template: Draws `act` and `form`.
    """
    if form.is_valid():
        try:
            do(form)
        except ReturnIncompleteError as refusal:
            for fault in refusal.faults:
                form.add_error(fault.field if fault.field in form.fields else None,
                               str(fault.sentence))  # fmt: skip
        except (DeliveryError, ObligationError) as refusal:
            form.add_error(None, str(refusal))
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
    except ReturnIncompleteError as refusal:
        for sentence in dict.fromkeys(str(fault.sentence) for fault in refusal.faults):
            messages.error(request, sentence)
    except (DeliveryError, ObligationError) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return HttpResponseRedirect(back_url)
