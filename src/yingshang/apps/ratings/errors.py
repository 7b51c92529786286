"""Why a rating cannot be taken or dealt with as asked; each is a sentence that says what to do."""

from typing import TYPE_CHECKING, ClassVar

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class RatingError(Exception):
    """Base of everything that a person can put right; `str()` is the sentence to show."""

    sentence: ClassVar["StrPromise"]

    def __str__(self) -> str:
        """The sentence in the reader's language."""
        return str(self.sentence)


class TokenUnknownError(RatingError):
    """The address is no rating of this installation, or somebody changed it."""

    sentence = _("This address rates nothing. Scan the code again, or open the message again.")


class TokenExpiredError(RatingError):
    """The time for this rating is over."""

    sentence = _("The time for this rating is over. At a window, scan its code again.")


class RatedAlreadyError(RatingError):
    """The visit or matter has its rating."""

    sentence = _("This was rated already. Each visit and each matter is rated once.")


class TooManyRatingsError(RatingError):
    """One device or address gave more ratings of windows than people do."""

    sentence = _(
        "Too many ratings came from here for now. Your rating is not lost: send it again later, or "
        "tell the staff of the hall."
    )


class GradeError(RatingError):
    """No grade, or none of the five."""

    sentence = _("Choose one of the five grades.")


class ReasonError(RatingError):
    """A reason that does not belong to the grade."""

    sentence = _("Choose among the reasons that are shown with the grade.")


class WordsTooLongError(RatingError):
    """More words than fit."""

    sentence = _("The text is too long; say it in fewer words.")


class ContactError(RatingError):
    """What was given is neither a telephone number nor an e-mail address."""

    sentence = _("Give a telephone number or an e-mail address, or leave it empty.")


class NothingToPutRightError(RatingError):
    """The rating was not bad, or is left out, or its rectification is over."""

    sentence = _("There is nothing to put right here any more; load the page afresh.")


class NothingReportedError(RatingError):
    """The unit has not said that it is put right."""

    sentence = _("The unit has not reported it as put right yet.")


class ProofMissingError(RatingError):
    """What was put right is shown, not only said."""

    sentence = _("Add a proof: a photo, a notice, a record.")


class WordsMissingError(RatingError):
    """An act needs words that others will read."""

    sentence = _("Say in words what was done or found.")


class OwnReportError(RatingError):
    """Nobody checks what they reported themselves."""

    sentence = _("You reported this yourself; somebody else checks it.")


class NoContactError(RatingError):
    """Whoever rated left no way to be reached."""

    sentence = _("Whoever rated left no way to be reached.")


class AppealedAlreadyError(RatingError):
    """One appeal a rating."""

    sentence = _("An appeal against this rating was made already; each rating has one.")


class GroundError(RatingError):
    """The pack does not name this ground."""

    sentence = _("Choose one of the grounds.")


class AppealDecidedError(RatingError):
    """There is no appeal, or it was decided."""

    sentence = _("There is no appeal to decide any more; load the page afresh.")


class NoOfficeError(RatingError):
    """The pack names no office besides the unit rated: a fault of the pack or its directory."""

    sentence = _("Nobody but the unit itself could look after this rating; tell the lead office.")
