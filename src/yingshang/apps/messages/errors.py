"""Refusals of this app, each of which a view turns into a sentence."""

from django.utils.translation import gettext as _


class MessagesError(Exception):
    """Base of this app's refusals; `str()` is a sentence in the reader's language."""


class UnknownTemplateError(MessagesError, LookupError):
    """No installed pack has these words: a fault of the program or of the pack."""

    def __str__(self) -> str:
        """Say what to do."""
        return _("The installed pack has no message template “%(code)s”. Add it and install.") % {
            "code": self.args[0]
        }


class ChangedTemplateError(MessagesError):
    """The words of a template changed while its version stayed."""

    def __str__(self) -> str:
        """Say what to do."""
        words = _(
            "The words of message template “%(code)s” have changed but its version is still "
            "%(version)s. Raise the version in reminders.yaml."
        )
        return words % {"code": self.args[0], "version": self.args[1]}


class NotUndeliverableError(MessagesError):
    """The message does not wait for a person."""

    def __str__(self) -> str:
        """Say what to do."""
        return _("This message does not wait for anybody: it is sent or will be tried again.")
