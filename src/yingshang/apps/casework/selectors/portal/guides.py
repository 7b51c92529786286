"""Services of the city as the public finds them, and the guide of each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from yingshang.apps.casework.decisions.times import TrueTimes
from yingshang.apps.casework.errors import TypeUnknownError
from yingshang.apps.casework.selectors.reasons import PublishedReason, published_reasons
from yingshang.apps.casework.selectors.times import times_of
from yingshang.apps.casework.types import current_type, current_types
from yingshang.apps.directory.matters import OfferedMatter
from yingshang.apps.directory.models import Unit, UnitSet
from yingshang.apps.ledger.clock import local_day
from yingshang.apps.ledger.reader import in_words, language
from yingshang.apps.obligations.terms import Timekeeping
from yingshang.apps.obligations.timekeeping import current_timekeeping
from yingshang.engines.packs.casework.casetype import CaseType
from yingshang.engines.packs.casework.processes import words
from yingshang.engines.packs.schema.casework.common import Fee, Holder
from yingshang.engines.packs.schema.casework.steps import StepEntry
from yingshang.engines.process.drawing import draw
from yingshang.engines.process.telling import Line, tell
from yingshang.engines.timelimits import TimeLimit, TimeLimitError

# Over how long true times are counted.
LOOKING_BACK = timedelta(days=365)
# How somebody outside the office comes to a case of a type.
ASKED_FOR = frozenset({"applicant", "window"})


@dataclass(frozen=True)
class Offered:
    """A service in the list; `promised` is empty where nothing was promised."""

    code: str
    name: str
    summary: str
    fee: Fee | None
    promised: str
    can_apply: bool
    is_window_only: bool


@dataclass(frozen=True)
class Shown:
    """A time limit in words: its length, where it stands, and whether that was verified."""

    length: str
    source: str
    is_verified: bool


@dataclass(frozen=True)
class Limits:
    """What the law allows beside what the city promises; None where there is no such."""

    statutory: Shown | None
    promised: Shown | None


@dataclass(frozen=True)
class Link:
    """One step of the service: its office, its limits, its fee."""

    step: StepEntry
    office: str
    limits: Limits


@dataclass(frozen=True)
class Guide:
    """The guide of one service.

    Attributes:
        links: Steps that somebody does, in the order of the type.
        times: How long it really took, from acceptance to the end, over the last year.
        drawing: The steps as SVG; `lines` says the same in words.
        reasons: Why steps were late over the last year, as the units published it.
        can_apply: Whether it is applied for here, by the public.
    """

    case_type: CaseType
    office: str
    whole: Limits
    links: Sequence[Link]
    times: TrueTimes
    drawing: str
    lines: Sequence[Line]
    reasons: Sequence[PublishedReason]
    can_apply: bool


def services(wanted: str = "", *, at: datetime) -> list[Offered]:
    """Services of the current release that hold every word of `wanted`, by name or description.

    What only officials open, such as a request that was reported, is nothing to apply for.
    """
    keeping = _keeping()
    found = (each for each in current_types() if _is_asked_for(each) and _holds(each, wanted))
    return [_offered(each, keeping, local_day(at)) for each in found]


def service(code: str) -> CaseType | None:
    """A service of the current release; None where there is none of this code."""
    try:
        _release, case_type = current_type(code)
    except TypeUnknownError:
        return None
    return None if case_type.is_ledger else case_type


def guide(case_type: CaseType, *, at: datetime) -> Guide:
    """Everything that one should know before applying."""
    keeping, on, offices = _keeping(), local_day(at), offices_of(case_type)
    name, lang, process = words(case_type.entry.name), language(), case_type.process
    done = [each for each in case_type.entry.steps if each.performer != "automatic"]
    return Guide(
        case_type=case_type,
        office=office(case_type.entry.holder, offices),
        whole=_pair(keeping, case_type.limits.statutory, case_type.limits.promised, on),
        links=[_link(each, case_type, offices, keeping, on) for each in done],
        times=times_of(case_type.id, since=at - LOOKING_BACK, at=at),
        drawing=draw(process, name, lang),
        lines=tell(process, lang),
        reasons=published_reasons(case_type.id, since=at - LOOKING_BACK),
        can_apply=_can_apply(case_type),
    )


def matters() -> list[OfferedMatter]:
    """Services for which somebody may be authorised."""
    found = [each for each in current_types() if not each.is_ledger]
    return [OfferedMatter(each.id, _text(each)) for each in found]


def offices_of(case_type: CaseType) -> Mapping[str, str]:
    """Names of the units and sets that the type names as holders; two queries."""
    holders = [case_type.entry.holder, *(each.holder for each in case_type.entry.steps)]
    codes = {each for each in holders if isinstance(each, str)}
    units = Unit.objects.filter(workspace=None, code__in=codes).order_by("code")
    found = {unit.code: unit.official_name for unit in units}
    if codes - found.keys():
        sets = UnitSet.objects.filter(workspace=None, code__in=codes - found.keys())
        found |= {each.code: str(each) for each in sets.prefetch_related("names").order_by("code")}
    return found


def office(holder: Holder | None, offices: Mapping[str, str]) -> str:
    """The name of a holder; empty where a field of the case names it."""
    return offices.get(holder, "") if isinstance(holder, str) else ""


def _offered(case_type: CaseType, keeping: Timekeeping | None, on: date) -> Offered:
    entry = case_type.entry
    promised = _limit(keeping, case_type.limits.promised, on)
    return Offered(
        code=case_type.id,
        name=_text(case_type),
        summary=in_words(entry.summary.zh_hans, entry.summary.en),
        fee=entry.fee,
        promised=promised.length if promised else "",
        can_apply=_can_apply(case_type),
        is_window_only=not _can_apply(case_type) and "window" in entry.opened_by,
    )


def _is_asked_for(case_type: CaseType) -> bool:
    entry = case_type.entry
    is_asked = not ASKED_FOR.isdisjoint(entry.opened_by) or not entry.held.here
    return is_asked and not case_type.is_ledger


def _can_apply(case_type: CaseType) -> bool:
    return "applicant" in case_type.entry.opened_by and case_type.entry.held.here


def _text(case_type: CaseType) -> str:
    return in_words(case_type.entry.name.zh_hans, case_type.entry.name.en)


def _holds(case_type: CaseType, wanted: str) -> bool:
    entry = case_type.entry
    texts = [entry.name, entry.summary, *(each.name for each in entry.steps)]
    said = " ".join(f"{each.zh_hans} {each.en or ''}" for each in texts).lower()
    return all(word in said for word in wanted.lower().split())


def _keeping() -> Timekeeping | None:
    try:
        return current_timekeeping()
    except TimeLimitError:
        return None


def _link(
    step: StepEntry,
    case_type: CaseType,
    offices: Mapping[str, str],
    keeping: Timekeeping | None,
    on: date,
) -> Link:
    holder = step.holder or case_type.entry.holder
    pair = _pair(keeping, step.statutory, step.limit, on)
    return Link(step, office(holder, offices), pair)


def _pair(
    keeping: Timekeeping | None, statutory: str | None, promised: str | None, on: date
) -> Limits:
    return Limits(_limit(keeping, statutory, on), _limit(keeping, promised, on))


def _limit(keeping: Timekeeping | None, name: str | None, on: date) -> Shown | None:
    if keeping is None or name is None:
        return None
    try:
        found = keeping.limit(name, on)
    except TimeLimitError:
        return None
    return Shown(found.length.name.text(language()), _source(found), found.status == "verified")


def _source(limit: TimeLimit) -> str:
    parts: Iterable[str] = (limit.law.name.text(language()), limit.article)
    return " ".join(part for part in parts if part)
