"""Why a sign-in through the unified authentication ends: a sentence for people, a word for logs."""

from typing import Self

from django.utils.translation import gettext as _

from yingshang.apps.directory.errors import RefusedError


class SignInRefusedError(RefusedError):
    """The sign-in cannot be trusted or finished; `why` goes to the access log."""

    def __init__(self, sentence: str, *, why: str) -> None:
        """Keep the word beside the sentence."""
        super().__init__(sentence)
        self.why = why

    @classmethod
    def unreachable(cls, why: str) -> Self:
        """The provider does not answer, or not as the standard says."""
        return cls(
            _(
                "The unified authentication does not answer at the moment. Try again later, or "
                "sign in with account and password."
            ),
            why=f"unreachable: {why}",
        )

    @classmethod
    def stale(cls, why: str) -> Self:
        """The answer belongs to no sign-in that this browser has begun, or to a finished one."""
        return cls(
            _("This sign-in was finished already or belongs to another window. Start it again."),
            why=f"stale: {why}",
        )

    @classmethod
    def untrusted(cls, why: str) -> Self:
        """What the provider sent does not prove who somebody is."""
        return cls(
            _(
                "The answer of the unified authentication could not be verified, so nobody was "
                "signed in. Start again; if it happens twice, tell the administrator."
            ),
            why=f"untrusted: {why}",
        )

    @classmethod
    def declined(cls, why: str) -> Self:
        """The person or the provider said no."""
        return cls(
            _("The unified authentication did not confirm the sign-in. Start again if you want."),
            why=f"declined: {why}",
        )
