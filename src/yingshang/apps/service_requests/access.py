"""Whether somebody works for the office that receives requests, or handled one."""

from datetime import datetime
from uuid import UUID

from yingshang.apps.casework.models import Case, Step
from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import may, units_of
from yingshang.apps.ledger.clock import local_day
from yingshang.apps.service_requests.content import Content
from yingshang.apps.service_requests.permissions import RECEIVE


def is_intake(actor: Person, case: Case, at: datetime) -> bool:
    """Whether `actor` receives requests for the office in charge of `case`."""
    return may(actor, RECEIVE, on=local_day(at), unit=case.holder_unit_id)


def handled_it(actor: Person, case: Case, content: Content, at: datetime) -> bool:
    """Whether `actor`, or a unit of theirs on that day, held a step of handling."""
    codes = content.handling_of(case.type_code).steps.handle
    steps = Step.objects.filter(case=case, code__in=codes)
    rows = list(steps.order_by().values_list("settled_by_id", "holder_unit_id"))
    people = {person for person, _unit in rows}
    units: set[UUID | None] = {unit for _person, unit in rows}
    return actor.pk in people or bool(units & units_of(actor, local_day(at)))
