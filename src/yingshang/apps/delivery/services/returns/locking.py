"""The first beats of every service: take the return and its latest version."""

from typing import Any
from uuid import UUID

from yingshang.apps.delivery.errors import EditedMeanwhileError, ReturnMovedOnError
from yingshang.apps.delivery.models import Return, ReturnVersion
from yingshang.apps.delivery.selectors.returns.content import Reading, latest_head, read
from yingshang.apps.delivery.selectors.returns.titles import CHINESE, title_in
from yingshang.apps.obligations.models import Obligation, State

# What the services and titles of returns read; the neighbours of a return have many wide columns.
NEEDED = (
    "kind", "role", "state", "revision",
    "unit__code", "unit__official_name_zh", "unit__reach",
    "task__code", "task__title",
    "period__kind", "period__starts_on", "period__plan__id", "period__plan__release__digest",
    "obligation__state", "obligation__claimed_at",
)  # fmt: skip


def locked(return_id: UUID) -> Return:
    """The return with its duty, locked until the transaction ends.

    Raises:
        Return.DoesNotExist: There is none with this id.
    """
    rows = Return.objects.select_related("unit", "task", "period__plan__release", "obligation")
    return rows.only(*NEEDED).select_for_update(of=("self",)).get(pk=return_id)


def waiting(report: Return, state: Return.State) -> ReturnVersion:
    """The latest version, without its content, of a return that stands in `state`.

    Raises:
        ReturnMovedOnError: It stands elsewhere by now.
    """
    version = latest_head(report) if report.state == state else None
    if version is None:
        raise ReturnMovedOnError
    return version


def waiting_with_content(report: Return, state: Return.State) -> Reading:
    """The same with what it says.

    Raises:
        ReturnMovedOnError: It stands elsewhere by now.
    """
    found = read(report) if report.state == state else None
    if found is None:
        raise ReturnMovedOnError
    return found


def open_duty(report: Return) -> Obligation | None:
    """The duty that a locked return fulfils, while it is open."""
    duty = report.obligation
    return duty if duty is not None and duty.state == State.OPEN else None


def require_read(report: Return, version: ReturnVersion | None, revision: int) -> None:
    """Refuse to go on from an older saving than the last.

    Raises:
        EditedMeanwhileError: Somebody has saved the return since.
    """
    if version is not None and report.revision != revision:
        raise EditedMeanwhileError(str(version.saved_by or ""), version.saved_at)


def naming(report: Return, number: int) -> dict[str, Any]:
    """The fields that every fact about this return carries."""
    return {
        "report": str(report.pk),
        "number": number,
        "title": title_in(CHINESE, report),
        "task": str(report.task_id or ""),
        "unit_id": report.unit_id,
        "unit": report.unit.official_name_zh,
    }
