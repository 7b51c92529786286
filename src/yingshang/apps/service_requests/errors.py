"""Why a request cannot be changed as asked; each is a sentence that says what to do."""

from typing import TYPE_CHECKING, ClassVar

from django.utils.translation import gettext_lazy as _

from yingshang.apps.ledger.reader import in_words
from yingshang.engines.media import MediaFault

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class RequestError(Exception):
    """Base of everything that a person can put right; `field` names the input it is about."""

    sentence: ClassVar["StrPromise"]
    field: ClassVar[str] = ""

    def __str__(self) -> str:
        """The sentence in the reader's language."""
        return str(self.sentence)


class NotOfferedError(RequestError):
    """The pack does not offer it."""

    sentence = _("The city takes no requests here yet. Ask the office that runs this site.")


class ClassUnknownError(RequestError):
    """There is no such class."""

    sentence = _("Choose what kind of request it is.")
    field = "class"


class ChannelUnknownError(RequestError):
    """There is no such channel."""

    sentence = _("Choose the channel by which it came.")
    field = "channel"


class WordsMissingError(RequestError):
    """Nothing, or nearly nothing, was said."""

    sentence = _("Say in a few words what happened.")
    field = "words"


class WordsTooLongError(RequestError):
    """More than is kept was said."""

    sentence = _("This is longer than 8,000 characters. Say what matters, and attach the rest.")
    field = "words"


class ContactMissingError(RequestError):
    """This class is not taken without a name and a number."""

    sentence = _("For this kind of request a name and a telephone number are needed.")
    field = "phone"


class PhoneError(RequestError):
    """What was typed is no telephone number."""

    sentence = _("This does not look like a telephone number; leave it out or correct it.")
    field = "phone"


class RegionUnknownError(RequestError):
    """The region has no such code."""

    sentence = _("Choose the district from the list.")
    field = "region"


class OutsideNumberMissingError(RequestError):
    """The channel has numbers of its own."""

    sentence = _("Enter the number that this channel gave it.")
    field = "outside_number"


class KeyUsedError(RequestError):
    """The key of the form was used for other words."""

    sentence = _("This form was sent already. Open a new one to say something else.")


class ReasonNeededError(RequestError):
    """A reason has to be given."""

    sentence = _("Give a reason; it stays on record.")
    field = "reason"


class SameRequestError(RequestError):
    """A request cannot be joined to itself or to one that was joined."""

    sentence = _("Choose another request that is not joined to one itself.")


class JoinedAlreadyError(RequestError):
    """It is part of another request."""

    sentence = _("This was joined to another request; go on there.")


class DecidedAlreadyError(RequestError):
    """Somebody was faster."""

    sentence = _("This has been decided already; load the page afresh.")


class AloneError(RequestError):
    """A request with one report cannot be parted."""

    sentence = _("There is only one report; nothing can be parted.")


class OwnWorkError(RequestError):
    """Whoever handled a matter, and their unit, do not call back about it."""

    sentence = _("Your unit handled this; somebody of another unit has to call back.")


class NoCallBackDueError(RequestError):
    """No call-back waits."""

    sentence = _("No call-back is due now.")


class AnswerMissingError(RequestError):
    """A call-back that reached somebody says whether it was solved."""

    sentence = _("Say whether it was solved, and how satisfied they are.")
    field = "solved"


class TopicUnknownError(RequestError):
    """The pack has no such topic."""

    sentence = _("Choose a topic from the list.")
    field = "topic"


class UnitUnknownError(RequestError):
    """There is no such unit."""

    sentence = _("Choose a unit from the list.")
    field = "unit"


class DispatchedAlreadyError(RequestError):
    """A colleague was faster, or it was refused."""

    sentence = _("This is past dispatch; load the page afresh.")


class QuestionWaitsError(RequestError):
    """One question at a time."""

    sentence = _("A question still waits for its answer; ask again after that.")


class NobodyToAskError(RequestError):
    """The reporter left no way to be asked."""

    sentence = _("There is no report that can be asked.")


class NotYoursToAnswerError(RequestError):
    """Nothing waits for an answer."""

    sentence = _("Nothing waits for your answer here.")


class DisclosedAlreadyError(RequestError):
    """The unit has read it."""

    sentence = _("The unit has read who you are; it cannot be taken back any more.")


class NotDisclosedError(RequestError):
    """The reporter has not agreed."""

    sentence = _("The reporter has not agreed that your unit may know who they are.")


class ExclusionError(RequestError):
    """An exclusion is asked once and decided by somebody else."""

    sentence = _("Somebody else has to decide this, and only once.")


class ModelUnfitError(RequestError):
    """The file is no topic model."""

    sentence = _("This file is not a topic model that this version can read. Learn it anew.")


class TooManyError(RequestError):
    """One place sent more than a hall full of people would."""

    sentence = _(
        "Very many reports have come from here within minutes. Your words are kept on this page; "
        "send them again in a few minutes, or call the hotline."
    )


class MediaUnknownError(RequestError):
    """The token leads to no photo or voice note that waits."""

    sentence = _("A photo or recording did not arrive whole. Attach it again.")
    field = "media"


class MediaGapError(RequestError):
    """Bytes are missing before this piece."""

    sentence = _("A part of the file is missing. Send it again from its beginning.")
    field = "media"


class MediaUnreadableError(RequestError):
    """It is no photo or recording, or lasts too long; the sentence is the engine's."""

    field = "media"

    def __init__(self, fault: MediaFault) -> None:
        super().__init__()
        self.fault = fault

    def __str__(self) -> str:
        """The sentence in the reader's language."""
        return in_words(self.fault.zh, self.fault.en)


class KeyUnknownError(RequestError):
    """No key that can be revoked."""

    sentence = _("There is no such key, or it is revoked already. List the keys first.")


class NameMissingError(RequestError):
    """A key of nobody."""

    sentence = _("Say whose program it is, so that the key can be revoked one day.")
