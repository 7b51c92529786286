"""Refusals that a view turns into a sentence."""


class RefusedError(Exception):
    """The directory refuses a change; the message is a translated sentence saying what to do."""


class WrongPasswordError(RefusedError):
    """The present password does not match."""
