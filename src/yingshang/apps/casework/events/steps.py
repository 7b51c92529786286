"""What happens to a step of a case."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yingshang.apps.casework.events.base import AboutParty, AboutStep, OutcomeOfStep, ToldOfStep


@dataclass(frozen=True, kw_only=True)
class StepSettled(OutcomeOfStep):
    """A step was settled."""

    kind = "casework.step_settled"
    sentence = _("%(step)s: %(outcome)s.")
    late_reason: str = ""


@dataclass(frozen=True, kw_only=True)
class StepProposed(AboutStep):
    """A delegate, or the holder before later signatures, proposed how to settle a step."""

    kind = "casework.step_proposed"
    sentence = _("%(step)s: proposed to settle it as %(outcome)s.")
    outcome_zh: str
    outcome_en: str


@dataclass(frozen=True, kw_only=True)
class StepReported(OutcomeOfStep):
    """An outside system reported how a step was settled there."""

    kind = "casework.step_reported"
    sentence = _("%(step)s: %(outcome)s, as %(source)s reported.")
    source: str


@dataclass(frozen=True, kw_only=True)
class StepLeftOut(AboutStep):
    """An optional step was left out."""

    kind = "casework.step_left_out"
    sentence = _("%(step)s was left out. %(reason)s")
    reason: str


@dataclass(frozen=True, kw_only=True)
class StepBegunAgain(AboutStep):
    """A repeatable step was begun once more."""

    kind = "casework.step_begun_again"
    sentence = _("%(step)s was begun once more.")


@dataclass(frozen=True, kw_only=True)
class StepSentBack(AboutStep):
    """A step went back to an earlier one."""

    kind = "casework.step_sent_back"
    sentence = _("%(step)s was sent back to %(to)s: %(reason)s")
    to_zh: str
    to_en: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class StepTakenBack(AboutStep):
    """Whoever had settled a step took it back."""

    kind = "casework.step_taken_back"
    sentence = _("%(step)s was taken back: %(reason)s")
    reason: str


@dataclass(frozen=True, kw_only=True)
class StepExpired(OutcomeOfStep):
    """The last day passed, and the step took the outcome that the law gives to silence."""

    kind = "casework.step_expired"
    sentence = _("%(step)s: %(outcome)s, because the last day passed.")


@dataclass(frozen=True, kw_only=True)
class SignaturesAsked(AboutStep):
    """Others were asked to sign before a step is settled."""

    kind = "casework.signatures_asked"
    sentence = _("%(step)s: %(count)s were asked to sign.")
    count: int


@dataclass(frozen=True, kw_only=True)
class StepSigned(AboutParty):
    """A signatory agreed or objected."""

    kind = "casework.step_signed"
    sentence = _("%(step)s: %(party)s %(opinion)s. %(words)s")
    opinion_zh: str
    opinion_en: str
    words: str


@dataclass(frozen=True, kw_only=True)
class SignatoryAdded(AboutParty):
    """One more was asked to sign."""

    kind = "casework.signatory_added"
    sentence = _("%(step)s: %(party)s was asked to sign too.")


@dataclass(frozen=True, kw_only=True)
class SignatoryRemoved(AboutParty):
    """Somebody no longer has to sign."""

    kind = "casework.signatory_removed"
    sentence = _("%(step)s: %(party)s no longer has to sign.")


@dataclass(frozen=True, kw_only=True)
class StepDelegated(AboutParty):
    """Somebody acts for the holder, who confirms."""

    kind = "casework.step_delegated"
    sentence = _("%(step)s was delegated to %(party)s.")


@dataclass(frozen=True, kw_only=True)
class StepRecalled(AboutStep):
    """The holder acts again."""

    kind = "casework.step_recalled"
    sentence = _("The delegation of %(step)s was ended.")


@dataclass(frozen=True, kw_only=True)
class StepHandedOver(AboutParty):
    """Somebody else holds a step from now on."""

    kind = "casework.step_handed_over"
    sentence = _("%(step)s was handed over to %(party)s. %(reason)s")
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class HelpAsked(AboutStep):
    """Others were asked for an opinion."""

    kind = "casework.help_asked"
    sentence = _("%(step)s: %(count)s were asked for help.")
    count: int


@dataclass(frozen=True, kw_only=True)
class HelpGiven(AboutParty):
    """A helper gave an opinion."""

    kind = "casework.help_given"
    sentence = _("%(step)s: %(party)s answered. %(words)s")
    words: str


@dataclass(frozen=True, kw_only=True)
class HelperReleased(AboutParty):
    """A step goes on without a helper."""

    kind = "casework.helper_released"
    sentence = _("%(step)s goes on without %(party)s.")


@dataclass(frozen=True, kw_only=True)
class StepUrged(ToldOfStep):
    """The holder of a step was urged."""

    kind = "casework.step_urged"
    sentence = _("%(step)s was urged. %(words)s")
    words: str


@dataclass(frozen=True, kw_only=True)
class StepPaused(ToldOfStep):
    """The clock of a step stands still, on a ground of the law."""

    kind = "casework.step_paused"
    sentence = _("The clock of %(step)s stands still: %(ground)s. %(note)s")
    ground: str
    note: str


@dataclass(frozen=True, kw_only=True)
class StepResumed(ToldOfStep):
    """The clock of a step runs again."""

    kind = "casework.step_resumed"
    sentence = _("The clock of %(step)s runs again; its last day is %(due_on)s.")
    due_on: str


@dataclass(frozen=True, kw_only=True)
class StepExtended(ToldOfStep):
    """More time was granted for a step."""

    kind = "casework.step_extended"
    sentence = _("%(step)s was extended to %(due_on)s: %(reason)s")
    due_on: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class LatenessPublished(ToldOfStep):
    """The reason why a step is overdue was published."""

    kind = "casework.lateness_published"
    sentence = _("%(step)s is overdue; the unit says why: %(reason)s")
    reason: str


@dataclass(frozen=True, kw_only=True)
class CloseOutChecked(AboutStep):
    """销号: somebody else checked what was done, and it holds."""

    kind = "casework.close_out_checked"
    sentence = _("%(step)s was checked and holds.")


@dataclass(frozen=True, kw_only=True)
class CloseOutRefused(AboutStep):
    """销号: somebody else checked what was done, and it does not hold."""

    kind = "casework.close_out_refused"
    sentence = _("%(step)s was checked and does not hold: %(reason)s")
    reason: str
