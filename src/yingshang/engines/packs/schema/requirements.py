"""`requirements.yaml`: the plan's work requirements and the service rules of its principles."""

from typing import Annotated

from pydantic import Field

from yingshang.engines.packs.schema.common import Code, Quoted, Span, Strict, Text
from yingshang.engines.packs.schema.tasks import Instrument, TargetEntry


class WorkRequirement(Strict):
    """One paragraph of the plan's work requirements and the duties that it lays down."""

    id: Code
    name: Text
    span: Span
    duties: Annotated[tuple["Duty", ...], Field(min_length=1)]
    targets: tuple[TargetEntry, ...] = ()


class Duty(Quoted):
    """One duty of every responsible unit."""

    id: Code
    plain: Text
    instruments: Annotated[tuple[Instrument, ...], Field(min_length=1)]


class ServiceRule(Quoted):
    """A rule of service that the plan's principles name."""

    id: Code
    name: Text
    plain: Text
    instruments: Annotated[tuple[Instrument, ...], Field(min_length=1)]


class Requirements(Strict):
    """All work requirements and service rules of the plan."""

    work_requirements: tuple[WorkRequirement, ...]
    service_rules: tuple[ServiceRule, ...]
