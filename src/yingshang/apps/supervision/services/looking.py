"""The record is looked through for grounds; what holds no longer lapses."""

from datetime import datetime

from django.db import transaction

from yingshang.apps.casework.models import Case
from yingshang.apps.directory.models import Unit
from yingshang.apps.directory.permissions import Actor, on_record, require
from yingshang.apps.ledger.services import record
from yingshang.apps.supervision.content import rules
from yingshang.apps.supervision.decisions.matters import Evidence
from yingshang.apps.supervision.decisions.proposing import Held, held
from yingshang.apps.supervision.events import ProposalLapsed, SupervisionProposed
from yingshang.apps.supervision.models import Proposal
from yingshang.apps.supervision.permissions import LOOK
from yingshang.apps.supervision.selectors.matters import Matter, slipping
from yingshang.apps.supervision.services.naming import naming

Key = tuple[str, int, object]


@transaction.atomic
def look(*, actor: Actor, at: datetime) -> int:
    """Propose every ground that holds at `at` and is not proposed or decided on yet.

    A ground on which somebody decided is not proposed again for the same unit in the same case,
    unless its figures have grown since; a lapsed one is.

    Returns:
        How many proposals were made.

    Raises:
        PermissionDenied: `actor` may not.
        NoGroundsError: The pack has no grounds.
    """
    require(actor, LOOK, at=at)
    release, found = rules()
    matters = list(slipping(found, at))
    holding: dict[Key, tuple[Matter, Held]] = {}
    for each in held(found, [matter.row.columns for matter in matters]):
        matter = matters[each.place]
        holding[each.ground.id, matter.case.pk, matter.row.unit_id] = (matter, each)
    _lapse(set(holding), actor, at)
    known = _known(set(holding))
    units = Unit.objects.in_bulk([key[2] for key in holding])
    made = 0
    for key, (matter, each) in holding.items():
        if key not in known or _has_grown(known[key], matter, each):
            proposal = _proposed(matter, each, release.digest, at)
            proposal.unit = units[proposal.unit_id]
            fact = SupervisionProposed(**naming(proposal), shown=each.zh)
            record(fact, actor=on_record(actor), at=at)
            made += 1
    return made


def _lapse(holding: set[Key], actor: Actor, at: datetime) -> None:
    waiting = Proposal.objects.open().select_related("case", "unit").select_for_update(of=("self",))
    for proposal in waiting:
        if (proposal.ground, proposal.case_id, proposal.unit_id) not in holding:
            proposal.state, proposal.decided_at = Proposal.State.LAPSED, at
            proposal.save(update_fields=["state", "decided_at"])
            record(ProposalLapsed(**naming(proposal)), actor=on_record(actor), at=at)


def _known(holding: set[Key]) -> dict[Key, Proposal]:
    """The latest proposal of each key that waits or was decided on."""
    rows = Proposal.objects.exclude(state=Proposal.State.LAPSED)
    rows = rows.filter(case__in={key[1] for key in holding}).order_by("pk")
    return {(row.ground, row.case_id, row.unit_id): row for row in rows}


def _has_grown(before: Proposal, matter: Matter, each: Held) -> bool:
    """Whether what was dismissed has become worse: one of the counts has doubled since."""
    if before.state != Proposal.State.DISMISSED:
        return False
    counts = {name for name in matter.row.columns if f"{{{name}}}" in each.ground.sentence.zh_hans}
    return any(
        _number(matter.row.columns[name]) >= 2 * max(1, _number(before.facts.get(name)))
        for name in counts
    )


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _proposed(matter: Matter, each: Held, digest: str, at: datetime) -> Proposal:
    case: Case = matter.case
    return Proposal.objects.create(
        ground=each.ground.id,
        case=case,
        unit_id=matter.row.unit_id,
        release_digest=digest,
        sentence_zh=each.zh,
        sentence_en=each.en,
        facts=dict(matter.row.columns),
        evidence=[_kept(one) for one in matter.row.evidence],
        made_at=at,
    )


def _kept(one: Evidence) -> dict[str, str]:
    return {"on": one.on.isoformat(), "zh": one.zh, "en": one.en}
