"""Common to the pages: what is refused is said in words, and what was done too."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest

from yingshang.apps.casework.errors import CaseworkError, IncompleteError
from yingshang.apps.casework.selectors.choices import Pair
from yingshang.apps.directory.city_content import city_content
from yingshang.apps.files.errors import FileError
from yingshang.apps.obligations.errors import ObligationError
from yingshang.apps.service_requests.errors import RequestError

REFUSALS = (RequestError, CaseworkError, ObligationError, FileError)


def districts() -> list[Pair]:
    """Districts of the city, to choose where something happened."""
    return [(each.code, each.name) for each in city_content().districts]


def attempt(form: forms.Form, act: Callable[[], object]) -> bool:
    """Whether an act was done; a refusal is said beside its field."""
    try:
        act()
    except REFUSALS as refusal:
        show(form, refusal)
        return False
    return True


def show(form: forms.Form, refusal: Exception) -> None:
    """Say a refusal on a form that was found valid."""
    field = getattr(refusal, "field", "")
    if field == "class":
        field = "class_code"
    sentences = [str(refusal)]
    if isinstance(refusal, IncompleteError):
        sentences += [one for found in refusal.shown().values() for one in found]
    for sentence in sentences:
        form.add_error(field if field in form.fields else None, sentence)


def say(request: HttpRequest, form: forms.Form) -> None:
    """Say everything that is wrong with a form on the next page."""
    for key, faults in form.errors.items():
        label = form.fields[key].label if key in form.fields else ""
        for fault in faults:
            messages.error(request, f"{label}：{fault}" if label else str(fault))
