"""Who may do which verb of delivery. The plan itself is a public document."""

from yingshang.apps.directory.models import Role
from yingshang.apps.directory.permissions import EVERYBODY, UNIT_ROLES, declare

SEE_TIMELINES = "delivery.see_timelines"

declare(SEE_TIMELINES, anywhere=EVERYBODY)

SEE_IMPLEMENTATION = "delivery.see_implementation"
OPEN_DRAFTING = "delivery.open_drafting"
DRAFT_IMPLEMENTATION = "delivery.draft_implementation"
SIGN_IMPLEMENTATION = "delivery.sign_implementation"
REVIEW_IMPLEMENTATION = "delivery.review_implementation"
PROVE_MILESTONES = "delivery.prove_milestones"

declare(
    SEE_IMPLEMENTATION,
    anywhere=[Role.LEAD_OFFICE, Role.SUPERVISION_OFFICE, Role.CITY_LEADER],
    in_unit=UNIT_ROLES,
)
declare(OPEN_DRAFTING, anywhere=[Role.LEAD_OFFICE])
declare(DRAFT_IMPLEMENTATION, in_unit=[Role.LIAISON, Role.UNIT_REVIEWER])
declare(SIGN_IMPLEMENTATION, in_unit=[Role.UNIT_LEADER])
declare(REVIEW_IMPLEMENTATION, anywhere=[Role.LEAD_OFFICE])
declare(PROVE_MILESTONES, anywhere=[Role.LEAD_OFFICE, Role.SUPERVISION_OFFICE])

SEE_RETURNS = "delivery.see_returns"
SEE_CHASE = "delivery.see_chase"
OPEN_PERIOD = "delivery.open_period"
FILL_RETURN = "delivery.fill_return"
SUBMIT_RETURN = "delivery.submit_return"
CHECK_RETURN = "delivery.check_return"

declare(
    SEE_RETURNS,
    anywhere=[Role.LEAD_OFFICE, Role.SUPERVISION_OFFICE, Role.CITY_LEADER],
    in_unit=UNIT_ROLES,
)
declare(SEE_CHASE, anywhere=[Role.LEAD_OFFICE, Role.SUPERVISION_OFFICE, Role.CITY_LEADER])
declare(OPEN_PERIOD, anywhere=[Role.LEAD_OFFICE], from_command_line=True)
declare(FILL_RETURN, in_unit=[Role.LIAISON, Role.UNIT_REVIEWER])
declare(SUBMIT_RETURN, in_unit=[Role.UNIT_REVIEWER, Role.UNIT_LEADER])
declare(CHECK_RETURN, anywhere=[Role.LEAD_OFFICE])

SEE_MEETINGS = "delivery.see_meetings"
RUN_MEETINGS = "delivery.run_meetings"
CHECK_DECISION = "delivery.check_decision"

declare(
    SEE_MEETINGS,
    anywhere=[Role.LEAD_OFFICE, Role.SUPERVISION_OFFICE, Role.CITY_LEADER],
    in_unit=UNIT_ROLES,
)
declare(RUN_MEETINGS, anywhere=[Role.LEAD_OFFICE])
declare(CHECK_DECISION, anywhere=[Role.LEAD_OFFICE])

SEE_PUBLICITY = "delivery.see_publicity"
ENTER_PUBLICITY = "delivery.enter_publicity"
CHOOSE_PRACTICE = "delivery.choose_practice"

declare(SEE_PUBLICITY, anywhere=EVERYBODY)
declare(ENTER_PUBLICITY, in_unit=[Role.LIAISON, Role.UNIT_REVIEWER])
declare(CHOOSE_PRACTICE, anywhere=[Role.LEAD_OFFICE])

SEE_RANKING = "delivery.see_ranking"
SEE_SCORES = "delivery.see_scores"
OBJECT = "delivery.object"
DECIDE_OBJECTION = "delivery.decide_objection"
FREEZE = "delivery.freeze"

declare(SEE_RANKING, anywhere=EVERYBODY)
declare(
    SEE_SCORES,
    anywhere=[Role.LEAD_OFFICE, Role.SUPERVISION_OFFICE, Role.CITY_LEADER],
    in_unit=UNIT_ROLES,
)
declare(OBJECT, in_unit=[Role.UNIT_REVIEWER, Role.UNIT_LEADER])
declare(DECIDE_OBJECTION, anywhere=[Role.LEAD_OFFICE])
declare(FREEZE, anywhere=[Role.LEAD_OFFICE])

IMPORT_PLAN = "delivery.import_plan"
APPROVE_IMPORT = "delivery.approve_import"
SEE_WORKSPACES = "delivery.see_workspaces"

declare(IMPORT_PLAN, anywhere=[Role.LEAD_OFFICE, Role.ADMINISTRATOR])
declare(APPROVE_IMPORT, anywhere=[Role.LEAD_OFFICE])
declare(SEE_WORKSPACES, anywhere=EVERYBODY)
