"""The door of the engine: begin a case, act on it, see what is open."""

from collections.abc import Callable
from typing import Any

from yingshang.engines.process import acts, deciding, flow, passing, returning, signing
from yingshang.engines.process.after import Reach
from yingshang.engines.process.answers import Answers
from yingshang.engines.process.changes import Decision
from yingshang.engines.process.definition import Process
from yingshang.engines.process.draft import Draft
from yingshang.engines.process.errors import Refused
from yingshang.engines.process.state import Occurrence, Position, State

VERBS: dict[type, Callable[[Draft, Any], None]] = {
    acts.Decide: deciding.decide,
    acts.Confirm: deciding.confirm,
    acts.LeaveOut: deciding.leave_out,
    acts.Arrive: deciding.arrive,
    acts.Reconsider: deciding.reconsider,
    acts.AskSignatures: signing.ask_signatures,
    acts.Sign: signing.sign,
    acts.AddSignatory: signing.add_signatory,
    acts.RemoveSignatory: signing.remove_signatory,
    acts.Delegate: passing.delegate,
    acts.Recall: passing.recall,
    acts.HandOver: passing.hand_over,
    acts.AskHelp: passing.ask_help,
    acts.Answer: passing.answer,
    acts.ReleaseHelper: passing.release_helper,
    acts.Urge: passing.urge,
    acts.SendBack: returning.send_back,
    acts.TakeBack: returning.take_back,
    acts.Repeat: returning.repeat,
    acts.WithdrawCase: returning.withdraw_case,
}


def start(process: Process, answers: Answers) -> Decision:
    """Open what a new case begins with. O(size of the case type), once a case."""
    draft = Draft(process, State(process), answers)
    draft.load(process.nodes)
    draft.woken = {node: None for node in process.nodes if draft.reach(node) is not Reach.WAITING}
    flow.run(draft)
    return draft.decision()


def act(process: Process, position: Position, wish: acts.Act, answers: Answers) -> Decision:
    """What an act changes, with all that follows from it by itself.

    Cost: the degree of the settled steps, never the size of the case; returns and taking back
    cost what they re-open.

    Args:
        position: Read lazily: the step, then in waves those who wait for what was settled.
        answers: Asked only for steps whose turn has come.

    Raises:
        Refused: The case does not allow it now; nothing is changed.
    """
    draft = Draft(process, position, answers)
    VERBS[type(wish)](draft, wish)
    flow.run(draft)
    return draft.decision()


def refused(
    process: Process, position: Position, wish: acts.Act, answers: Answers
) -> Refused | None:
    """Why `act` would refuse, or None: what a page asks before it draws a button."""
    try:
        act(process, position, wish, answers)
    except Refused as refusal:
        return refusal
    return None


def open_steps(state: State) -> tuple[Occurrence, ...]:
    """The occurrences on which somebody can act (open) or data is missing (held)."""
    order = {step.id: index for index, step in enumerate(state.process.steps)}
    found = (each for each in state.occurrences if each.is_active)
    return tuple(sorted(found, key=lambda each: order[each.step]))
