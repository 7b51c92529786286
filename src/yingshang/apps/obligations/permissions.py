"""Who may do what with duties."""

from yingshang.apps.directory.models import Role
from yingshang.apps.directory.permissions import CASE_ROLES, UNIT_ROLES, declare

SEE = "obligations.see"
OPEN = "obligations.open"
CLAIM = "obligations.claim"
VERIFY = "obligations.verify"
SUSPEND = "obligations.suspend"
WITHDRAW = "obligations.withdraw"
HAND_OVER = "obligations.hand_over"
MOVE_DATES = "obligations.move_dates"
RECHECK = "obligations.recheck"
URGE = "obligations.urge"
SEE_COMMAND = "obligations.see_command"

OVERSEERS = (Role.LEAD_OFFICE, Role.SUPERVISION_OFFICE)

declare(SEE, anywhere=[*OVERSEERS, Role.CITY_LEADER], in_unit=UNIT_ROLES | CASE_ROLES)
declare(OPEN, anywhere=[Role.LEAD_OFFICE], in_unit=UNIT_ROLES, from_command_line=True)
declare(CLAIM, in_unit=UNIT_ROLES)
declare(VERIFY, anywhere=OVERSEERS)
declare(SUSPEND, anywhere=[Role.LEAD_OFFICE])
declare(WITHDRAW, anywhere=[Role.LEAD_OFFICE])
declare(HAND_OVER, anywhere=[Role.LEAD_OFFICE], in_unit=UNIT_ROLES)
declare(MOVE_DATES, anywhere=[Role.LEAD_OFFICE], from_command_line=True)
declare(RECHECK, anywhere=OVERSEERS)
declare(URGE, anywhere=[Role.LEAD_OFFICE])
declare(SEE_COMMAND, anywhere=[*OVERSEERS, Role.CITY_LEADER])
