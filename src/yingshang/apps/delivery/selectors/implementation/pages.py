"""The pages about implementation plans."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from yingshang.apps.delivery.decisions.completeness import Fault, faults
from yingshang.apps.delivery.decisions.differences import Difference, differences
from yingshang.apps.delivery.decisions.implementation import Content
from yingshang.apps.delivery.decisions.progress import Progress, progress
from yingshang.apps.delivery.models import (
    ImplementationPlan,
    ImplementationVersion,
    Measure,
    Plan,
)
from yingshang.apps.delivery.permissions import (
    DRAFT_IMPLEMENTATION,
    OPEN_DRAFTING,
    REVIEW_IMPLEMENTATION,
    SIGN_IMPLEMENTATION,
)
from yingshang.apps.delivery.selectors.implementation.content import (
    content_of,
    frame_of,
    latest_version,
    measures_of,
    token_of,
    with_content,
)
from yingshang.apps.delivery.selectors.implementation.lists import (
    ImplementationRow,
    ListFilter,
    ListPart,
    StateCount,
    duty_of,
    list_part,
    of_own_units,
    state_counts,
    units_of_plans,
    visible_to,
)
from yingshang.apps.delivery.selectors.names import short_name
from yingshang.apps.directory.models import Person, Unit
from yingshang.apps.directory.permissions import may, units_for
from yingshang.apps.ledger import clock
from yingshang.apps.ledger.selectors import Timeline, timeline
from yingshang.apps.obligations.events import RETOLD
from yingshang.apps.obligations.models import Obligation

State = ImplementationVersion.State
# A unit's own list is shown whole; no unit has as many tasks.
EVERY_TASK = 500


@dataclass(frozen=True)
class Rights:
    """What the viewer may do with the latest version now."""

    edit: bool
    sign: bool
    take_back: bool
    change: bool
    review: bool


@dataclass(frozen=True)
class ImplementationPage:
    """One unit's plan for one task.

    Attributes:
        version: The one that is shown; None before anybody has begun.
        latest: The latest one.
        duty: To hand the plan in, with its `light`.
        faults: What keeps the latest version from being signed; empty unless it is a draft.
        progress: Milestones of the version that is shown.
    """

    plan: ImplementationPlan
    unit_name: str
    version: ImplementationVersion | None
    latest: ImplementationVersion | None
    versions: Sequence[ImplementationVersion]
    duty: Obligation | None
    faults: tuple[Fault, ...]
    progress: Progress
    rights: Rights
    timeline: Timeline


@dataclass(frozen=True)
class PublishedMeasure:
    """A measure of the task, and what the unit says to it.

    Attributes:
        numbers: Numbers, from 1, of the own measures that carry it.
        reason: Why it is not the unit's; empty otherwise.
    """

    row: Measure
    numbers: tuple[int, ...]
    reason: str

    @property
    def is_open(self) -> bool:
        """Whether the unit has said nothing to it yet."""
        return not self.numbers and not self.reason


@dataclass(frozen=True)
class EditPage:
    """A draft, with the task's published measures beside it."""

    plan: ImplementationPlan
    unit_name: str
    latest: ImplementationVersion | None
    content: Content
    published: tuple[PublishedMeasure, ...]
    faults: tuple[Fault, ...]
    token: str
    may_sign: bool


@dataclass(frozen=True)
class OwnPage:
    """The plans of the reader's own units.

    Attributes:
        drafting: Units for which the reader drafts, each with a workbook to download and upload.
        sees_more: Whether there are plans of others to see.
    """

    plan: Plan
    rows: tuple[ImplementationRow, ...]
    drafting: tuple[Unit, ...]
    sees_more: bool

    @property
    def shows_unit(self) -> bool:
        """Whether the rows belong to more than one unit."""
        return len({row.plan.unit_id for row in self.rows}) > 1


@dataclass(frozen=True)
class AllPage:
    """Every plan that the reader may see, narrowed.

    Attributes:
        counts: How many stand in which state, not narrowed.
        next_query: Address of the next part, empty on the last one.
    """

    plan: Plan
    part: ListPart
    asked: ListFilter
    counts: tuple[StateCount, ...]
    next_query: str
    may_review: bool
    may_open: bool

    @property
    def is_narrowed(self) -> bool:
        """Whether a filter is chosen."""
        return bool(self.first_query)

    @property
    def first_query(self) -> str:
        """Address of the first part, with the same filter."""
        chosen = {**vars(self.asked), "after": ""}
        return urlencode({name: value for name, value in chosen.items() if value})

    @property
    def ticks(self) -> bool:
        """Whether something shown can be accepted by the reader."""
        return self.may_review and any(row.can_be_reviewed for row in self.part.rows)


@dataclass(frozen=True)
class VersionsPage:
    """Every version, and how one differs from the one before."""

    plan: ImplementationPlan
    unit_name: str
    versions: Sequence[ImplementationVersion]
    shown: ImplementationVersion
    before: ImplementationVersion | None
    differences: tuple[Difference, ...]


def own_implementations_page(viewer: Person, plan: Plan, *, on: date) -> OwnPage:
    """The plans of the units for which `viewer` acts."""
    rows = of_own_units(viewer, plan, on)
    drafts = units_for(viewer, DRAFT_IMPLEMENTATION, on=on) or frozenset()
    part = list_part(rows, ListFilter(), now=clock.now(), on=on, size=EVERY_TASK)
    return OwnPage(
        plan=plan,
        rows=part.rows,
        drafting=units_of_plans(plan, drafts),
        sees_more=visible_to(viewer, plan, on).count() > len(part.rows),
    )


def implementations_page(viewer: Person, plan: Plan, asked: ListFilter, *, on: date) -> AllPage:
    """Every plan that `viewer` may see, narrowed to what was asked for."""
    rows = visible_to(viewer, plan, on)
    part = list_part(rows, asked, now=clock.now(), on=on)
    more = {name: value for name, value in vars(asked).items() if value}
    return AllPage(
        plan=plan,
        part=part,
        asked=asked,
        counts=state_counts(rows),
        next_query=urlencode({**more, "after": part.after}) if part.after else "",
        may_review=may(viewer, REVIEW_IMPLEMENTATION, on=on),
        may_open=may(viewer, OPEN_DRAFTING, on=on),
    )


def implementation_for(
    viewer: Person, plan: Plan, key: UUID, on: date
) -> ImplementationPlan | None:
    """The plan with this id, when the viewer may see it."""
    found = visible_to(viewer, plan, on).filter(pk=key)
    return found.prefetch_related("unit__names").first()


def implementation_page(
    row: ImplementationPlan, *, number: int | None, viewer: Person, on: date
) -> ImplementationPage:
    """The page of one plan; `number` asks for an older version."""
    versions = list(
        with_content(
            row.versions.select_related("drafted_by", "signed_by", "reviewed_by")
        ).order_by("-number")
    )
    latest = versions[0] if versions else None
    version = next((each for each in versions if each.number == number), latest)
    measures = version.planned_measures.all() if version else ()
    return ImplementationPage(
        plan=row,
        unit_name=short_name(row.unit),
        version=version,
        latest=latest,
        versions=versions,
        duty=duty_of(row, clock.now()),
        faults=_faults(row, latest),
        progress=progress((mile for each in measures for mile in each.milestones.all()), on),
        rights=rights_of(viewer, row, latest, on),
        timeline=timeline("delivery.implementationplan", row.pk, viewer, without=RETOLD),
    )


def rights_of(
    viewer: Person, row: ImplementationPlan, latest: ImplementationVersion | None, on: date
) -> Rights:
    """What `viewer` may do with `latest` on a local day."""
    state = latest.state if latest else State.DRAFT
    drafts = may(viewer, DRAFT_IMPLEMENTATION, on=on, unit=row.unit_id)
    signs = may(viewer, SIGN_IMPLEMENTATION, on=on, unit=row.unit_id)
    return Rights(
        edit=drafts and state in {State.DRAFT, State.SENT_BACK},
        sign=signs and latest is not None and state == State.DRAFT,
        take_back=signs and state == State.SIGNED,
        change=drafts and state == State.ACCEPTED,
        review=state == State.SIGNED and may(viewer, REVIEW_IMPLEMENTATION, on=on),
    )


def edit_page(row: ImplementationPlan, *, viewer: Person, on: date) -> EditPage:
    """The draft of one plan, or what will become one."""
    latest = latest_version(row)
    content = content_of(latest)
    measures = measures_of(row.task)
    return EditPage(
        plan=row,
        unit_name=short_name(row.unit),
        latest=latest,
        content=content,
        published=tuple(_published(each, content) for each in measures),
        faults=faults(content, frame_of(row.task, measures)),
        token=token_of(latest),
        may_sign=rights_of(viewer, row, latest, on).sign,
    )


def versions_page(row: ImplementationPlan, number: int | None) -> VersionsPage | None:
    """All versions; `number` is compared with the one before, by default the latest."""
    people = ("drafted_by", "signed_by", "reviewed_by")
    rows = list(with_content(row.versions.select_related(*people)).order_by("-number"))
    if not rows:
        return None
    shown = next((each for each in rows if each.number == number), rows[0])
    before = next((each for each in rows if each.number == shown.number - 1), None)
    return VersionsPage(
        plan=row,
        unit_name=short_name(row.unit),
        versions=rows,
        shown=shown,
        before=before,
        differences=differences(content_of(before), content_of(shown)),
    )


def _faults(row: ImplementationPlan, latest: ImplementationVersion | None) -> tuple[Fault, ...]:
    if latest is None or not latest.is_draft:
        return ()
    return faults(content_of(latest), frame_of(row.task, measures_of(row.task)))


def _published(measure: Measure, content: Content) -> PublishedMeasure:
    numbers = [
        number
        for number, each in enumerate(content.measures, start=1)
        if measure.code in each.carries
    ]
    reasons = [each.reason for each in content.not_ours if each.measure == measure.code]
    return PublishedMeasure(measure, tuple(numbers), reasons[0] if reasons else "")
