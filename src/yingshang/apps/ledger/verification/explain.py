"""Say what was done to a strand: changed, removed, added, moved, cut."""

from collections.abc import Mapping
from itertools import groupby

from yingshang.apps.ledger.chain import Place, place_of
from yingshang.apps.ledger.models import Head
from yingshang.apps.ledger.verification.faults import Fault
from yingshang.apps.ledger.verification.walk import Suspect, Walked, stood_in

Shifts = Mapping[int, int]


def explain(walked: Walked, head: Head | None) -> tuple[list[Fault], int]:
    """Turn what does not hold into what was done, in the order of the strand.

    Returns:
        The faults, and how far events put in (positive) or taken out (negative) with everything
        after them renumbered have pushed the end of the strand.
    """
    shifts = _shifts(walked.suspects)
    pushed = _pushed_tail(walked, shifts)
    push = shifts[min(pushed)] if pushed else 0
    faults = [Fault("L002", first, {"first": first, "last": last}) for first, last in walked.gaps]
    faults += _pushed_faults(pushed, push)
    settled = pushed | {fault.place for fault in faults} | {last + 1 for _, last in walked.gaps}
    for suspect in walked.suspects:
        faults += _alone(suspect, shifts, settled)
    last = walked.last.number if walked.last else 0
    faults += _end(last, head, push)
    if _is_other_end(walked, head) and last not in shifts:
        faults.append(Fault("L013", last))
    return _once(faults), push


def _shifts(suspects: list[Suspect]) -> Shifts:
    """How far each suspect stands from the number it was written with, where that is known."""
    shifts = {suspect.number: suspect.shift for suspect in suspects if suspect.shift}
    strangers = [suspect.event for suspect in suspects if suspect.event is not None]
    for event in strangers:
        for other in strangers:
            with_number = Place(event.sequence, event.strand, other.number)
            if stood_in(event, place_of(other)) or stood_in(event, with_number):
                shifts[event.number] = event.number - other.number
    return shifts


def _pushed_tail(walked: Walked, shifts: Shifts) -> set[int]:
    """The run of suspects, all pushed equally far, that reaches to the end of the strand."""
    place = walked.last.number if walked.last else 0
    shift = shifts.get(place, 0)
    run = set()
    while shift and shifts.get(place) == shift:
        run.add(place)
        place -= 1
    put_in = range(place - shift + 1, place + 1)
    # Where events were only moved about, the places before the run hold moved events themselves.
    is_moved_about = any(each in shifts for each in put_in)
    return set() if is_moved_about else run


def _pushed_faults(pushed: set[int], push: int) -> list[Fault]:
    if not pushed:
        return []
    start = min(pushed)
    if push > 0:
        return [Fault("L003", place) for place in range(start - push, start)]
    return [Fault("L002", start, {"first": start, "last": start - push - 1})]


def _alone(suspect: Suspect, shifts: Shifts, settled: set[int]) -> list[Fault]:
    place = suspect.number
    if place in settled:
        return []
    if place in shifts:
        return [Fault("L004", place, {"original": place - shifts[place]})]
    if not suspect.is_own_hash:
        return [Fault("L001", place)]
    # Its own writing holds: its predecessor was moved, or rewritten and given a fresh hash.
    before = max(place - 1, 1)
    return [] if before in shifts or before in settled else [Fault("L001", before)]


def _end(last: int, head: Head | None, push: int) -> list[Fault]:
    if head is None:
        return [Fault("L017", last)]
    recorded = head.number
    if last < min(recorded, recorded + push):
        return [Fault("L005", last + 1, {"first": last + 1, "last": recorded + push})]
    if last > max(recorded, recorded + push):
        return [Fault("L003", place) for place in range(recorded + push + 1, last + 1)]
    return []


def _is_other_end(walked: Walked, head: Head | None) -> bool:
    """Whether the last event stands where the head says, and yet is another."""
    last = walked.last
    return (
        head is not None
        and last is not None
        and last.number == head.number
        and last.hash != head.hash
    )


def _once(faults: list[Fault]) -> list[Fault]:
    ordered = sorted(faults, key=lambda fault: (fault.place, fault.code))
    return [next(group) for _, group in groupby(ordered, key=lambda f: (f.place, f.code))]
