"""Refusals of the ledger, each of which a view or a command turns into a sentence."""

from django.utils.translation import gettext as _


class LedgerError(Exception):
    """Base of the ledger's refusals; `str()` is a sentence in the reader's language."""


class ClockCannotStandError(LedgerError):
    """A production installation follows the real clock."""

    def __str__(self) -> str:
        """Say what to do."""
        return _("A production installation follows the real clock; it cannot be moved.")


class ClockGoesBackError(LedgerError):
    """The clock would stand before something that is already in the ledger."""

    def __str__(self) -> str:
        """Say what to do."""
        return _("The clock only moves forward: choose a later instant.")


class BrokenSealError(LedgerError):
    """An encrypted value cannot be opened: wrong key, or changed in the database."""

    def __str__(self) -> str:
        """Say what to do."""
        return _(
            "An encrypted value cannot be opened. Check YINGSHANG_FIELD_KEY: it must be the key "
            "with which the value was written."
        )


class JobNotRunningError(LedgerError):
    """The job has already ended."""

    def __str__(self) -> str:
        """Say what to do."""
        return _("This work has already ended.")


class NotDeadError(LedgerError):
    """The delivery is not waiting for a person."""

    def __str__(self) -> str:
        """Say what to do."""
        return _("This delivery does not wait for anybody: it is done or will be tried again.")


class DamagedRootsError(LedgerError):
    """The roots file ends in a line that cannot be read."""

    def __str__(self) -> str:
        """Say what to do."""
        return _(
            "The last line of %(path)s is damaged. Put the copy from the other house in its place."
        ) % {"path": self.args[0]}
