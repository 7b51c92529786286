"""A form of the portal is saved as it is filled in, and handed in: once, whatever is pressed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from yingshang.apps.casework.errors import (
    ChangedMeanwhileError,
    CommitmentMissingError,
    IncompleteError,
    NotEditableError,
    StageError,
)
from yingshang.apps.casework.models import Case
from yingshang.apps.casework.selectors.values import values_of
from yingshang.apps.casework.services.drafting import fill, save_draft
from yingshang.apps.casework.services.submitting import submit
from yingshang.apps.casework.types import type_of
from yingshang.apps.directory.models import Person


@dataclass(frozen=True)
class Typed:
    """What came with a form.

    Attributes:
        values: Answers by field as they came.
        revision: Of the case as the form showed it.
        route: None where the form does not ask.
    """

    case_id: int
    revision: int
    values: Mapping[str, object]
    route: str | None = None


def keep(*, typed: Typed, actor: Person, at: datetime) -> tuple[Case, dict[str, list[str]]]:
    """Save what fits; what does not is left as it was, and said by field in the reader's language.

    Raises:
        PermissionDenied, NotEditableError, ChangedMeanwhileError, RouteUnknownError: As
            `save_draft`.
    """
    try:
        return _saved(typed, actor, at), {}
    except IncompleteError as refused:
        fit = {key: value for key, value in typed.values.items() if key not in refused.faults}
        shown = refused.shown()
    rest = Typed(typed.case_id, typed.revision, fit, typed.route)
    return _saved(rest, actor, at), shown


def hand_in(*, typed: Typed, key: str, actor: Person, at: datetime, commits: bool = False) -> Case:
    """Save and submit together; pressed twice, from an old page or again, it is one case.

    Args:
        key: Idempotency key of the form.

    Raises:
        IncompleteError: With everything that is missing or wrong; what fits is saved.
        CommitmentMissingError, KeyTakenError, ChangedMeanwhileError, StageError: As `submit`.
    """
    try:
        return _handed_in(typed, key, actor, at, commits=commits)
    except (ChangedMeanwhileError, NotEditableError, StageError):
        there = Case.objects.filter(pk=typed.case_id, idempotency_key=key).first()
        if there is None or there.is_editable:
            raise
        return submit(case_id=typed.case_id, key=key, actor=actor, at=at)
    except CommitmentMissingError:
        keep(typed=typed, actor=actor, at=at)
        raise
    except IncompleteError as refused:
        case, _unfit = keep(typed=typed, actor=actor, at=at)
        empty = fill(case, type_of(case), values_of(case), at, is_complete=True).faults
        raise IncompleteError({**empty, **refused.faults}) from refused


@transaction.atomic
def _handed_in(typed: Typed, key: str, actor: Person, at: datetime, *, commits: bool) -> Case:
    _saved(typed, actor, at)
    return submit(case_id=typed.case_id, key=key, actor=actor, at=at, commits=commits)


def _saved(typed: Typed, actor: Person, at: datetime) -> Case:
    return save_draft(
        case_id=typed.case_id,
        revision=typed.revision,
        values=typed.values,
        route=typed.route,
        actor=actor,
        at=at,
    )
