"""Why a meeting or what it decided cannot be changed as asked."""

from django.utils.translation import gettext_lazy as _

from yingshang.apps.delivery.errors.base import DeliveryError


class MeetingMovedOnError(DeliveryError):
    """The step belongs to a state that the meeting is no longer in, or to an older reading."""

    sentence = _(
        "This meeting was changed since you opened it. Nothing of yours is saved; load the page "
        "afresh and enter it again."
    )


class MeetingTooEarlyError(DeliveryError):
    """A meeting cannot have been held before its day."""

    sentence = _("The day of this meeting has not come. Change its day, or wait until it is held.")


class MeetingInThePastError(DeliveryError):
    """A meeting is called for a day to come."""

    sentence = _("The day lies in the past; choose today or a later day.")


class NobodyCalledError(DeliveryError):
    """A meeting without units."""

    sentence = _("Choose at least one unit that is to come.")


class DueBeforeMeetingError(DeliveryError):
    """A decision is to be done after the meeting."""

    sentence = _("The day by which it is to be done lies before the meeting; choose a later one.")


class DateMissingError(DeliveryError):
    """Neither a day nor a time limit was given, or both."""

    sentence = _("Give either a day or a time limit, not both.")


class LimitNotOfferedError(DeliveryError):
    """The pack does not offer this limit for decisions, or no date follows from it."""

    sentence = _(
        "The pack has no such time limit for decisions of meetings. Choose one of the list, or "
        "give a day."
    )


class HolderBesideItselfError(DeliveryError):
    """A unit cannot stand beside itself."""

    sentence = _("The unit that answers is also among the units beside it; take it off there.")


class DecisionMovedOnError(DeliveryError):
    """The step belongs to a state that the decision is no longer in."""

    sentence = _("This has moved on since you opened it; load the page afresh to see how it is.")


class NoMinutesWithoutMeetingError(DeliveryError):
    """Minutes belong to a meeting that was held."""

    sentence = _("Only a meeting that was held has minutes; record first that it was held.")


class NoMeetingRulesError(DeliveryError):
    """The pack does not say how meetings are prepared."""

    sentence = _("The pack has no meetings.yaml. Add it and install the pack again.")
