"""The reading of a draft: its base with every correction that stands."""

from collections.abc import Iterable

from yingshang.apps.delivery.decisions.drafting.corrections import Correction, apply
from yingshang.apps.delivery.decisions.drafting.reading import Reading, from_json
from yingshang.apps.delivery.models import DraftCorrection, PlanDraft


def base_of(draft: PlanDraft) -> Reading:
    """The compiler's reading, uncorrected."""
    return from_json(draft.base, draft.text)


def standing(draft: PlanDraft) -> tuple[DraftCorrection, ...]:
    """Corrections that nobody has undone, in order, with who made them."""
    return tuple(draft.corrections.standing().select_related("made_by"))


def reading_of(draft: PlanDraft, rows: Iterable[DraftCorrection] | None = None) -> Reading:
    """What everybody sees of `draft`; `rows` are its standing corrections, if they are at hand."""
    made = standing(draft) if rows is None else rows
    return apply(base_of(draft), (Correction.from_json(each.operation) for each in made))
