"""Clocks of cases and steps on a page: lights, distances and reasons, from the obligations."""

from collections.abc import Collection

from django.db.models import CharField, Exists, OuterRef, Q
from django.db.models.functions import Cast

from yingshang.apps.casework.kinds import ACCEPTANCE, CHECKED_STEP, FOLLOW_UP, STEP, WHOLE
from yingshang.apps.obligations.lights import Light
from yingshang.apps.obligations.models import Obligation, State
from yingshang.apps.obligations.selectors.desk import lit
from yingshang.apps.obligations.selectors.entries import Entry, entries

OF_STEPS = (STEP.code, CHECKED_STEP.code)
OF_CASES = (ACCEPTANCE.code, WHOLE.code, FOLLOW_UP.code)


def step_clocks(keys: Collection[int]) -> dict[int, Entry]:
    """The clock of each of these steps that has one; a few queries for all of them."""
    return {int(each.duty.subject_key): each for each in _read(OF_STEPS, keys)}


def case_clocks(keys: Collection[int]) -> dict[int, list[Entry]]:
    """Clocks of cases themselves: acceptance, the whole, papers that follow."""
    texts = [text for key in keys for text in (str(key), f"{key}.2")]
    found: dict[int, list[Entry]] = {}
    for each in _read(OF_CASES, texts):
        found.setdefault(int(each.duty.subject_key.partition(".")[0]), []).append(each)
    return found


def with_light(light: str) -> Exists:
    """The condition on steps that their clock shows `light` now."""
    of_step = Cast(OuterRef("pk"), CharField())
    rows = Obligation.objects.filter(kind__in=OF_STEPS, subject_key=of_step)
    return Exists(lit(rows.exclude(state=State.WITHDRAWN)).filter(Q(light=light)))


def worst(found: Collection[Entry]) -> str:
    """The most urgent light of some clocks; empty without any."""
    shown = {each.light for each in found}
    return next((light for light in Light.ALL if light in shown), "")


def _read(kinds: Collection[str], keys: Collection[object]) -> tuple[Entry, ...]:
    if not keys:
        return ()
    rows = Obligation.objects.filter(kind__in=kinds, subject_key__in=[str(key) for key in keys])
    live = rows.live().select_related("holder_unit", "holder_person")
    return entries(lit(live).by_date())
