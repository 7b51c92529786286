"""Why an imported plan cannot be read, corrected or approved."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from yingshang.apps.delivery.errors.base import DeliveryError
from yingshang.apps.ledger.reader import in_words


class SaidInBothError(DeliveryError):
    """A refusal that an engine worded in Chinese and in English."""

    sentence = _("It cannot be done.")

    def __init__(self, zh: str, en: str) -> None:
        super().__init__()
        self.zh = zh
        self.en = en

    def __str__(self) -> str:
        """The sentence in the reader's language."""
        return in_words(self.zh, self.en)


class UnreadableDocumentError(SaidInBothError):
    """The upload is no document that can be read."""


class CorrectionRefusedError(SaidInBothError):
    """The correction does not fit the draft as it is."""


class NotAPlanError(SaidInBothError):
    """The document was read, but it does not look like a plan; `found` is what it holds."""

    def __init__(self, zh: str, en: str, found: Any) -> None:
        super().__init__(zh, en)
        self.found = found


class UploadTooLargeError(DeliveryError):
    """The file is larger than this installation takes."""

    sentence = _(
        "The file is larger than %(megabytes)s MB; upload the plan alone, without pictures."
    )

    def __init__(self, megabytes: int) -> None:
        super().__init__()
        self.megabytes = megabytes

    def __str__(self) -> str:
        """With the limit."""
        return str(self.sentence) % {"megabytes": self.megabytes}


class DraftClosedError(DeliveryError):
    """The draft is approved or deleted."""

    sentence = _("This draft is closed, so it can no longer be changed.")


class ChangedByOthersError(DeliveryError):
    """Somebody corrected the same thing after the page was drawn; `numbers` are theirs."""

    sentence = _(
        "Somebody has corrected this in the meantime. Nothing of yours is lost: compare both below."
    )

    def __init__(self, numbers: Sequence[int]) -> None:
        super().__init__()
        self.numbers = tuple(numbers)


class NothingToUndoError(DeliveryError):
    """No correction stands."""

    sentence = _("There is nothing to undo.")


class NoTasksError(DeliveryError):
    """A plan without tasks cannot be approved."""

    sentence = _("The draft has no tasks, so there is nothing to approve. Add the tasks first.")


class UndecidedNamesError(DeliveryError):
    """Names of units that nobody has decided."""

    sentence = _("Decide first which units these names mean: %(names)s")

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self.names = tuple(names)

    def __str__(self) -> str:
        """With the names."""
        return str(self.sentence) % {"names": "、".join(self.names)}


class NoRoomError(DeliveryError):
    """A task holds more than the format of packs has room for."""

    sentence = _(
        "Task %(task)s holds %(count)s findings of one kind, but there is room for %(most)s. "
        "Split it, or remove some."
    )

    def __init__(self, task: str, count: int, most: int) -> None:
        super().__init__()
        self.values = {"task": task, "count": count, "most": most}

    def __str__(self) -> str:
        """With the task and the numbers."""
        return str(self.sentence) % self.values


class CodeTakenError(DeliveryError):
    """Another plan or workspace has this code."""

    sentence = _("Another plan or workspace already has this code; choose another.")


class NoCityPackError(DeliveryError):
    """The city has no pack to take directory and limits from."""

    sentence = _(
        "No pack of the city is installed, so a plan of the city has no directory and no limits. "
        "Install the city's pack first, or approve this into a workspace."
    )


class PeriodTurnedError(DeliveryError):
    """The period ends before it begins."""

    sentence = _("The period ends before it begins.")
