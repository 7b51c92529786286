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
