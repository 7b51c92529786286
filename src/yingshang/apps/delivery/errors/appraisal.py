"""Why the appraisal cannot be changed as asked."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from yingshang.apps.delivery.errors.base import DeliveryError


class NoScoringRulesError(DeliveryError):
    """The pack has no rules for the appraisal."""

    sentence = _(
        "The pack has no appraisal.yaml, so nothing can be scored. Add it and install the pack "
        "again."
    )


class NoObjectionLimitError(DeliveryError):
    """No day follows from the limit for objections."""

    sentence = _(
        "The time limit for objections that appraisal.yaml names gives no day. Put it right in "
        "time_limits.yaml and install the pack again."
    )


class MonthOutsideError(DeliveryError):
    """The month is none of the plan, or has not begun."""

    sentence = _("This month is not one of the plan, or has not begun.")


class EntryGoneError(DeliveryError):
    """The record no longer gives this entry."""

    sentence = _("The record no longer gives this entry; load the page afresh.")


class ObjectedAlreadyError(DeliveryError):
    """There is one objection to an entry."""

    sentence = _("An objection to this entry is on record already; it is decided once.")


class ObjectionTooLateError(DeliveryError):
    """The time for objections is over; `last_on` was its last day."""

    sentence = _("Objections to this month could be raised until %(day)s.")

    def __init__(self, last_on: date) -> None:
        super().__init__()
        self.last_on = last_on

    def __str__(self) -> str:
        """Until when it was possible."""
        return str(self.sentence) % {"day": date_format(self.last_on, "DATE_FORMAT")}


class FrozenAlreadyError(DeliveryError):
    """A frozen month does not change."""

    sentence = _("The appraisal of this month is frozen and does not change any more.")


class StillContestableError(DeliveryError):
    """A month is frozen once objections are no longer possible; `last_on` is their last day."""

    sentence = _("Units can object until %(day)s; freeze the month after that.")

    def __init__(self, last_on: date) -> None:
        super().__init__()
        self.last_on = last_on

    def __str__(self) -> str:
        """Until when it is possible."""
        return str(self.sentence) % {"day": date_format(self.last_on, "DATE_FORMAT")}


class ObjectionsOpenError(DeliveryError):
    """Objections wait for a decision."""

    sentence = _("%(count)s objections wait for a decision; decide on them first.")

    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count

    def __str__(self) -> str:
        """How many wait."""
        return str(self.sentence) % {"count": self.count}


class ObjectionDecidedError(DeliveryError):
    """An objection is decided or withdrawn once."""

    sentence = _("This objection is decided or withdrawn already; load the page afresh.")


class OwnObjectionError(DeliveryError):
    """Nobody decides on their own objection."""

    sentence = _("You raised this objection yourself; somebody else must decide on it.")
