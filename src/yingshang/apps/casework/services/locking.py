"""The first beats of every service: take the case, and name it for the ledger."""

from typing import Any

from yingshang.apps.casework.errors import HeldElsewhereError, StageError
from yingshang.apps.casework.models import Case, Stage, Step
from yingshang.engines.packs.casework.casetype import CaseType

# Never read while acting: long texts of the unit and the whole content of the release.
UNUSED = ("release__content", "holder_unit__note_zh", "holder_unit__note_en")


def locked(case_id: int) -> Case:
    """The case with its unit and release, locked until the transaction ends.

    Whoever acts on a case waits here for whoever was faster; what they read afterwards is new.

    Raises:
        Case.DoesNotExist: There is none with this id.
        HeldElsewhereError: Another system holds it: what happens there is only reported here.
    """
    case = locked_anywhere(case_id)
    if case.source_id is not None:
        raise HeldElsewhereError
    return case


def locked_anywhere(case_id: int) -> Case:
    """The same, of cases that another system holds too.

    Raises:
        Case.DoesNotExist: There is none with this id.
    """
    rows = Case.objects.select_related("holder_unit", "release", "applicant", "enterprise")
    return rows.defer(*UNUSED).select_for_update(of=("self",)).get(pk=case_id)


def locked_step(step_id: int) -> Step:
    """The step, with its case locked first; everybody takes them in this order.

    Raises:
        Step.DoesNotExist: There is none with this id.
    """
    case_id = Step.objects.values_list("case_id", flat=True).get(pk=step_id)
    case = locked(case_id)
    step = Step.objects.select_related("holder_unit").get(pk=step_id)
    step.case = case
    return step


def require_stage(case: Case, *stages: Stage) -> None:
    """Raise StageError unless the case stands at one of these stages."""
    if case.stage not in stages:
        raise StageError


def naming(case: Case) -> dict[str, Any]:
    """The fields that every fact about this case carries."""
    return {"case": case.pk, "number": case.number, "unit_id": case.holder_unit_id}


def step_naming(step: Step, case_type: CaseType) -> dict[str, Any]:
    """The fields that every fact about this step carries."""
    name = case_type.steps[step.code].name
    return {
        **naming(step.case),
        "step": step.pk,
        "step_zh": name.zh_hans,
        "step_en": name.en or name.zh_hans,
        "holder_id": step.holder_unit_id,
    }
