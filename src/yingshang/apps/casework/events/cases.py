"""What happens to a case as a whole."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yingshang.apps.casework.events.base import AboutCase, ToldOfCase


@dataclass(frozen=True, kw_only=True)
class CaseOpened(ToldOfCase):
    """A case was begun: a draft, or a row of a ledger."""

    kind = "casework.opened"
    sentence = _("%(name)s was begun as %(number)s.")
    type_code: str
    name_zh: str
    name_en: str


@dataclass(frozen=True, kw_only=True)
class DraftDiscarded(ToldOfCase):
    """A draft that was never handed in was thrown away, with every answer."""

    kind = "casework.discarded"
    sentence = _("The draft %(number)s was thrown away.")


@dataclass(frozen=True, kw_only=True)
class CaseSubmitted(ToldOfCase):
    """An application was handed in; a correction was answered when `is_again`."""

    kind = "casework.submitted"
    sentence = _("%(number)s was handed in with %(files)s files.")
    files: int
    is_again: bool = False


@dataclass(frozen=True, kw_only=True)
class CaseAmended(AboutCase):
    """Answers of a case under way were changed; the values themselves are in the case."""

    kind = "casework.amended"
    sentence = _("Particulars of %(number)s were changed: %(fields)s.")
    fields: str


@dataclass(frozen=True, kw_only=True)
class CorrectionAsked(ToldOfCase):
    """The applicant was told once of everything that is missing."""

    kind = "casework.correction_asked"
    sentence = _("%(number)s is to be completed in %(count)s points.")
    count: int


@dataclass(frozen=True, kw_only=True)
class CorrectionMissed(ToldOfCase):
    """The last day for completing a case passed and nothing came."""

    kind = "casework.correction_missed"
    sentence = _("%(number)s was not completed by %(last_on)s.")
    last_on: str


@dataclass(frozen=True, kw_only=True)
class QuestionsAnswered(ToldOfCase):
    """The unit found out what nobody had known of a case."""

    kind = "casework.questions_answered"
    sentence = _("%(number)s: found out what was open: %(fields)s.")
    fields: str


@dataclass(frozen=True, kw_only=True)
class QuestionsLeftOpen(ToldOfCase):
    """The unit goes on although something is not known, and says why."""

    kind = "casework.questions_left_open"
    sentence = _("%(number)s goes on although this is not known: %(fields)s. %(reason)s")
    fields: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class CaseAccepted(ToldOfCase):
    """A case was accepted; from here the decision is counted."""

    kind = "casework.accepted"
    sentence = _("%(number)s was accepted.")
    opened: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CaseDeemedAccepted(ToldOfCase):
    """Nobody answered within the limit: the case counts as accepted from `since_on`."""

    kind = "casework.deemed_accepted"
    sentence = _("%(number)s counts as accepted from %(since_on)s: no answer came in time.")
    since_on: str
    opened: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class EntryRefused(ToldOfCase):
    """A case was not accepted."""

    kind = "casework.entry_refused"
    sentence = _("%(number)s was not accepted: %(reason)s")
    reason: str


@dataclass(frozen=True, kw_only=True)
class CaseEnded(ToldOfCase):
    """A case came to its end with an outcome."""

    kind = "casework.ended"
    sentence = _("%(number)s ended: %(outcome)s.")
    outcome_zh: str
    outcome_en: str


@dataclass(frozen=True, kw_only=True)
class CaseWithdrawn(ToldOfCase):
    """The applicant withdrew the application before it was decided."""

    kind = "casework.withdrawn"
    sentence = _("%(number)s was withdrawn: %(reason)s")
    reason: str


@dataclass(frozen=True, kw_only=True)
class PapersAwaited(ToldOfCase):
    """容缺受理: the case was accepted although papers are missing that follow."""

    kind = "casework.papers_awaited"
    sentence = _("%(count)s papers of %(number)s follow by %(last_on)s.")
    count: int
    last_on: str


@dataclass(frozen=True, kw_only=True)
class PapersSupplied(ToldOfCase):
    """Everything that was to follow has been handed in."""

    kind = "casework.papers_supplied"
    sentence = _("The papers of %(number)s that were to follow are complete.")


@dataclass(frozen=True, kw_only=True)
class PapersMissed(ToldOfCase):
    """容缺受理: the last day passed and the papers that were to follow did not come."""

    kind = "casework.papers_missed"
    sentence = _("The papers of %(number)s that were to follow did not come by %(last_on)s.")
    last_on: str


@dataclass(frozen=True, kw_only=True)
class FileAttached(ToldOfCase):
    """A file was added to a case."""

    kind = "casework.file_attached"
    sentence = _("The file “%(name)s” was added to %(number)s.")
    name: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class FileDetached(ToldOfCase):
    """A file was taken off a draft."""

    kind = "casework.file_detached"
    sentence = _("The file “%(name)s” was taken off %(number)s.")
    name: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class LetterIssued(ToldOfCase):
    """A letter was issued to the applicant."""

    kind = "casework.letter_issued"
    sentence = _("“%(title)s” was issued for %(number)s.")
    letter: int
    title_zh: str
    title_en: str


@dataclass(frozen=True, kw_only=True)
class CasesLinked(ToldOfCase):
    """Two cases were linked."""

    kind = "casework.linked"
    sentence = _("%(number)s was linked with %(other)s.")
    other: str


@dataclass(frozen=True, kw_only=True)
class CaseMoved(AboutCase):
    """A running case goes on by another release; its clocks did not move."""

    kind = "casework.moved"
    sentence = _("%(number)s goes on by release %(release)s instead of %(former)s.")
    release: str
    former: str
