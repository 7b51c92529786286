"""Everything that changes a case."""

from yingshang.apps.casework.services.amending import amend, link
from yingshang.apps.casework.services.arriving import (
    Reported,
    expire,
    receive_event,
    report_outside,
)
from yingshang.apps.casework.services.attaching import attach, detach
from yingshang.apps.casework.services.checking import verify_close_out
from yingshang.apps.casework.services.clocks import end_pause, explain_lateness, extend, pause
from yingshang.apps.casework.services.completing import ask_correction
from yingshang.apps.casework.services.drafting import Beginning, open_case, save_draft
from yingshang.apps.casework.services.entering import (
    accept,
    deem_accepted,
    refuse_entry,
)
from yingshang.apps.casework.services.finding_out import answer_questions
from yingshang.apps.casework.services.lapsing import lapse
from yingshang.apps.casework.services.letters import issue_letter
from yingshang.apps.casework.services.moving import plan_move, start_move, undo_move
from yingshang.apps.casework.services.passing import (
    co_handle,
    delegate,
    give_help,
    hand_over,
    release_helper,
    urge,
)
from yingshang.apps.casework.services.returning import send_back, take_back, withdraw
from yingshang.apps.casework.services.settling import (
    confirm,
    leave_out,
    recall,
    repeat,
    settle,
)
from yingshang.apps.casework.services.signing import (
    add_signatory,
    countersign,
    remove_signatory,
    sign,
)
from yingshang.apps.casework.services.submitting import file_case, submit

__all__ = [
    "Beginning",
    "Reported",
    "accept",
    "add_signatory",
    "amend",
    "answer_questions",
    "ask_correction",
    "attach",
    "co_handle",
    "confirm",
    "countersign",
    "deem_accepted",
    "delegate",
    "detach",
    "end_pause",
    "expire",
    "explain_lateness",
    "extend",
    "file_case",
    "give_help",
    "hand_over",
    "issue_letter",
    "lapse",
    "leave_out",
    "link",
    "open_case",
    "pause",
    "plan_move",
    "recall",
    "receive_event",
    "refuse_entry",
    "release_helper",
    "remove_signatory",
    "repeat",
    "report_outside",
    "save_draft",
    "send_back",
    "settle",
    "sign",
    "start_move",
    "submit",
    "take_back",
    "undo_move",
    "urge",
    "verify_close_out",
    "withdraw",
]
