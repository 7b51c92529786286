"""Who may do what with requests. Reporters have no post: a receipt or login is theirs."""

from yingshang.apps.directory.models import Role
from yingshang.apps.directory.permissions import CASE_ROLES, declare

SEE = "service_requests.see"
RECEIVE = "service_requests.receive"
DECIDE = "service_requests.decide"
CALL_BACK = "service_requests.call_back"
ASK = "service_requests.ask"
ASK_EXCLUSION = "service_requests.ask_exclusion"
DECIDE_EXCLUSION = "service_requests.decide_exclusion"
SEE_RATES = "service_requests.see_rates"
USE_MODEL = "service_requests.use_model"
KEEP_KEYS = "service_requests.keep_keys"

declare(SEE, in_unit=CASE_ROLES)
# For the office that receives requests: enter them, and read who reported.
declare(RECEIVE, in_unit=CASE_ROLES, from_command_line=True)
# Joining, keeping apart, topic and unit.
declare(DECIDE, in_unit=[Role.HANDLER, Role.UNIT_LEADER])
declare(CALL_BACK, in_unit=[Role.HANDLER, Role.UNIT_LEADER])
# For the unit that handles: a question to the reporter, or who it is.
declare(ASK, in_unit=[Role.HANDLER, Role.UNIT_LEADER])
declare(ASK_EXCLUSION, in_unit=CASE_ROLES)
declare(DECIDE_EXCLUSION, anywhere=[Role.LEAD_OFFICE, Role.SUPERVISION_OFFICE])
declare(
    SEE_RATES,
    anywhere=[Role.LEAD_OFFICE, Role.SUPERVISION_OFFICE, Role.CITY_LEADER],
    in_unit=CASE_ROLES,
)
declare(USE_MODEL, anywhere=[Role.LEAD_OFFICE], from_command_line=True)
# Keys of programs that report by the open interface.
declare(KEEP_KEYS, anywhere=[Role.ADMINISTRATOR], from_command_line=True)
