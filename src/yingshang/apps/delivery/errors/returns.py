"""Why a period or a return cannot be changed as asked."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from django.utils.translation import gettext_lazy as _

from yingshang.apps.delivery.errors.base import DeliveryError

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class Fault(Protocol):
    """What is wrong where: the key of a line (empty for the whole), a field, a sentence."""

    @property
    def key(self) -> str: ...
    @property
    def field(self) -> str: ...
    @property
    def sentence(self) -> "StrPromise": ...


class NoReturnRulesError(DeliveryError):
    """The pack does not say how units report."""

    sentence = _(
        "The pack has no returns.yaml, so nobody knows how units report. "
        "Add it and install the pack again."
    )


class NoLimitForReturnsError(DeliveryError):
    """The pack does not say by when returns are due."""

    sentence = _(
        "The pack has no time limit `monthly_return` or `quarterly_summary`, so no date can be "
        "given. Add it to time_limits.yaml and install the pack again."
    )


class PeriodOutsideError(DeliveryError):
    """The period is not one for which units report."""

    sentence = _("This period has not begun, or lies before the first month or after the plan.")


class ReturnNotEditableError(DeliveryError):
    """The return has been handed in."""

    sentence = _(
        "This return has been handed in, so it cannot be edited. Load the page afresh to see "
        "how it stands; what is approved is corrected with a reason."
    )


class ReturnMovedOnError(DeliveryError):
    """The step belongs to a state that the return is no longer in."""

    sentence = _("This return has moved on since you opened it; load the page afresh.")


class ReturnIncompleteError(DeliveryError):
    """Something is missing or wrong; `faults` name line, field and sentence."""

    sentence = _("This cannot be done yet. Put right what is marked below, then try again.")

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__()
        self.faults = tuple(faults)


class OwnReturnError(DeliveryError):
    """Nobody reviews or checks what they handed in or submitted themselves."""

    sentence = _("You handed this in yourself; somebody else must look at it.")


class UnknownUnitError(DeliveryError):
    """A line waits for a unit that the city does not have."""

    sentence = _("The city has no such unit; choose one from the list.")


class NotAmongTheOthersError(DeliveryError):
    """A consolidation can rest only on submitted returns of the same task and period."""

    sentence = _("It can rest only on returns of this task and period that have been submitted.")


class NothingBeforeError(DeliveryError):
    """There is no earlier return whose structure could be taken over."""

    sentence = _("There is no return for the period before, so there is nothing to take over.")


class TooManyFilesError(DeliveryError):
    """The return has as many files as the pack allows."""

    sentence = _("This return has as many files as it may have; take one off first.")
