"""One way to draw and answer every form of the directory."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from yingshang.apps.directory.errors import RefusedError
from yingshang.apps.directory.http import PersonRequest


@dataclass(frozen=True)
class FormPage:
    """Words and ways of a page with one form.

    Attributes:
        heading: What is about to be done.
        sentences: What follows from it.
        action: Words of the button.
        back_url: Where one goes afterwards, or without doing anything.
        done: What is said afterwards.
        is_final: Whether it cannot be undone.
        after_url: Where one goes afterwards, where that is not `back_url`.
    """

    heading: str
    action: str
    back_url: str
    done: str
    sentences: Sequence[str] = field(default_factory=tuple)
    is_final: bool = False
    after_url: str = ""


def answer(
    request: PersonRequest,
    form: forms.Form,
    page: FormPage,
    *,
    act: Callable[[], object],
    refusals: tuple[type[Exception], ...] = (RefusedError,),
) -> HttpResponse:
    """Draw `form`; when it is filled in rightly, `act` and go back; a refusal is said on the form.

    `form` is bound to what was posted, or unbound while the page is only read. `refusals`: what
    carries a sentence for people.
    """
    if form.is_valid():
        try:
            act()
        except refusals as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, page.done)
            return HttpResponseRedirect(page.after_url or page.back_url)
    status = 422 if form.errors else 200
    return render(request, "directory/form.html", {"page": page, "form": form}, status=status)
