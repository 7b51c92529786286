"""Why a duty cannot be changed as asked; each is a sentence that says what to do."""

from typing import TYPE_CHECKING, ClassVar

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class ObligationError(Exception):
    """Base of everything that a person can put right; `str()` is the sentence to show."""

    sentence: ClassVar["StrPromise"]

    def __str__(self) -> str:
        """The sentence in the reader's language."""
        return str(self.sentence)


class NotOpenError(ObligationError):
    """The duty is settled, suspended or withdrawn."""

    sentence = _("This is no longer open; load the page afresh to see how it stands.")


class ClaimedAlreadyError(ObligationError):
    """Somebody has reported it as done before."""

    sentence = _("This is reported as done already and waits to be checked.")


class NothingClaimedError(ObligationError):
    """There is no claim that could be checked."""

    sentence = _("Nothing has been reported as done, so there is nothing to check.")


class LateReasonMissingError(ObligationError):
    """It is late; without a reason it cannot be reported as done."""

    sentence = _("This is late: give the reason, then report it as done.")


class NotLateError(ObligationError):
    """There is no lateness to explain."""

    sentence = _("This is not late, so there is nothing to explain.")


class ReasonMissingError(ObligationError):
    """This change needs a reason."""

    sentence = _("Give the reason; those concerned will read it.")


class OwnClaimError(ObligationError):
    """Nobody verifies what they claimed themselves."""

    sentence = _("You reported or checked this yourself; somebody else must look at it.")


class NotSuspendedError(ObligationError):
    """Only a suspended duty can be resumed."""

    sentence = _("This is not suspended.")


class LimitMissingError(ObligationError):
    """The duty rests on no time limit of the pack, so its clock cannot be paused or extended."""

    sentence = _("This has a plain date and no time limit, so its clock cannot be moved.")


class GroundNotAllowedError(ObligationError):
    """The time limit does not allow a pause for this reason."""

    sentence = _("The time limit does not stop for this reason; choose a ground that it names.")


class NoPauseError(ObligationError):
    """No pause is running."""

    sentence = _("The clock is running; there is no pause to end.")


class PauseRunningError(ObligationError):
    """A pause must be ended, not resumed: the days that it touched do not count."""

    sentence = _("The clock is paused by law; end the pause instead.")


class NotOfTheUnitError(ObligationError):
    """The person holds no post at the unit that owes the duty."""

    sentence = _("Choose somebody who holds a post at the unit that owes this.")


class RecheckedAlreadyError(ObligationError):
    """A second look is recorded once."""

    sentence = _("The finding of this second look is on record already.")


class NoReleaseError(ObligationError):
    """No pack is installed, so there are no time limits and no calendar of the city."""

    sentence = _("No pack is installed, so no date can be given. Install one with installpack.")
