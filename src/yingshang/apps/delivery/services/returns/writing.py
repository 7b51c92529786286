"""The content of a draft, written as rows; a line keeps its row, and so its files."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from yingshang.apps.delivery.decisions.returns import Basis, Content, LineContent
from yingshang.apps.delivery.errors import NotAmongTheOthersError, UnknownUnitError
from yingshang.apps.delivery.models import (
    ClaimedMilestone,
    Evidence,
    Return,
    ReturnLine,
    ReturnVersion,
)
from yingshang.apps.delivery.selectors.returns.others import other_returns
from yingshang.apps.directory.models import Unit

FIELDS = (
    "progress", "numerator", "denominator", "measured_in", "source", "problems",
    "blocked_since", "next_step",
)  # fmt: skip
WRITTEN = ("position", "title", "blocked_by", *FIELDS)


def write(
    version: ReturnVersion, content: Content, *, report: Return, bases: Sequence[Basis]
) -> None:
    """Put `content` in the place of what the draft said. What no basis has any more goes.

    Raises:
        UnknownUnitError: A line waits for a unit that the city does not have.
        NotAmongTheOthersError: It rests on what is no submitted return of its task and period.
    """
    blockers = _blockers(content)
    present = {row.key: row for row in version.lines.all()}
    rows = [
        _filled(present.get(basis.key) or ReturnLine(version=version, key=basis.key), basis,
                position, content.line(basis.key), blockers)
        for position, basis in enumerate(bases, start=1)
    ]  # fmt: skip
    wanted = {basis.key for basis in bases}
    gone = [row.pk for key, row in present.items() if key not in wanted]
    if gone:
        ReturnLine.objects.filter(pk__in=gone).delete()
    ReturnLine.objects.bulk_create([row for row in rows if row.pk is None])
    known = [row for row in rows if row.key in present]
    if known:
        ReturnLine.objects.bulk_update(known, WRITTEN)
        ClaimedMilestone.objects.filter(line__in=known).delete()
    _claim(rows, content, bases)
    _rest(version, content, report)


def copy(older: ReturnVersion, newer: ReturnVersion) -> None:
    """Give `newer` everything that `older`, read with its content, says and shows."""
    pairs = [(row, _copied(row, newer)) for row in older.lines.all()]
    ReturnLine.objects.bulk_create([line for _row, line in pairs])
    ClaimedMilestone.objects.bulk_create(
        ClaimedMilestone(line=line, milestone=each.milestone, result=each.result)
        for row, line in pairs
        for each in row.claimed.all()
    )
    Evidence.objects.bulk_create(
        Evidence(
            line=line,
            file_id=each.file_id,
            name=each.name,
            attached_by_id=each.attached_by_id,
            attached_at=each.attached_at,
        )
        for row, line in pairs
        for each in row.evidence.all()
    )
    newer.rests_on.set(older.rests_on.all())


def _copied(row: ReturnLine, version: ReturnVersion) -> ReturnLine:
    values = {name: getattr(row, name) for name in ("key", *WRITTEN)}
    return ReturnLine(version=version, **values)


def _blockers(content: Content) -> Mapping[str, Unit]:
    codes = {line.blocked_by for line in content.lines if line.blocked_by}
    if not codes:
        return {}
    units = Unit.objects.within(None).filter(code__in=codes).order_by("pk")
    found = {unit.code: unit for unit in units}
    if codes - found.keys():
        raise UnknownUnitError
    return found


def _filled(
    row: ReturnLine,
    basis: Basis,
    position: int,
    said: LineContent,
    blockers: Mapping[str, Unit],
) -> ReturnLine:
    row.position, row.title = position, basis.title
    row.blocked_by = blockers.get(said.blocked_by)
    for name in FIELDS:
        setattr(row, name, getattr(said, name))
    return row


def _claim(rows: Sequence[ReturnLine], content: Content, bases: Sequence[Basis]) -> None:
    results: dict[UUID, str] = {
        each.key: each.result for basis in bases for each in basis.milestones
    }
    claims = [
        ClaimedMilestone(line=row, milestone=key, result=results.get(key, ""))
        for row in rows
        for key in dict.fromkeys(content.line(row.key).milestones)
    ]
    if claims:
        ClaimedMilestone.objects.bulk_create(claims)


def _rest(version: ReturnVersion, content: Content, report: Return) -> None:
    version.without_note = content.without_note.strip()
    if not report.gathers:
        return
    allowed = {each.pk: each for each in other_returns(report) if each.state in Return.SENT}
    if not set(content.rests_on) <= allowed.keys():
        raise NotAmongTheOthersError
    version.rests_on.set([allowed[key] for key in content.rests_on])
