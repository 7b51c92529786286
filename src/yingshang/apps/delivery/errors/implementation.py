"""Why an implementation plan cannot be changed as asked."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from yingshang.apps.delivery.errors.base import DeliveryError
from yingshang.apps.ledger import clock


class NotEditableError(DeliveryError):
    """Only a draft, or what was sent back, can be edited."""

    sentence = _("This plan is signed, so it cannot be edited. Change it with a reason instead.")


class EditedMeanwhileError(DeliveryError):
    """Somebody saved the draft after it was read."""

    sentence = _(
        "%(person)s saved this plan at %(when)s, after you opened it. Nothing of yours is saved. "
        "Open it again and enter your changes into the newer one."
    )

    def __init__(self, person: str, saved_at: datetime) -> None:
        super().__init__()
        self.person = person
        self.saved_at = saved_at

    def __str__(self) -> str:
        """Who saved it, and when."""
        when = date_format(self.saved_at.astimezone(clock.zone()), "DATETIME_FORMAT")
        return str(self.sentence) % {"person": self.person, "when": when}


class IncompleteError(DeliveryError):
    """Something is missing or wrong; `faults` are the sentences, one each."""

    sentence = _("The plan cannot be signed yet. Put right what is listed below, then sign it.")

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__()
        self.faults = tuple(faults)


class NothingToChangeError(DeliveryError):
    """A change is possible only of a plan in force."""

    sentence = _("Only an accepted plan can be changed, and a change must not be open already.")


class NothingToSignError(DeliveryError):
    """There is no draft."""

    sentence = _("There is no draft to sign; load the page afresh to see how the plan stands.")


class NothingSignedError(DeliveryError):
    """There is no signed plan to review."""

    sentence = _("This plan is not waiting for a review; load the page afresh to see how it is.")


class OwnSignatureError(DeliveryError):
    """Nobody accepts what they signed themselves."""

    sentence = _("You signed this plan yourself; somebody else of the lead office must review it.")


class ReasonMissingError(DeliveryError):
    """This step needs a reason."""

    sentence = _("Give the reason; those concerned will read it.")


class NoLimitForPlansError(DeliveryError):
    """The pack does not say within which time plans are to be drafted."""

    sentence = _(
        "The pack has no time limit `implementation_plan`, so no date can be given. "
        "Add it to time_limits.yaml and install the pack again."
    )


class UnknownMeasureError(DeliveryError):
    """The plan carries a measure that its task does not have."""

    sentence = _("The task has no such measure; choose one that the page lists.")
