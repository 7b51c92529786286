"""Why publicity and good practice cannot be changed as asked."""

from django.utils.translation import gettext_lazy as _

from yingshang.apps.delivery.errors.base import DeliveryError


class NowhereToSeeError(DeliveryError):
    """An item without address and file."""

    sentence = _("Give the address where it can be seen, or attach a file that shows it.")


class PublishedLaterError(DeliveryError):
    """Only what is published can be entered."""

    sentence = _("The day of publication has not come; enter it once it is published.")


class PublishedBeforeThePlanError(DeliveryError):
    """It was published before the plan."""

    sentence = _("It was published before the plan was issued, so it does not belong to it.")


class ChannelUnknownError(DeliveryError):
    """The pack has no such channel."""

    sentence = _("The pack has no such channel; choose one of the list.")


class PracticeUntoldError(DeliveryError):
    """Good practice without a word on how it is done."""

    sentence = _("Say how it is done and what it brought; without that nobody can copy it.")


class ItemChangedMeanwhileError(DeliveryError):
    """Somebody changed the item after it was read."""

    sentence = _(
        "Somebody changed this entry since you opened it. Nothing of yours is saved; load the "
        "page afresh."
    )


class ItemMovedOnError(DeliveryError):
    """The item is decided or withdrawn."""

    sentence = _("This entry has been decided or withdrawn, so this can no longer be done.")


class MayNotBeQuotedError(DeliveryError):
    """The unit did not agree to being quoted."""

    sentence = _(
        "The unit has not agreed to being quoted, so others could not copy it. Ask the unit to "
        "agree in its entry first."
    )


class NoPublicityRulesError(DeliveryError):
    """The pack does not name channels."""

    sentence = _("The pack has no publicity.yaml. Add it and install the pack again.")
