"""Why supervision cannot be changed as asked; each is a sentence that says what to do."""

from typing import TYPE_CHECKING, ClassVar

from django.utils.translation import gettext_lazy as _

from yingshang.apps.directory.errors import RefusedError

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class SupervisionError(RefusedError):
    """Base of everything that a person can put right; `str()` is the sentence to show."""

    sentence: ClassVar["StrPromise"]

    def __str__(self) -> str:
        """The sentence in the reader's language."""
        return str(self.sentence)


class NoGroundsError(SupervisionError):
    """The pack says nothing of supervision."""

    sentence = _(
        "The pack has no supervision/supervision.yaml, so nothing is proposed. Add it and install "
        "the pack again."
    )


class ProposalClosedError(SupervisionError):
    """Somebody decided on the proposal, or its ground holds no longer."""

    sentence = _("This proposal is open no more; load the page afresh.")


class ReasonMissingError(SupervisionError):
    """A decision without its reason."""

    sentence = _("Give the reason; it stays on record.")


class SecondSupervisionError(SupervisionError):
    """The unit is under supervision for the same matter already."""

    sentence = _(
        "This unit is under supervision for the same matter already. A second one needs a reason "
        "of its own (Regulations on Government Supervision, article 15)."
    )


class NotSupervisedError(SupervisionError):
    """Courts, vertical organs and enterprises are asked by letter."""

    sentence = _(
        "This unit is no object of the city's supervision (article 5 of the Regulations); write it "
        "a letter instead."
    )


class SupervisedError(SupervisionError):
    """A letter is for units outside the city's supervision."""

    sentence = _("This unit is under the city's supervision; take the proposal up instead.")


class ReportStageError(SupervisionError):
    """The report has gone a step further or back."""

    sentence = _("The report is at another stage by now; load the page afresh.")


class OwnReportError(SupervisionError):
    """Nobody checks or signs what they wrote."""

    sentence = _("You wrote this report; somebody else must check it.")


class ReportUnknownError(SupervisionError):
    """The pack describes no such report."""

    sentence = _("The pack describes no such report.")


class PeriodError(SupervisionError):
    """The days of a report are the wrong way round, or not over."""

    sentence = _("The first day must not lie after the last, nor the last after today.")
