"""Who may do which verb of supervision. What follows a decision is a case: casework says who."""

from yingshang.apps.directory.models import Role
from yingshang.apps.directory.permissions import declare

SEE = "supervision.see"
LOOK = "supervision.look"
DECIDE = "supervision.decide"
WRITE_REPORT = "supervision.write_report"
SIGN_REPORT = "supervision.sign_report"

declare(SEE, anywhere=[Role.LEAD_OFFICE, Role.SUPERVISION_OFFICE, Role.CITY_LEADER])
declare(LOOK, anywhere=[Role.SUPERVISION_OFFICE], from_command_line=True)
declare(DECIDE, anywhere=[Role.SUPERVISION_OFFICE])
declare(WRITE_REPORT, anywhere=[Role.LEAD_OFFICE, Role.SUPERVISION_OFFICE])
declare(SIGN_REPORT, anywhere=[Role.CITY_LEADER])
