"""Why a file is not taken."""

from typing import TYPE_CHECKING, ClassVar

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class FileError(Exception):
    """Base of every refusal of a file; `str()` is the sentence to show."""

    sentence: ClassVar["StrPromise"]

    def __str__(self) -> str:
        """The sentence in the reader's language."""
        return str(self.sentence)


class FileRefusedError(FileError):
    """The file is of no allowed type."""

    sentence = _(
        "Only PDF, Word (docx), Excel (xlsx), PNG, JPEG and plain text files are taken; what is in "
        "the file decides, not its name. Save it as one of these and attach it again."
    )


class FileTooLargeError(FileError):
    """The file is larger than it may be."""

    sentence = _("The file is larger than %(megabytes)s MB. Make it smaller, or split it.")

    def __init__(self, megabytes: int) -> None:
        super().__init__()
        self.megabytes = megabytes

    def __str__(self) -> str:
        """How large it may be."""
        return str(self.sentence) % {"megabytes": self.megabytes}


class FileEmptyError(FileError):
    """The file has no content."""

    sentence = _("The file is empty; choose another one.")
