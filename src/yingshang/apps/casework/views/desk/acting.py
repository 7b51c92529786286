"""An act on a case or on one of its steps: a page of its own, a refusal said on the form."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from yingshang.apps.casework.errors import CaseworkError, IncompleteError
from yingshang.apps.casework.events import CASE
from yingshang.apps.casework.models import Case, Step
from yingshang.apps.casework.selectors.desk.words import said
from yingshang.apps.casework.views.desk.offers import Offers
from yingshang.apps.directory.http import PersonRequest
from yingshang.apps.directory.models import Person
from yingshang.apps.files.errors import FileError
from yingshang.apps.ledger import clock
from yingshang.apps.ledger.selectors import timeline
from yingshang.apps.obligations.errors import ObligationError
from yingshang.engines.packs.casework.casetype import CaseType
from yingshang.engines.timelimits import TimeLimitError

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

Forms = Sequence[forms.Form]
REFUSALS = (CaseworkError, ObligationError, FileError)


@dataclass(frozen=True)
class Desk:
    """What an act works on.

    Attributes:
        step: None for acts on the case as a whole.
    """

    viewer: Person
    case: Case
    step: Step | None
    at: datetime
    offers: Offers

    @property
    def case_type(self) -> CaseType:
        """The type by which the case goes."""
        return self.offers.case_type

    @property
    def one(self) -> Step:
        """The step of an act that has one."""
        if self.step is None:
            raise LookupError("an act on a step without a step")
        return self.step

    @property
    def names(self) -> list[str]:
        """Acts that are offered here now."""
        return self.offers.of_step(self.step) if self.step else self.offers.of_case()

    @property
    def common(self) -> dict[str, Any]:
        """What every service takes."""
        subject = {"step_id": self.step.pk} if self.step else {"case_id": self.case.pk}
        return {**subject, "actor": self.viewer, "at": self.at}

    @property
    def heading(self) -> str:
        """The step's or the type's name, and the case."""
        entry = self.case_type.steps.get(self.step.code) if self.step else None
        name = said(entry.name) if entry else said(self.case_type.entry.name)
        return f"{name} · {self.case.number} {self.case.title}"


@dataclass(frozen=True)
class Act:
    """One act.

    Attributes:
        name: As in the address.
        action: Words of the button.
        heading: What is about to be done.
        sentence: What follows from it.
        make: Forms for a desk, bound to data and files unless these are None.
        do: Calls the service with what the forms hold.
        is_final: Whether it cannot be undone.
        template: Draws it where the usual page is not enough.
    """

    name: str
    action: "StrPromise"
    heading: "StrPromise"
    sentence: "StrPromise"
    make: Callable[[Desk, Any, Any], Forms]
    do: Callable[[Desk, Any], object]
    is_final: bool = False
    template: str = "casework/desk/act.html"
    more: Callable[[Desk], Mapping[str, object]] = lambda _desk: {}


def plain(form_class: type[forms.Form]) -> Callable[[Desk, Any, Any], Forms]:
    """Forms of an act that asks the same whatever the case."""
    return lambda _desk, data, _files: [form_class(data)]


def calling(service: Callable[..., object]) -> Callable[[Desk, Any], object]:
    """Does an act by giving a service everything that the first form holds."""
    return lambda desk, given: service(**desk.common, **given[0].cleaned_data)


def url_of(case: Case) -> str:
    """The page of a case."""
    return reverse("casework:case", args=[case.number])


def respond(request: PersonRequest, desk: Desk, act: Act) -> HttpResponse:
    """Draw the page of an act; when the answers are right, do it and go back to the case."""
    is_sent = request.method == "POST"
    if act.name not in desk.names:
        messages.warning(request, no_longer(desk))
        return HttpResponseRedirect(url_of(desk.case))
    made = act.make(desk, request.POST if is_sent else None, request.FILES if is_sent else None)
    # A further row of a table was asked for: nothing is done yet.
    is_done = is_sent and request.POST.get("act") != "more"
    if is_done and _are_valid(made) and _does(desk, act, made):
        messages.success(request, _("It is on record."))
        return HttpResponseRedirect(url_of(desk.case))
    status = 422 if is_done else 200
    context = {"desk": desk, "act": act, "forms": made, "back_url": url_of(desk.case)}
    context |= act.more(desk)
    return render(request, act.template, context, status=status)


def no_longer(desk: Desk) -> str:
    """That an act is not possible now, and what happened last: who decided, and when."""
    rows = timeline(CASE, str(desk.case.pk), desk.viewer, size=1).rows
    if not rows:
        return _("This cannot be done here now.")
    last = rows[0]
    when = date_format(last.at.astimezone(clock.zone()), "DATETIME_FORMAT")
    told = {"when": when, "who": last.actor, "what": last.sentence}
    if last.actor:
        return _("This cannot be done here now. Last, %(when)s, %(who)s: %(what)s") % told
    return _("This cannot be done here now. Last, %(when)s: %(what)s") % told


def _are_valid(made: Forms) -> bool:
    """Every form is looked at, so that all faults are shown together."""
    answers = [form.is_valid() for form in made]
    return all(answers)


def _does(desk: Desk, act: Act, made: Forms) -> bool:
    try:
        act.do(desk, made)
    except IncompleteError as refusal:
        say(made, refusal)
    except REFUSALS as refusal:
        made[0].add_error(None, str(refusal))
    except TimeLimitError as refusal:
        made[0].add_error(None, str(refusal.message))
    except PermissionDenied:
        made[0].add_error(None, _("This is no longer yours to do; the case may have moved on."))
    else:
        return True
    if act.name not in _afresh(desk).names:
        made[0].add_error(None, no_longer(desk))
    return False


def _afresh(desk: Desk) -> Desk:
    """The desk as it is now, after somebody else was faster."""
    if desk.step is not None:
        desk.step.refresh_from_db()
        desk.step.case = desk.case
    desk.case.refresh_from_db(fields=["stage", "outcome"])
    offers = Offers(desk.viewer, desk.case, desk.at)
    return Desk(desk.viewer, desk.case, desk.step, desk.at, offers)


def say(made: Forms, refusal: IncompleteError) -> None:
    """Each sentence beside its question; those about no question, above all."""
    for key, sentences in refusal.shown().items():
        home = next((form for form in made if key in form.fields), None)
        for sentence in sentences:
            (home or made[0]).add_error(key if home else None, sentence)
