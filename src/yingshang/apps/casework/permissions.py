"""Who may do what with cases. Applicants have no post: `access` says what is theirs."""

from yingshang.apps.directory.models import Role
from yingshang.apps.directory.permissions import CASE_ROLES, UNIT_ROLES, declare

SEE = "casework.see"
OPEN = "casework.open"
ACCEPT = "casework.accept"
HANDLE = "casework.handle"
CHECK = "casework.check"
MOVE_DATES = "casework.move_dates"
REVEAL = "casework.reveal"
RECEIVE = "casework.receive"
MOVE_RELEASE = "casework.move_release"
TAKE_OUTSIDE = "casework.take_outside"
SEE_LEDGER = "casework.see_ledger"
LOCK_LEDGER = "casework.lock_ledger"

declare(SEE, in_unit=CASE_ROLES)
declare(OPEN, in_unit=CASE_ROLES, from_command_line=True)
declare(ACCEPT, in_unit=CASE_ROLES)
declare(HANDLE, in_unit=[Role.HANDLER, Role.UNIT_LEADER])
declare(CHECK, in_unit=[Role.HANDLER, Role.UNIT_LEADER, Role.UNIT_REVIEWER])
declare(MOVE_DATES, in_unit=[Role.HANDLER, Role.UNIT_LEADER])
declare(REVEAL, in_unit=CASE_ROLES)
declare(RECEIVE, anywhere=[Role.LEAD_OFFICE], in_unit=CASE_ROLES, from_command_line=True)
declare(MOVE_RELEASE, anywhere=[Role.LEAD_OFFICE], from_command_line=True)
# The same verbs for rows of ledgers, which the liaison of a unit keeps and its reviewer checks.
OF_ROWS = {
    SEE: "casework.see_row",
    OPEN: "casework.open_row",
    HANDLE: "casework.handle_row",
    REVEAL: "casework.reveal_row",
}
declare(OF_ROWS[SEE], in_unit=CASE_ROLES | UNIT_ROLES)
declare(OF_ROWS[OPEN], in_unit=CASE_ROLES | {Role.LIAISON}, from_command_line=True)
declare(OF_ROWS[HANDLE], in_unit=[Role.HANDLER, Role.UNIT_LEADER, Role.LIAISON])
declare(OF_ROWS[REVEAL], in_unit=CASE_ROLES | {Role.LIAISON})
declare(
    SEE_LEDGER,
    anywhere=[Role.LEAD_OFFICE, Role.SUPERVISION_OFFICE, Role.CITY_LEADER],
    in_unit=CASE_ROLES | UNIT_ROLES,
)
declare(LOCK_LEDGER, in_unit=[Role.UNIT_REVIEWER, Role.UNIT_LEADER])
# Sources of cases held elsewhere: their files, what their words mean, keys of machines.
declare(
    TAKE_OUTSIDE,
    anywhere=[Role.LEAD_OFFICE],
    in_unit=[Role.HANDLER, Role.UNIT_LEADER],
    from_command_line=True,
)


def verb_for(verb: str, *, is_ledger: bool) -> str:
    """The verb to ask for: that of rows where the case is a row of a ledger."""
    return OF_ROWS.get(verb, verb) if is_ledger else verb
