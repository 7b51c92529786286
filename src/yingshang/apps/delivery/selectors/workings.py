"""What a plan's release says of meetings, publicity and the appraisal."""

from yingshang.apps.delivery.errors import (
    NoMeetingRulesError,
    NoPublicityRulesError,
    NoScoringRulesError,
)
from yingshang.apps.delivery.models import Plan
from yingshang.apps.registers.selectors import pack_of
from yingshang.engines.packs.schema.appraisal import Appraisal
from yingshang.engines.packs.schema.meetings import Meetings
from yingshang.engines.packs.schema.publicity import Publicity


def find_scoring(plan: Plan) -> Appraisal | None:
    """How units are appraised; None when the release does not say."""
    model = pack_of(plan.release).models.get("appraisal.yaml")
    return model if isinstance(model, Appraisal) else None


def scoring_of(plan: Plan) -> Appraisal:
    """How units are appraised.

    Raises:
        NoScoringRulesError: The release does not say.
    """
    found = find_scoring(plan)
    if found is None:
        raise NoScoringRulesError
    return found


def meeting_rules_of(plan: Plan) -> Meetings:
    """How meetings are prepared.

    Raises:
        NoMeetingRulesError: The release does not say.
    """
    model = pack_of(plan.release).models.get("meetings.yaml")
    if not isinstance(model, Meetings):
        raise NoMeetingRulesError
    return model


def publicity_rules_of(plan: Plan) -> Publicity:
    """On which channels units publish.

    Raises:
        NoPublicityRulesError: The release does not say.
    """
    model = pack_of(plan.release).models.get("publicity.yaml")
    if not isinstance(model, Publicity):
        raise NoPublicityRulesError
    return model
