"""By when the lead office answers objections."""

from collections.abc import Collection, Mapping
from uuid import UUID

from yingshang.apps.delivery.events.appraisal import OBJECTION
from yingshang.apps.delivery.kinds import OBJECTION_ANSWER
from yingshang.apps.delivery.models import Plan
from yingshang.apps.delivery.selectors.workings import find_scoring
from yingshang.apps.ledger.reader import in_words
from yingshang.apps.obligations.models import Obligation
from yingshang.apps.registers.selectors import pack_of


def answers_to(objections: Collection[UUID]) -> Mapping[str, Obligation]:
    """The duty to decide on each of these objections, by the objection's id as text; one query."""
    keys = [str(key) for key in objections]
    rows = Obligation.objects.filter(
        kind=OBJECTION_ANSWER.code, subject_type=OBJECTION, subject_key__in=keys
    )
    return {row.subject_key: row for row in rows.order_by("pk")}


def answer_to(objection: UUID) -> Obligation | None:
    """The duty to decide on this objection; None where the pack sets no day."""
    return answers_to([objection]).get(str(objection))


def unsure_of(plan: Plan) -> str:
    """What the pack says of the time for answers while nobody has settled it; else empty."""
    rules = find_scoring(plan)
    limits = pack_of(plan.release).time_limits.limits
    asked = rules.answer_limit if rules else None
    found = next((each for each in limits if each.id == asked), None)
    if found is None or found.status == "verified" or found.note is None:
        return ""
    return in_words(found.note.zh_hans, found.note.en)
