"""A case is handed in: checked whole, once, and acknowledged only when it is kept."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from yingshang.apps.casework.decisions.answers import NO_PAPER, Checked, missing_papers
from yingshang.apps.casework.errors import (
    CaseworkError,
    CommitmentMissingError,
    IncompleteError,
    KeyTakenError,
    RouteUnknownError,
)
from yingshang.apps.casework.events import CaseSubmitted
from yingshang.apps.casework.kinds import ACCEPTANCE, acceptance_keys
from yingshang.apps.casework.models import Case, CaseFile, Correction, Letter, Stage
from yingshang.apps.casework.selectors.circumstances import circumstances
from yingshang.apps.casework.selectors.values import values_of
from yingshang.apps.casework.sentences import Sentence
from yingshang.apps.casework.services.changing import is_new, keep, show
from yingshang.apps.casework.services.clockwork import About, duty
from yingshang.apps.casework.services.drafting import (
    Beginning,
    case_with_key,
    fill,
    new_case,
    put,
    require_writing,
    store,
)
from yingshang.apps.casework.services.ending import barred, end
from yingshang.apps.casework.services.entering import enter
from yingshang.apps.casework.services.letters import Read, issue_receipt, preview
from yingshang.apps.casework.services.locking import locked, naming, require_stage
from yingshang.apps.casework.terms import term
from yingshang.apps.casework.types import type_of
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import Actor, on_record
from yingshang.apps.ledger.services import record
from yingshang.apps.obligations.services.following import begin
from yingshang.apps.obligations.timekeeping import timekeeping_of
from yingshang.engines.packs.casework.bars import bars_of, failed_checks
from yingshang.engines.packs.casework.casetype import CaseType
from yingshang.engines.packs.schema.common import Text

TO_ACCEPT = Text(**{"zh-hans": "受理", "en": "acceptance"})


def file_case(*, beginning: Beginning, actor: Actor, at: datetime) -> Case:
    """Open a case and hand it in at once: a window's form, a row of a ledger, a line of a file.

    The same key twice, even at the same instant, gives the case of the first call. When this
    returns, the case is committed, unless the caller holds a transaction open.

    Raises:
        KeyTakenError: The key belongs to somebody else's case.
        IncompleteError, CommitmentMissingError: As `submit`.
        PermissionDenied, TypeUnknownError, WayNotOpenError: As `open_case`.
    """
    try:
        return _filed(beginning, actor, at)
    except (IntegrityError, CaseworkError):
        # The key was used before, perhaps a moment ago.
        there = case_with_key(beginning, actor)
        if there is None:
            raise
        return there


def submit(
    *,
    case_id: int,
    key: str,
    actor: Person,
    at: datetime,
    commits: bool = False,
) -> Case:
    """Hand in a draft, or answer a correction.

    Args:
        key: Idempotency key of the form. Handing in again with the same key changes nothing.
        commits: The applicant accepts the words of the commitment (告知承诺).

    Raises:
        PermissionDenied: `actor` may not write into it.
        IncompleteError: Something is missing or wrong; nothing is handed in.
        CommitmentMissingError, KeyTakenError, StageError: As they say.
    """
    try:
        return _submitted(case_id, key, actor, at, commits)
    except IntegrityError as clash:
        raise KeyTakenError from clash


@transaction.atomic
def _filed(beginning: Beginning, actor: Actor, at: datetime) -> Case:
    case, case_type = new_case(beginning, actor, at)
    checked = fill(case, case_type, beginning.values or {}, at, is_complete=True)
    if checked.faults:
        raise IncompleteError(checked.faults)
    _require_checks(case_type, checked)
    _commit(case, case_type, at, commits=beginning.commits)
    case.stage, case.submitted_at, case.received_at = Stage.SUBMITTED, at, at
    put(case, case_type, checked)
    _hand_in(case, case_type, checked, _Handed(actor, at, (), was_asked=False))
    return case


@transaction.atomic
def _submitted(case_id: int, key: str, actor: Person, at: datetime, commits: bool) -> Case:  # noqa: FBT001 - the door names it
    case = locked(case_id)
    require_writing(case, actor, at)
    if case.idempotency_key == key and case.stage not in {Stage.DRAFT, Stage.CORRECTING}:
        return case
    require_stage(case, Stage.DRAFT, Stage.CORRECTING)
    case_type = type_of(case)
    checked = fill(case, case_type, values_of(case), at, is_complete=True)
    faults = dict(checked.faults) | _missing(case, case_type, checked, at)
    if faults:
        raise IncompleteError(faults)
    _require_checks(case_type, checked)
    _commit(case, case_type, at, commits=commits)
    is_again = case.stage == Stage.CORRECTING
    case.idempotency_key = key
    case.stage, case.submitted_at, case.received_at = Stage.SUBMITTED, at, at
    case.save(update_fields=SUBMITTED_FIELDS)
    store(case, case_type, checked)
    show(case, [case.holder_unit_id])
    if is_again:
        Correction.objects.filter(case=case).update(answered_at=at)
    files = CaseFile.objects.filter(case=case).order_by("pk").values_list("belongs_to", flat=True)
    _hand_in(case, case_type, checked, _Handed(actor, at, tuple(files), was_asked=is_again))
    return case


SUBMITTED_FIELDS = (
    "idempotency_key", "stage", "submitted_at", "received_at", "commitment", "committed_at",
)  # fmt: skip


@dataclass(frozen=True)
class _Handed:
    """By whom, when and with what a case was handed in; `was_asked` to be completed before."""

    actor: Actor
    at: datetime
    files: tuple[str, ...]
    was_asked: bool

    @property
    def by(self) -> Person | None:
        """Who the ledger names."""
        return on_record(self.actor)


def _hand_in(case: Case, case_type: CaseType, checked: Checked, handed: _Handed) -> None:
    """What follows when everything is there: barred, or accepted at once, or waits for that."""
    found = bars_of(case_type, checked.record)
    unknown = {name: None for each in found if not each.stands for name in each.verdict.missing}
    serial = Letter.objects.filter(case=case).count() if handed.was_asked else 0
    read = Read(checked.values, handed.files, serial, tuple(unknown))
    issue_receipt(case, case_type, read, by=handed.by, at=handed.at)
    if any(each.stands for each in found):
        end(case, barred(case_type, found), by=handed.by, at=handed.at)
        return
    if case_type.entry.acceptance is None:
        enter(case, by=handed.by, at=handed.at, counted_from=handed.at)
        return
    _keep(case)
    fact = CaseSubmitted(
        **naming(case),
        files=len(handed.files),
        is_again=handed.was_asked,
        obligations=tuple(_await_acceptance(case, case_type, handed)),
    )
    record(fact, actor=handed.by, at=handed.at)


def _await_acceptance(case: Case, case_type: CaseType, handed: _Handed) -> list[int]:
    acceptance = case_type.entry.acceptance
    assert acceptance is not None  # noqa: S101 - the caller has asked
    current = None if case.release.superseded_at else case.release
    keeping = timekeeping_of(case.release.digest, current=current)
    dates = term(keeping, acceptance.limit, handed.at, handed.at)
    if dates is None:
        return []
    about = About(case, case_type, TO_ACCEPT)
    subject = ("casework.case", acceptance_keys(case)[handed.was_asked])
    return [d.pk for d in begin(duties=[duty(about, ACCEPTANCE, subject, case.holder_unit, dates)])]


def _keep(case: Case) -> None:
    """Write the case, and let its unit see it where it is new."""
    if is_new(case):
        show(case, [case.holder_unit_id])
    keep(case, ())


def _require_checks(case_type: CaseType, checked: Checked) -> None:
    failed = failed_checks(case_type, "submit", checked.record)
    if failed:
        raise IncompleteError({"": [message(each.message) for each in failed]})


def message(text: Text) -> Sentence:
    """Wording of a check as a sentence to show."""
    return Sentence(text.zh_hans, text.en or text.zh_hans)


def _missing(
    case: Case, case_type: CaseType, checked: Checked, at: datetime
) -> dict[str, tuple[Sentence, ...]]:
    """Papers without which it cannot be handed in; those that may follow are no fault."""
    about = circumstances(case, case_type, at)
    route = case_type.routes.get(case.route)
    may_follow = route is not None and route.follows_within is not None
    return {
        paper: (NO_PAPER,)
        for paper in missing_papers(case_type, checked.record, about)
        if not (may_follow and case_type.materials[paper].may_follow)
    }


def _commit(case: Case, case_type: CaseType, at: datetime, *, commits: bool) -> None:
    route = case_type.routes.get(case.route)
    if case.route and route is None:
        raise RouteUnknownError
    if route is None or route.commitment_letter is None:
        return
    if not commits:
        raise CommitmentMissingError
    shown = preview(case, route.commitment_letter, None, at)
    case.commitment, case.committed_at = shown[1] if shown else "", at
