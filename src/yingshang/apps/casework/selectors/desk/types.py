"""The case types of the release as officials read them: steps, limits with their law, letters."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from yingshang.apps.casework.selectors.desk.case import drawing
from yingshang.apps.casework.selectors.desk.words import said
from yingshang.apps.casework.types import current_type, current_types
from yingshang.apps.directory.models import Unit, UnitSet
from yingshang.apps.ledger import clock
from yingshang.apps.ledger.reader import language
from yingshang.apps.obligations.timekeeping import timekeeping_of
from yingshang.apps.registers.models import PackRelease
from yingshang.engines.packs.casework.casetype import CaseType
from yingshang.engines.packs.schema.casework.common import FieldHolder, Holder
from yingshang.engines.packs.schema.casework.steps import StepEntry
from yingshang.engines.process import Line, tell
from yingshang.engines.timelimits import LimitUnknown
from yingshang.engines.timelimits.rules import TimeLimit


@dataclass(frozen=True)
class ListedType:
    """One type in the list."""

    code: str
    name: str
    summary: str
    is_ledger: bool
    steps: int
    is_unverified: bool


@dataclass(frozen=True)
class LimitWords:
    """A limit as it stands today: its length and the law behind it; empty where none is in force.

    Attributes:
        status: Of the legal basis; `unverified` is said on the page.
    """

    name: str
    length: str
    basis: str
    status: str


@dataclass(frozen=True)
class TypeStep:
    """A step of a type in the table."""

    line: Line
    holder: str
    promised: LimitWords | None
    statutory: LimitWords | None
    basis: Sequence[str]
    status: str


@dataclass(frozen=True)
class TypePage:
    """One case type; `wholes` are the limits of the case as a whole."""

    case_type: CaseType
    release: PackRelease
    name: str
    summary: str
    drawing: SafeString
    steps: Sequence[TypeStep]
    wholes: Sequence[LimitWords]
    letters: Sequence[tuple[str, str, str]]
    examples: Sequence[str]
    notes: Sequence[str]


def types_page() -> list[ListedType]:
    """Every type of the newest release."""
    return [
        ListedType(
            code=each.id,
            name=said(each.entry.name),
            summary=said(each.entry.summary),
            is_ledger=each.is_ledger,
            steps=len(each.steps),
            is_unverified=any(step.status == "unverified" for step in each.steps.values()),
        )
        for each in current_types()
    ]


def type_page(code: str) -> TypePage:
    """One type of the newest release.

    Raises:
        TypeUnknownError: The release has none of this code.
    """
    release, found = current_type(code)
    lines = {line.step: line for line in tell(found.process, language())}
    today, limits = clock.today(), found.limits
    names = _names({step.holder for step in found.steps.values() if isinstance(step.holder, str)})
    wholes = [_limit(release, each, today) for each in (limits.promised, limits.statutory)]
    return TypePage(
        case_type=found,
        release=release,
        name=said(found.entry.name),
        summary=said(found.entry.summary),
        drawing=drawing(found, None),
        steps=[
            _step(release, lines[key], step, _holder(step.holder, found, names))
            for key, step in found.steps.items()
        ],
        wholes=[each for each in wholes if each],
        letters=[
            (said(each.name), said(each.title), said(each.body)) for each in found.letters.values()
        ],
        examples=[said(each.name) for each in found.examples],
        notes=[said(each) for each in found.entry.notes],
    )


def _step(release: PackRelease, line: Line, step: StepEntry, holder: str) -> TypeStep:
    today = clock.today()
    return TypeStep(
        line=line,
        holder=holder,
        promised=_limit(release, step.limit, today),
        statutory=_limit(release, step.statutory, today),
        basis=[f"{each.title}{each.article or ''}" for each in step.basis],
        status=step.status,
    )


def _names(codes: Collection[str]) -> Mapping[str, str]:
    """Names of units and sets of the directory by code."""
    sets = UnitSet.objects.filter(workspace=None, code__in=codes).order_by("pk")
    rows = Unit.objects.filter(workspace=None, code__in=codes).order_by("pk")
    return {each.code: str(each) for each in [*sets, *rows]}


def _holder(holder: Holder | None, found: CaseType, names: Mapping[str, str]) -> str:
    """A unit or set by its name, or the field that names the unit."""
    if isinstance(holder, FieldHolder):
        return said(found.fields[holder.field].name)
    return names.get(holder or "", holder or "")


def _limit(release: PackRelease, code: str | None, today: date) -> LimitWords | None:
    if code is None:
        return None
    try:
        limit = timekeeping_of(release.digest).limit(code, today)
    except LimitUnknown:
        return LimitWords(code, "", "", "")
    return _words(limit)


def _words(limit: TimeLimit) -> LimitWords:
    chosen = language()
    name = limit.name.text(chosen) if limit.name else limit.id
    basis = f"《{limit.law.name.text(chosen)}》{limit.article}"
    return LimitWords(name, limit.counted.name.text(chosen), basis, str(limit.status))
