"""会签, 加签, 减签: others sign before a step is settled."""

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction

from django.db import transaction

from yingshang.apps.casework.access import holder_name, seat_name, standing_of
from yingshang.apps.casework.events import (
    SignatoryAdded,
    SignatoryRemoved,
    SignaturesAsked,
    StepSigned,
)
from yingshang.apps.casework.models import Signatory, Step
from yingshang.apps.casework.parties import Party
from yingshang.apps.casework.services.changing import show
from yingshang.apps.casework.services.course import Course, course_of
from yingshang.apps.casework.services.locking import locked_step, step_naming
from yingshang.apps.casework.services.naming import party_fields
from yingshang.apps.casework.services.settling import require_stage_of, settled
from yingshang.apps.directory.models import Person
from yingshang.apps.ledger.services import record
from yingshang.engines.process import (
    AddSignatory,
    AskSignatures,
    Countersign,
    Mode,
    RemoveSignatory,
    Sign,
    Where,
)

OPINIONS = {True: ("同意", "agreed"), False: ("不同意", "objected")}


@transaction.atomic
def countersign(
    *,
    step_id: int,
    parties: Sequence[Party],
    actor: Person,
    at: datetime,
    mode: Mode | None = None,
    share: Fraction = Fraction(1),
) -> Step:
    """会签: ask these to sign, in parallel; the step is settled only when enough have.

    Args:
        mode: All, any, or a share of them; None: as the type says, else all.
        share: For `ratio`: the least share that must agree, inclusive.

    Raises:
        PermissionDenied: `actor` is not the holder, nor acts for them.
        RefusedByProcessError: A round is under way, nobody is named, or the type fixes the rule.
    """
    step = locked_step(step_id)
    require_stage_of(step)
    course = course_of(step.case, by=actor, at=at)
    rule = Countersign(mode, share) if mode is not None else None
    names = tuple(party.name for party in parties)
    by = holder_name(actor, step, at)
    course.do(AskSignatures(step.code, step.number, by, names, rule))
    tell(course, parties)
    fact = SignaturesAsked(**step_naming(step, course.case_type), count=len(names))
    record(fact, actor=actor, at=at)
    return course.rows.steps[step.code]


@transaction.atomic
def sign(*, step_id: int, agrees: bool, actor: Person, at: datetime, words: str = "") -> Step:
    """Agree or object, as one who was asked or who acts for them.

    The last signature after a decision settles the step.

    Raises:
        PermissionDenied: Nobody asked `actor`.
        RefusedByProcessError: Others sign first, or the step is no longer open.
    """
    step = locked_step(step_id)
    require_stage_of(step)
    course = course_of(step.case, by=actor, at=at)
    by = seat_name(actor, step, Signatory.Kind.SIGNATURE, at)
    course.do(Sign(step.code, step.number, by, agrees, words.strip()))
    say(step, Signatory.Kind.SIGNATURE, by, words, actor, at)
    opinion_zh, opinion_en = OPINIONS[agrees]
    fact = StepSigned(
        **step_naming(step, course.case_type),
        **party_fields(by),
        opinion_zh=opinion_zh,
        opinion_en=opinion_en,
        words=words.strip(),
    )
    record(fact, actor=actor, at=at)
    done = course.rows.steps[step.code]
    if done.status != Step.Status.OPEN:
        settled(course, done)
    return done


@transaction.atomic
def add_signatory(
    *, step_id: int, party: Party, actor: Person, at: datetime, where: Where = Where.PARALLEL
) -> Step:
    """加签: one more signs, before, beside or after whoever adds them.

    Raises:
        PermissionDenied: `actor` neither holds the step nor signs in it.
        RefusedByProcessError: They were asked already, or the round is decided.
    """
    step = locked_step(step_id)
    require_stage_of(step)
    course = course_of(step.case, by=actor, at=at)
    by = _adder(actor, step, at)
    course.do(AddSignatory(step.code, step.number, by, party.name, where))
    tell(course, [party])
    fact = SignatoryAdded(**step_naming(step, course.case_type), **party_fields(party.name))
    record(fact, actor=actor, at=at)
    return course.rows.steps[step.code]


@transaction.atomic
def remove_signatory(*, step_id: int, party: Party, actor: Person, at: datetime) -> Step:
    """减签: somebody who has not signed yet no longer has to.

    Raises:
        PermissionDenied: `actor` neither holds the step nor signs in it.
        RefusedByProcessError: They signed already, or are the last who is needed.
    """
    step = locked_step(step_id)
    require_stage_of(step)
    course = course_of(step.case, by=actor, at=at)
    by = _adder(actor, step, at)
    course.do(RemoveSignatory(step.code, step.number, by, party.name))
    fact = SignatoryRemoved(**step_naming(step, course.case_type), **party_fields(party.name))
    record(fact, actor=actor, at=at)
    return course.rows.steps[step.code]


def say(
    step: Step, kind: Signatory.Kind, party: str, words: str, actor: Person, at: datetime
) -> None:
    """Keep what a signatory or helper said, and which person said it in whose name."""
    rows = Signatory.objects.filter(step=step, kind=kind, party=party, said_at=None)
    rows.update(words=words.strip(), said_by=actor, said_at=at)


def tell(course: Course, parties: Sequence[Party]) -> None:
    """Those who are asked to take part may see the case."""
    show(course.case, [party.unit_id for party in parties])
    for party in parties:
        if party.person_id is not None and party.unit_id is not None:
            rows = Signatory.objects.filter(step__case=course.case, party=party.name)
            rows.filter(unit=None).update(unit_id=party.unit_id)


def _adder(actor: Person, step: Step, at: datetime) -> str:
    """Who holds the step adds and removes; so does who signs in it."""
    standing = standing_of(actor, at, step.case)
    if standing.may_be(step.holder, step.holder_unit_id):
        return step.holder
    return seat_name(actor, step, Signatory.Kind.SIGNATURE, at)
