"""Why a case cannot be changed as asked; each is a sentence that says what to do."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from django.utils.translation import gettext_lazy as _

from yingshang.apps.ledger.reader import in_words

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    from yingshang.apps.casework.sentences import Sentence


class CaseworkError(Exception):
    """Base of everything that a person can put right; `str()` is the sentence to show."""

    sentence: ClassVar["StrPromise"]

    def __str__(self) -> str:
        """The sentence in the reader's language."""
        return str(self.sentence)


class TypeUnknownError(CaseworkError):
    """The release has no case type of this id."""

    sentence = _("There is no such service or ledger in the installed pack.")


class NotEditableError(CaseworkError):
    """The case has left the applicant's hands."""

    sentence = _(
        "This has been submitted; it can be changed only when you are asked to complete it."
    )


class ChangedMeanwhileError(CaseworkError):
    """Somebody saved the case since it was read."""

    sentence = _("Somebody else saved this in the meantime; load the page afresh.")


class IncompleteError(CaseworkError):
    """Answers or papers are missing or wrong.

    Attributes:
        faults: Sentences by field or material; the empty key is about the whole.
    """

    sentence = _("Something is missing or not right; see the marked places.")

    def __init__(self, faults: "Mapping[str, Sequence[Sentence]]") -> None:
        super().__init__()
        self.faults = faults

    def shown(self) -> dict[str, list[str]]:
        """The sentences in the reader's language."""
        return {key: [each.shown() for each in found] for key, found in self.faults.items()}


class BarredError(CaseworkError):
    """A condition of the law bars the case."""

    sentence = _("This cannot be applied for: %(reasons)s")

    def __init__(self, reasons: "Sequence[Sentence]") -> None:
        super().__init__()
        self.reasons = reasons

    def __str__(self) -> str:
        """The sentence with every reason."""
        return str(self.sentence) % {"reasons": " ".join(each.shown() for each in self.reasons)}


class WayNotOpenError(CaseworkError):
    """This type is not opened in this way."""

    sentence = _("Cases of this type are not opened in this way.")


class ApplicantNotAllowedError(CaseworkError):
    """Persons, or enterprises, do not apply for this."""

    sentence = _("This can be applied for by another kind of applicant only; see the guide.")


class RouteUnknownError(CaseworkError):
    """The type has no such route, or it is not offered on these answers."""

    sentence = _("This way of handling is not offered; choose another one.")


class CommitmentMissingError(CaseworkError):
    """The route rests on a commitment that was not accepted."""

    sentence = _("Read the commitment and accept it, or choose another way of handling.")


class KeyTakenError(CaseworkError):
    """The idempotency key belongs to a case of somebody else."""

    sentence = _("This form was used already; load the page afresh.")


class StageError(CaseworkError):
    """The case stands at another stage."""

    sentence = _("The case has moved on; load the page afresh to see how it stands.")


class CorrectionAskedAlreadyError(CaseworkError):
    """Correction is asked for once."""

    sentence = _("Completion has been asked for once already; accept the case or refuse it.")


class QuestionsOpenError(CaseworkError):
    """The unit has still to find something out, or to say why it goes on without."""

    sentence = _("Find this out first, or say why it stays open: %(questions)s")

    def __init__(self, questions: "Sequence[Sentence]") -> None:
        super().__init__()
        self.questions = questions

    def __str__(self) -> str:
        """The sentence with everything that is open."""
        named = in_words("、", ", ").join(each.shown() for each in self.questions)
        return str(self.sentence) % {"questions": named}


class NothingOpenError(CaseworkError):
    """No question of the case is open."""

    sentence = _("Nothing of this case is to be found out any more; load the page afresh.")


class DeemedAlreadyError(CaseworkError):
    """The limit has passed, so the law has answered already."""

    sentence = _("The limit has passed: the case counts as accepted since the day of receipt.")


class NothingToCorrectError(CaseworkError):
    """A request for completion names nothing."""

    sentence = _("Name everything that has to be put right; it can be asked for once only.")


class ReasonMissingError(CaseworkError):
    """This needs a reason."""

    sentence = _("Give the reason; those concerned will read it.")


class LatenessUnexplainedError(CaseworkError):
    """A step is late, and its reason has not been published."""

    sentence = _("This is overdue: publish the reason first, then settle it.")


class NotOverdueError(CaseworkError):
    """There is no lateness to explain."""

    sentence = _("This is not overdue, so there is nothing to explain.")


class NoClockError(CaseworkError):
    """The step has no time limit."""

    sentence = _("No time limit runs here, so its clock cannot be moved.")


class ProofMissingError(CaseworkError):
    """A step is to be settled with proof."""

    sentence = _("Attach the proof first.")


class OwnWorkError(CaseworkError):
    """Nobody checks what they did themselves."""

    sentence = _("You did this yourself; somebody else must check it.")


class NothingToCheckError(CaseworkError):
    """Nothing waits to be checked."""

    sentence = _("Nothing waits to be checked here.")


class RefusedByProcessError(CaseworkError):
    """The course of the case does not allow it now; `code` is the engine's word for it."""

    def __init__(self, code: str, zh: str, en: str) -> None:
        super().__init__()
        self.code, self.zh, self.en = code, zh, en

    def __str__(self) -> str:
        """The engine's sentence in the reader's language."""
        return in_words(self.zh, self.en)


class DateError(CaseworkError):
    """No date can be given for a clock."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__()
        self.zh, self.en = zh, en

    def __str__(self) -> str:
        """The sentence of the time limits."""
        return in_words(self.zh, self.en)


class UnitUnknownError(CaseworkError):
    """The holder of a step is no unit of the directory."""

    sentence = _("The unit that holds the next step is not in the directory: %(holder)s.")

    def __init__(self, holder: str) -> None:
        super().__init__()
        self.holder = holder

    def __str__(self) -> str:
        """The sentence with the holder as the pack names it."""
        return str(self.sentence) % {"holder": self.holder}


class LetterUnknownError(CaseworkError):
    """The type has no such letter."""

    sentence = _("The pack has no such letter for this type.")


class PdfMissingError(CaseworkError):
    """LibreOffice is not installed here."""

    sentence = _(
        "This installation makes no PDF because LibreOffice is not installed; take the Word file."
    )


class LinkRefusedError(CaseworkError):
    """Two cases cannot be linked so."""

    sentence = _("These two cases cannot be linked in this way.")


class EventUnknownError(CaseworkError):
    """A reported event fits no open step."""

    sentence = _("The reported event fits no step that is open in this case.")


class TooManyFilesError(CaseworkError):
    """The case has as many files as it may have."""

    sentence = _("This case has as many files as it may have; take one off first.")


class FileUnaskedError(CaseworkError):
    """No field and no material asks for this file."""

    sentence = _("Nothing asks for this file; choose the paper to which it belongs.")


class NotForYouError(CaseworkError):
    """The viewer may not see personal answers."""

    sentence = _("Only the units that work on this case may see personal answers.")


class MoveRefusedError(CaseworkError):
    """A move cannot be made, or was made already."""

    sentence = _("This move was made already, or no case of it can move; try it anew.")


class DoubleRowError(CaseworkError):
    """A row says the same as others in the fields that tell one matter from another."""

    sentence = _("This looks like %(numbers)s, which is there already.")

    def __init__(self, numbers: "Sequence[str]") -> None:
        super().__init__()
        self.numbers = tuple(numbers)

    def __str__(self) -> str:
        """The sentence with the numbers."""
        return str(self.sentence) % {"numbers": "、".join(self.numbers)}


class MonthLockedError(CaseworkError):
    """The row belongs to a month that is locked."""

    sentence = _("The month of this row is locked; give the reason for the correction.")


class MonthLockedAlreadyError(CaseworkError):
    """Somebody locked the month before."""

    sentence = _("This month is locked already.")


class MonthNotOverError(CaseworkError):
    """Rows may still come."""

    sentence = _("A month can be locked once it is over.")


class NoMonthsError(CaseworkError):
    """The type does not lock months."""

    sentence = _("This ledger is not locked month by month.")


class ViewUnnamedError(CaseworkError):
    """A view is saved under a name."""

    sentence = _("Give the view a name of at most 60 characters.")


class HeldHereError(CaseworkError):
    """Cases of the type are held here."""

    sentence = _("Cases of this type are held here; choose a type that is held elsewhere.")


class SourceTakenError(CaseworkError):
    """Another source has the code."""

    sentence = _("Another source has this code; choose a different one.")


class FileBusyError(CaseworkError):
    """A file is being worked on or was taken over."""

    sentence = _("This file is being worked on or has been taken over already.")


class FileNotTriedError(CaseworkError):
    """Only what was tried is taken over."""

    sentence = _("Only a file that has been tried can be taken over, and only once.")


class FutureDataError(CaseworkError):
    """Data cannot be true as of a later day."""

    sentence = _("The day of the data lies in the future; correct it.")


class ColumnsMissingError(CaseworkError):
    """The mapping lacks what cannot be done without, or names something twice."""

    sentence = _(
        "Say which columns are the case number, the activity and when it happened, each once."
    )


class UnmappedError(CaseworkError):
    """A machine reports before anybody has said what its words mean."""

    sentence = _("Nobody has said yet what the words of this source mean; send a file first.")


class KeyUnknownError(CaseworkError):
    """The key of a machine is unknown, revoked, or for another source."""

    sentence = _("This key is unknown, has been revoked, or is for another source.")


class TooManyEventsError(CaseworkError):
    """A machine may report so many at a time."""

    sentence = _("At most 1,000 events at a time; send the rest in a further call.")


class HeldElsewhereError(CaseworkError):
    """Another system holds the case."""

    sentence = _("Another system holds this case; act there. It reports here what was done.")
