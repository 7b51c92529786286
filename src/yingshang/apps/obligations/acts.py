"""Every act on a duty's page: its words, its form, and the service that does it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yingshang.apps.directory.models import Person
from yingshang.apps.obligations import forms as ours
from yingshang.apps.obligations import services
from yingshang.apps.obligations.models import Obligation
from yingshang.apps.obligations.selectors.desk import people_of
from yingshang.apps.obligations.timekeeping import grounds_of
from yingshang.engines.timelimits import TimeLimitError

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

Service = Callable[..., object]
Choices = Callable[[Obligation], dict[str, Any]]


def _none(_duty: Obligation) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Act:
    """One act.

    Attributes:
        name: As in the address.
        heading: What is about to be done.
        sentence: What follows from it.
        action: Words of the button.
        service: Takes the form's fields, `obligation_id`, `actor` and `at`.
        is_final: Whether it cannot be undone.
        choices: What the form needs to know of the duty.
    """

    name: str
    heading: "StrPromise"
    sentence: "StrPromise"
    action: "StrPromise"
    form_class: type[forms.Form]
    service: Service
    is_final: bool = False
    choices: Choices = _none

    def form(self, duty: Obligation, data: Any) -> forms.Form:
        """The form for `duty`, bound to `data` unless it is None."""
        return self.form_class(data, **self.choices(duty))

    def do(self, duty: Obligation, form: forms.Form, actor: Person, at: datetime) -> None:
        """Call the service with what the form holds."""
        self.service(obligation_id=duty.pk, actor=actor, at=at, **form.cleaned_data)

    def refuse(self, form: forms.Form, refusal: Exception) -> None:
        """Say on the form why the service refused."""
        form.add_error(None, str(refusal))


def _people(duty: Obligation) -> dict[str, Any]:
    return {"people": people_of(duty.holder_unit_id)}


def _grounds(duty: Obligation) -> dict[str, Any]:
    try:
        return {"grounds": grounds_of(duty.release_digest, duty.limit_ref, duty.started_at)}
    except TimeLimitError:
        return {"grounds": ()}


ACTS = (
    Act(
        "claim",
        _("Report as done"),
        _("Where a check is needed, somebody else looks at it before it counts as done."),
        _("Report as done"),
        ours.ClaimForm,
        services.claim,
    ),
    Act(
        "unclaim",
        _("Take the report back"),
        _("It is open again as if it had not been reported; the reason stays on record."),
        _("Take back"),
        ours.ReasonForm,
        services.unclaim,
    ),
    Act(
        "verify",
        _("Check the report"),
        _("A proven one is settled. Any other goes back to the unit with your note."),
        _("Record the finding"),
        ours.VerifyForm,
        services.verify,
    ),
    Act(
        "explain",
        _("Give the reason for lateness"),
        _("The overseers and your unit read it."),
        _("Give the reason"),
        ours.ReasonForm,
        services.explain_lateness,
    ),
    Act(
        "hand_over",
        _("Hand over"),
        _("The unit stays answerable; the person named does it."),
        _("Hand over"),
        ours.HandOverForm,
        services.hand_over,
        choices=_people,
    ),
    Act(
        "extend",
        _("Extend the time limit"),
        _("As far as the law behind the limit allows it; the old dates stay on record."),
        _("Extend"),
        ours.ExtendForm,
        services.extend,
    ),
    Act(
        "pause",
        _("Pause the clock"),
        _("Days of the pause do not count. Only grounds that the limit names are offered."),
        _("Pause"),
        ours.PauseForm,
        services.pause,
        choices=_grounds,
    ),
    Act(
        "end_pause",
        _("End the pause"),
        _("The clock runs again from tomorrow, and the last day moves."),
        _("End the pause"),
        ours.NothingForm,
        services.end_pause,
    ),
    Act(
        "suspend",
        _("Suspend"),
        _("It rests until it is resumed, and shows no light."),
        _("Suspend"),
        ours.ReasonForm,
        services.suspend,
    ),
    Act(
        "resume",
        _("Resume"),
        _("It runs again on its old dates."),
        _("Resume"),
        ours.NothingForm,
        services.resume,
    ),
    Act(
        "withdraw",
        _("Withdraw"),
        _("It is owed no longer. What happened stays on record; this cannot be undone."),
        _("Withdraw"),
        ours.ReasonForm,
        services.withdraw,
        is_final=True,
    ),
)
BY_NAME = {each.name: each for each in ACTS}
