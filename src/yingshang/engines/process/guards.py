"""What must hold before a verb acts, asked in one order and refused in one wording."""

from yingshang.engines.process.acts import OnStep
from yingshang.engines.process.definition import Performer, Step
from yingshang.engines.process.draft import Draft
from yingshang.engines.process.errors import Refused, listed, refusal
from yingshang.engines.process.state import (
    Help,
    Occurrence,
    Opinion,
    Seat,
    Signatory,
    Standing,
    Status,
    standing,
)

HERE = frozenset({Performer.OFFICIAL, Performer.APPLICANT})


def running(draft: Draft) -> None:
    """The case is not over."""
    if draft.closed is not None:
        raise refusal("case_closed")


def newest(draft: Draft, step_id: str, number: int) -> Occurrence:
    """The live occurrence of this number; whatever its status."""
    running(draft)
    step, live = draft.step(step_id), draft.live(step_id)
    if live is None or live.number != number:
        raise refusal("moved_on", name=step.name)
    return live


def active(draft: Draft, step_id: str, number: int) -> Occurrence:
    """The occurrence, open or held."""
    live = newest(draft, step_id, number)
    if live.status.is_settled:
        raise refusal("already_settled", name=draft.step(step_id).name)
    return live


def opened(draft: Draft, step_id: str, number: int) -> Occurrence:
    """The occurrence, open."""
    live = active(draft, step_id, number)
    if live.status is Status.HELD:
        name = draft.step(step_id).name
        raise refusal("held", name=name, missing=listed(live.missing))
    return live


def done_here(draft: Draft, act: OnStep) -> Occurrence:
    """The occurrence, open, of a step that officials or the applicant do."""
    live = opened(draft, act.step, act.number)
    step = draft.step(act.step)
    if step.performer not in HERE:
        raise refusal("not_decided_here", name=step.name)
    return live


def held_by(draft: Draft, act: OnStep) -> Occurrence:
    """The occurrence, open, held by who acts (or by nobody yet), with nothing proposed."""
    live = done_here(draft, act)
    by_holder(draft.step(act.step), live, act.by)
    unproposed(draft.step(act.step), live)
    return live


def by_holder(step: Step, live: Occurrence, by: str) -> None:
    """Who acts is the holder; a step that nobody took is anybody's whom the application admits."""
    if live.holder not in {None, by}:
        raise refusal("not_holder", name=step.name, holder=str(live.holder))


def unproposed(step: Step, live: Occurrence) -> None:
    """No outcome awaits confirmation or signatures."""
    if live.proposed is not None:
        raise refusal("proposed", name=step.name)


def undelegated(step: Step, live: Occurrence) -> None:
    """Nobody else acts for the holder."""
    if live.delegate is not None:
        raise refusal("delegated", name=step.name, delegate=live.delegate)


def asked_helpers(live: Occurrence) -> tuple[str, ...]:
    """Helpers who have not answered."""
    return tuple(each.party for each in live.helpers if each.status is Help.ASKED)


def asked_seats(live: Occurrence, seat: Seat) -> tuple[Signatory, ...]:
    """Seats of the round that have still to sign."""
    return tuple(s for s in live.seats if s.seat is seat and s.opinion is Opinion.ASKED)


def seat_of(live: Occurrence, party: str) -> Signatory | None:
    """The party's seat in the present round."""
    return next((each for each in live.seats if each.party == party), None)


def heard(live: Occurrence) -> Refused | None:
    """Why nothing may be decided yet: helpers or signatories who have not spoken."""
    if helpers := asked_helpers(live):
        return refusal("help_outstanding", parties=listed(helpers))
    if standing(live) is Standing.OUTSTANDING:
        parties = [each.party for each in asked_seats(live, Seat.BEFORE_DECISION)]
        if not parties:
            return refusal("signatures_not_asked")
        return refusal("signatures_outstanding", parties=listed(parties))
    return None
