"""Acts that bring others in: signatures, delegation, hand-over, help."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yingshang.apps.casework import services
from yingshang.apps.casework.forms import desk as ours
from yingshang.apps.casework.models import Signatory
from yingshang.apps.casework.parties import Party, ids_of
from yingshang.apps.casework.selectors.desk.parties import (
    asked_in,
    everybody,
    people_of,
    person_named,
)
from yingshang.apps.casework.views.desk.acting import Act, Desk, Forms, calling, plain


def _several(desk: Desk, data: Any, _files: Any) -> Forms:
    return [ours.PartiesForm(everybody(desk.one, at=desk.at), data)]


def _signing(desk: Desk, data: Any, _files: Any) -> Forms:
    form = ours.CountersignForm(everybody(desk.one, at=desk.at), data)
    if desk.case_type.steps[desk.one.code].countersign is not None:
        del form.fields["mode"], form.fields["share"]
    return [form]


def _countersign(desk: Desk, given: Any) -> object:
    return services.countersign(**desk.common, parties=given[0].chosen, **given[0].rule)


def _adding(desk: Desk, data: Any, _files: Any) -> Forms:
    return [ours.AddSignatoryForm(everybody(desk.one, at=desk.at), data)]


def _add(desk: Desk, given: Any) -> object:
    where = given[0].cleaned_data["where"]
    return services.add_signatory(**desk.common, party=given[0].chosen, where=where)


def _removing(desk: Desk, data: Any, _files: Any) -> Forms:
    allowed = set(desk.offers.removable(desk.one))
    asked = asked_in(desk.one, Signatory.Kind.SIGNATURE)
    return [ours.SeatForm([each for each in asked if each[0] in allowed], data)]


def _releasing(desk: Desk, data: Any, _files: Any) -> Forms:
    return [ours.SeatForm(asked_in(desk.one, Signatory.Kind.HELP), data)]


def _seat(given: Any) -> Party:
    unit, person = ids_of(given[0].cleaned_data["seat"])
    return Party(unit_id=unit, person_id=person)


def _delegating(desk: Desk, data: Any, _files: Any) -> Forms:
    unit = desk.one.holder_unit_id
    people = people_of([unit], at=desk.at, without=desk.viewer) if unit else []
    return [ours.PartyForm(people, data)]


def _delegate(desk: Desk, given: Any) -> object:
    return services.delegate(**desk.common, to=person_named(given[0].chosen))


def _handing(desk: Desk, data: Any, _files: Any) -> Forms:
    return [ours.HandOverForm(everybody(desk.one, at=desk.at), data)]


def _hand_over(desk: Desk, given: Any) -> object:
    reason = given[0].cleaned_data["reason"]
    return services.hand_over(**desk.common, to=given[0].chosen, reason=reason)


PARTY_ACTS = (
    Act(
        "sign",
        pgettext_lazy("case", "Sign"),
        _("Do you agree?"),
        _("Your opinion stays on record under your name and that of your unit."),
        plain(ours.OpinionForm),
        calling(services.sign),
    ),
    Act(
        "give_help",
        _("Give your opinion"),
        _("Give your opinion"),
        _("The holder decides when everybody who was asked has answered."),
        plain(ours.HelpForm),
        calling(services.give_help),
    ),
    Act(
        "countersign",
        _("Ask for signatures"),
        _("Who has to sign?"),
        _("The step is settled only when enough of them agree."),
        _signing,
        _countersign,
    ),
    Act(
        "add_signatory",
        _("Add a signatory"),
        _("Who has to sign besides?"),
        _("One more signs, before, beside or after you."),
        _adding,
        _add,
    ),
    Act(
        "remove_signatory",
        _("Take a signatory off"),
        _("Who no longer has to sign?"),
        _("Only those who have not signed yet."),
        _removing,
        lambda desk, given: services.remove_signatory(**desk.common, party=_seat(given)),
    ),
    Act(
        "delegate",
        _("Delegate"),
        _("Who acts for you?"),
        _("They propose; you stay answerable and confirm."),
        _delegating,
        _delegate,
    ),
    Act(
        "recall",
        _("End the delegation"),
        _("End the delegation?"),
        _("What was proposed falls."),
        plain(ours.NothingForm),
        calling(services.recall),
    ),
    Act(
        "hand_over",
        pgettext_lazy("case", "Hand over"),
        _("Who takes over?"),
        _("They hold the step from now on; its clock runs on."),
        _handing,
        _hand_over,
    ),
    Act(
        "co_handle",
        _("Ask for help"),
        _("Whose opinion is needed?"),
        _("The step is settled when they have answered or were released."),
        _several,
        lambda desk, given: services.co_handle(**desk.common, parties=given[0].chosen),
    ),
    Act(
        "release_helper",
        _("Go on without a helper"),
        _("Whose answer is no longer waited for?"),
        _("The step can be settled without it."),
        _releasing,
        lambda desk, given: services.release_helper(**desk.common, party=_seat(given)),
    ),
)
