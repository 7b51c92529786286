"""The form of a draft, or of a case that is to be completed: what is asked now, what is there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from yingshang.apps.casework.decisions.answers import (
    Circumstances,
    case_record,
    judged,
    own_fields,
)
from yingshang.apps.casework.models import Case, CaseFile, Correction
from yingshang.apps.casework.selectors.values import values_of
from yingshang.apps.casework.terms import term
from yingshang.apps.casework.types import type_of
from yingshang.apps.directory.models import Enterprise
from yingshang.apps.directory.selectors.authorisations import enterprise_by_number
from yingshang.apps.ledger.clock import local_day
from yingshang.apps.obligations.timekeeping import timekeeping_of
from yingshang.engines.packs.casework.casetype import CaseType
from yingshang.engines.packs.schema.casework.letters import LetterEntry
from yingshang.engines.packs.schema.casework.papers import MaterialEntry, RouteEntry
from yingshang.engines.rules import Truth


@dataclass(frozen=True)
class FormPage:
    """What the form of a case shows.

    Attributes:
        asked: Fields that the applicant is asked now, in the order of the type.
        required, papers_required: Fields and materials that these answers make necessary, besides
            those that always are.
        firms: What the register knows of the numbers that were typed, by field.
        papers: Materials of the chosen route.
        routes: Those offered on these answers.
        commitment: The words to be accepted on this route; None where there are none.
        may_follow: Materials that may come later on this route, until `follows_on` at the latest
            if it were accepted today.
        correction: What has to be put right, where that was asked.
    """

    case: Case
    case_type: CaseType
    asked: Sequence[str]
    required: frozenset[str]
    papers_required: frozenset[str]
    values: Mapping[str, object]
    files: Mapping[str, Sequence[CaseFile]]
    firms: Mapping[str, Enterprise]
    papers: Sequence[MaterialEntry]
    routes: Sequence[RouteEntry]
    route: RouteEntry | None
    commitment: LetterEntry | None
    may_follow: Sequence[MaterialEntry]
    follows_on: date | None
    correction: Correction | None


def form_page(case: Case, *, at: datetime) -> FormPage:
    """The form of `case` as it stands at `at`; ask first whose it is."""
    case_type = type_of(case)
    values = values_of(case)
    files = _files(case)
    record = case_record(case_type, values, circumstances_of(case, files, at))
    true = _true(case_type, record)
    route = case_type.routes.get(case.route)
    papers = [
        one for one in case_type.entry.materials if not one.routes or case.route in one.routes
    ]
    follows = bool(route and route.follows_within)
    return FormPage(
        case=case,
        case_type=case_type,
        asked=[key for key in asked_of(case_type) if true.get(f"fields.{key}.when") is not False],
        required=_required("fields.", true),
        papers_required=_required("materials.", true),
        values=values,
        files=files,
        firms=_firms(case_type, values),
        papers=papers,
        routes=[r for r in case_type.entry.routes if true.get(f"routes.{r.id}.when") is not False],
        route=route,
        commitment=_commitment(case_type, route),
        may_follow=[one for one in papers if follows and one.may_follow],
        follows_on=_follows_on(case, route, at),
        correction=Correction.objects.filter(case=case, answered_at=None).first(),
    )


def asked_of(case_type: CaseType) -> list[str]:
    """Fields that an applicant answers, in order: neither computed nor filled by a step."""
    own = own_fields(case_type)
    return [key for key, one in case_type.fields.items() if key in own and one.computed is None]


def circumstances_of(
    case: Case, files: Mapping[str, Sequence[CaseFile]], at: datetime
) -> Circumstances:
    """What the case knows of itself before acceptance."""
    kind = "enterprise" if case.enterprise_id else "person" if case.applicant_id else None
    return Circumstances(
        route=case.route,
        applicant_kind=kind,
        opened_on=local_day(case.opened_at),
        today=local_day(at),
        files=frozenset(files),
    )


def _true(case_type: CaseType, record: Mapping[str, object]) -> dict[str, bool | None]:
    """Every condition of fields, materials and routes by name; None where it is unknown."""
    families = ("fields.", "materials.", "routes.")
    names = [
        name
        for name in case_type.conditions
        if name.startswith(families) and not name.endswith(".computed")
    ]
    verdicts = judged(case_type, names, record)
    known = {Truth.TRUE: True, Truth.FALSE: False, Truth.UNKNOWN: None}
    return {name: known[said.truth] for name, said in zip(names, verdicts, strict=True)}


def _required(family: str, true: Mapping[str, bool | None]) -> frozenset[str]:
    """Those of a family that these answers make necessary."""
    names = [name for name in true if name.startswith(family) and name.endswith(".required_when")]
    return frozenset(name.split(".")[1] for name in names if true[name])


def _files(case: Case) -> dict[str, list[CaseFile]]:
    found: dict[str, list[CaseFile]] = {}
    rows = CaseFile.objects.filter(case=case, step=None).select_related("file").order_by("pk")
    for row in rows:
        found.setdefault(row.belongs_to, []).append(row)
    return found


def _firms(case_type: CaseType, values: Mapping[str, object]) -> dict[str, Enterprise]:
    typed = [key for key, one in case_type.fields.items() if one.type == "enterprise"]
    found = {key: enterprise_by_number(str(values[key])) for key in typed if values.get(key)}
    return {key: firm for key, firm in found.items() if firm is not None}


def _commitment(case_type: CaseType, route: RouteEntry | None) -> LetterEntry | None:
    if route is None or route.commitment_letter is None:
        return None
    return case_type.letters.get(route.commitment_letter)


def _follows_on(case: Case, route: RouteEntry | None, at: datetime) -> date | None:
    if route is None or route.follows_within is None:
        return None
    dates = term(timekeeping_of(case.release.digest), route.follows_within, at, at)
    return dates.due_on if dates else None
