"""Every act on a case, by name, in the order of the buttons."""

from collections.abc import Collection, Sequence

from yingshang.apps.casework.views.desk.acting import Act
from yingshang.apps.casework.views.desk.acts_case import CASE_ACTS
from yingshang.apps.casework.views.desk.acts_party import PARTY_ACTS
from yingshang.apps.casework.views.desk.acts_step import STEP_ACTS

# What a step is for comes first, then the ways to pass it on, then its clock.
ORDER = (
    "explain_lateness", "settle", "report_outside", "confirm", "sign", "give_help", "verify",
    "send_back", "countersign", "add_signatory", "remove_signatory", "delegate", "recall",
    "hand_over", "co_handle", "release_helper", "leave_out", "take_back", "repeat", "urge",
    "pause", "end_pause", "extend",
)  # fmt: skip
OF_CASE = {act.name: act for act in CASE_ACTS}
OF_STEP = {act.name: act for act in (*STEP_ACTS, *PARTY_ACTS)}


def on_case(names: Collection[str]) -> Sequence[Act]:
    """The acts of these names on a case."""
    return [act for name, act in OF_CASE.items() if name in names]


def on_step(names: Collection[str]) -> Sequence[Act]:
    """The acts of these names on a step."""
    return [OF_STEP[name] for name in ORDER if name in names]
