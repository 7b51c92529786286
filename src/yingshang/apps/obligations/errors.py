"""Why a duty cannot be changed as asked; views turn these into sentences."""


class ObligationError(Exception):
    """Base of everything that a person can put right."""


class NotOpenError(ObligationError):
    """The duty is settled, suspended or withdrawn."""


class ClaimedAlreadyError(ObligationError):
    """Somebody has reported it as done before."""


class NothingClaimedError(ObligationError):
    """There is no claim that could be checked."""


class LateReasonMissingError(ObligationError):
    """It is late; without a reason it cannot be reported as done."""


class ReasonMissingError(ObligationError):
    """This change needs a reason."""


class OwnClaimError(ObligationError):
    """Nobody verifies what they claimed themselves."""


class NotSuspendedError(ObligationError):
    """Only a suspended duty can be resumed."""


class LimitMissingError(ObligationError):
    """The duty rests on no time limit of the pack, so its clock cannot be paused or extended."""


class GroundNotAllowedError(ObligationError):
    """The time limit does not allow a pause for this reason."""


class NoPauseError(ObligationError):
    """No pause is running."""
