"""Proposals: the list, one of them, and what is under way already."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from yingshang.apps.casework.models import Case
from yingshang.apps.casework.models.cases import OPEN_STAGES
from yingshang.apps.directory.models import Person, Unit
from yingshang.apps.directory.permissions import may
from yingshang.apps.ledger import clock
from yingshang.apps.ledger.reader import in_words
from yingshang.apps.supervision.content import ground_named, rules, supervising_types
from yingshang.apps.supervision.models import Proposal
from yingshang.apps.supervision.permissions import DECIDE, LOOK
from yingshang.engines.packs.supervisioncolumns import matter_columns

SHOWN = 100


@dataclass(frozen=True)
class Row:
    """One proposal of a list, with the name of its ground."""

    proposal: Proposal
    ground: str


@dataclass(frozen=True)
class ProposalsPage:
    """Proposals that wait, what is under way, what was decided last.

    Attributes:
        is_example: Whether the thresholds of the grounds are examples that nobody settled.
    """

    waiting: Sequence[Row]
    under_way: Sequence[Case]
    decided: Sequence[Row]
    is_example: bool
    may_look: bool


@dataclass(frozen=True)
class Fact:
    """One column of the ground as it stood."""

    name: str
    value: object


@dataclass(frozen=True)
class Shown:
    """One sentence of the record."""

    on: date
    sentence: str


@dataclass(frozen=True)
class ProposalPage:
    """One proposal with its evidence.

    Attributes:
        is_asked: The unit is no object of the city's supervision: it gets a letter.
        second: Open supervisions of the unit for the same matter.
    """

    row: Row
    requirement: str
    facts: Sequence[Fact]
    evidence: Sequence[Shown]
    is_asked: bool
    second: Sequence[Case]
    may_decide: bool


def proposals_page(viewer: Person) -> ProposalsPage:
    """What waits for a decision and what became of the rest; at most a hundred each."""
    _release, found = rules()
    rows = Proposal.objects.select_related("case", "supervision").newest_first()
    rows = rows.prefetch_related("unit__names").select_related("unit")
    decided = rows.exclude(state__in=[Proposal.State.OPEN, Proposal.State.LAPSED])
    cases = Case.objects.filter(type_code__in=supervising_types(), stage__in=OPEN_STAGES)
    return ProposalsPage(
        waiting=_rows(rows.open()[:SHOWN]),
        under_way=list(cases.order_by("-pk")[:SHOWN]),
        decided=_rows(decided[:SHOWN]),
        is_example=any(ground.status != "verified" for ground in found.grounds),
        may_look=may(viewer, LOOK, on=clock.today()),
    )


def find_proposal(key: int) -> Proposal | None:
    """The proposal with this key."""
    rows = Proposal.objects.select_related("case", "unit", "supervision", "decided_by")
    return rows.filter(pk=key).first()


def proposal_page(proposal: Proposal, viewer: Person) -> ProposalPage:
    """One proposal as `viewer` may see it."""
    _release, found = rules()
    columns = matter_columns(found.tallies)
    ground = ground_named(proposal.ground)
    requirement = ground.requirement if ground else None
    return ProposalPage(
        row=_rows([proposal])[0],
        requirement=requirement.zh_hans if requirement else "",
        facts=[
            Fact(in_words(columns[name].named(name, "zh"), columns[name].named(name, "en")), value)
            for name, value in proposal.facts.items()
            if name in columns and value and value is not True
        ],
        evidence=[
            Shown(date.fromisoformat(one["on"]), in_words(one["zh"], one["en"]))
            for one in proposal.evidence
        ],
        is_asked=proposal.unit.reach == Unit.Reach.ASKED,
        second=under_way(proposal),
        may_decide=may(viewer, DECIDE, on=clock.today()) and proposal.state == Proposal.State.OPEN,
    )


def under_way(proposal: Proposal) -> list[Case]:
    """Open supervisions of the same unit for the same matter, whoever opened them."""
    rows = Case.objects.filter(
        type_code__in=supervising_types(),
        stage__in=OPEN_STAGES,
        values__matter_number=proposal.case.number,
        values__supervised_unit=proposal.unit.code,
    )
    return list(rows.order_by("pk"))


def evidence_text(proposal: Proposal) -> str:
    """What the record shows, a line each, as it goes into the paper."""
    lines = [proposal.sentence_zh]
    lines += [f"{one['on']}　{one['zh']}" for one in proposal.evidence]
    return "\n".join(lines)


def _rows(proposals: Iterable[Proposal]) -> list[Row]:
    _release, found = rules()
    names: Mapping[str, str] = {
        ground.id: in_words(ground.name.zh_hans, ground.name.en or "") for ground in found.grounds
    }
    return [Row(each, names.get(each.ground, each.ground)) for each in proposals]
