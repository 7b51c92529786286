"""Why a sign-in from the mini-program ends: a sentence for people, a word for logs."""

from typing import Self

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yingshang.apps.directory.errors import RefusedError


class WechatRefusedError(RefusedError):
    """The sign-in cannot be finished; `why` goes to the access log."""

    def __init__(self, sentence: str | Promise, *, why: str) -> None:
        """Keep the word beside the sentence."""
        super().__init__(sentence)
        self.why = why

    @classmethod
    def stale(cls, why: str) -> Self:
        """The code was used already, is too old, or is none."""
        return cls(
            _("This sign-in took too long or was used already. Sign in again."),
            why=f"stale: {why}",
        )

    @classmethod
    def risky(cls, why: str) -> Self:
        """WeChat itself does not vouch for this account."""
        return cls(
            _(
                "WeChat does not vouch for this account at present. You can report and follow "
                "your matters without signing in."
            ),
            why=f"risky: {why}",
        )

    @classmethod
    def unreachable(cls, why: str) -> Self:
        """WeChat does not answer, or not as it should."""
        return cls(
            _(
                "WeChat does not answer at the moment. Try again later; reporting works without "
                "signing in."
            ),
            why=f"unreachable: {why}",
        )

    @classmethod
    def wrongly_set_up(cls, why: str) -> Self:
        """WeChat does not know this mini-program or its secret."""
        return cls(
            _(
                "The city's mini-program is not set up rightly, so nobody can sign in. Report "
                "without signing in, and tell the city's service line."
            ),
            why=f"set-up: {why}",
        )

    @classmethod
    def barred(cls, why: str) -> Self:
        """The account is closed, or belongs to somebody with a post."""
        return cls(
            _("This account cannot be opened from the mini-program; sign in on the portal."),
            why=why,
        )


class NotOfferedError(WechatRefusedError):
    """This installation has no mini-program."""

    def __init__(self) -> None:
        """Say what works without it."""
        super().__init__(
            _(
                "Signing in with WeChat is not offered here. You can report and follow your "
                "matters without it."
            ),
            why="not offered",
        )


class TooManyError(WechatRefusedError):
    """WeChat limits how often anybody may sign in."""

    def __init__(self, why: str) -> None:
        """Say how long to wait."""
        super().__init__(
            _("Too many people are signing in just now. Wait a minute, then try again."),
            why=f"too many: {why}",
        )


class UnknownVisitorError(WechatRefusedError):
    """Nobody is linked yet, and no privacy notice was agreed to."""

    def __init__(self) -> None:
        """Say what comes first."""
        super().__init__(
            _("You are new here. Read the privacy notice and agree to it, then sign in."),
            why="no consent",
        )
