"""Kinds of obligation that casework creates; the subject of each is a step or a case."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from yingshang.apps.casework.addresses import page_of_case, page_of_step
from yingshang.apps.obligations.kinds import Kind, declare

if TYPE_CHECKING:
    from yingshang.apps.casework.models import Case

STEP = Kind(
    code="casework.step",
    name=_("Step of a case"),
    needs_verification=False,
    page_of=page_of_step,
)
CHECKED_STEP = Kind(
    code="casework.checked_step",
    name=_("Step of a case that somebody else checks"),
    needs_verification=True,
    page_of=page_of_step,
)
ACCEPTANCE = Kind(
    code="casework.acceptance",
    name=_("Acceptance of a case"),
    needs_verification=False,
    page_of=page_of_case,
)
WHOLE = Kind(
    code="casework.whole",
    name=_("Case as a whole"),
    needs_verification=False,
    page_of=page_of_case,
)
FOLLOW_UP = Kind(
    code="casework.follow_up",
    name=_("Papers that follow"),
    needs_verification=False,
    page_of=page_of_case,
)


def acceptance_keys(case: "Case") -> tuple[str, str]:
    """Subjects of the duty to accept: of the first handing in, and of that after a correction."""
    return str(case.pk), f"{case.pk}.2"


def connect() -> None:
    """Declare them; called once, when Django has loaded."""
    for kind in (STEP, CHECKED_STEP, ACCEPTANCE, WHOLE, FOLLOW_UP):
        declare(kind)
