"""Ranking, one unit's entries, the queue of objections, and the rules."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.urls import reverse

from yingshang.apps.delivery.decisions.appraisal import Scored, Standing
from yingshang.apps.delivery.errors import DeliveryError
from yingshang.apps.delivery.models import Objection, Plan
from yingshang.apps.delivery.permissions import DECIDE_OBJECTION, FREEZE, OBJECT, SEE_SCORES
from yingshang.apps.delivery.selectors.appraisal.answers import answers_to, unsure_of
from yingshang.apps.delivery.selectors.appraisal.months import (
    Scores,
    contestable,
    months_of,
    scores,
)
from yingshang.apps.delivery.selectors.names import short_name
from yingshang.apps.delivery.selectors.workings import find_scoring
from yingshang.apps.directory.models import Person, Unit
from yingshang.apps.directory.permissions import may, units_for
from yingshang.apps.ledger import clock
from yingshang.apps.ledger.events import fact_class
from yingshang.apps.ledger.reader import in_words
from yingshang.apps.obligations.duties import Term
from yingshang.apps.obligations.kinds import find_kind, kind_name
from yingshang.apps.obligations.models import Obligation
from yingshang.engines.packs.schema.appraisal import Appraisal, ScoringRule

PAGES = {
    "obligations.obligation": "obligations:duty",
    "delivery.publicityitem": "delivery:publicity_item",
    "delivery.decision": "delivery:decision",
    "delivery.return": "delivery:return",
}
OPEN = Objection.State.OPEN


@dataclass(frozen=True)
class RankRow:
    """One unit of the ranking; `url` is empty where the viewer may not see its entries."""

    unit: Unit
    name: str
    standing: Standing
    added: Decimal
    deducted: Decimal
    url: str


@dataclass(frozen=True)
class RankingPage:
    """A month: who reached what, whether it is frozen, and until when it can be contested.

    Attributes:
        until: Until when entries can be contested; None when no day follows from the pack.
        may_freeze: Whether the viewer may freeze it now: nothing waits, nothing can be contested.
        open_objections: How many wait for a decision.
    """

    month: date
    months: tuple[date, ...]
    scores: Scores
    rows: tuple[RankRow, ...]
    asked: tuple[str, ...]
    rules: Appraisal | None
    until: Term | None
    is_contestable: bool
    may_freeze: bool
    may_decide: bool
    may_export: bool
    open_objections: int

    @property
    def base(self) -> Decimal | None:
        """What every unit begins the month with."""
        result = self.scores.result
        return result.base if result else self.rules.base if self.rules else None

    @property
    def is_example(self) -> bool:
        """Whether the points come from rules that are only an example."""
        if self.scores.result is not None:
            return self.scores.result.is_example
        return self.rules is None or self.rules.status == "example"


@dataclass(frozen=True)
class EntryRow:
    """An entry as it is drawn; `url` leads to the row that it comes from."""

    entry: Scored
    rule: str
    url: str
    objection: Objection | None
    may_object: bool

    @property
    def is_cut(self) -> bool:
        """Whether the cap left less than the rule gives."""
        return not self.entry.void_reason and self.entry.counted != self.entry.points


@dataclass(frozen=True)
class UnitScoresPage:
    """The entries of one unit in a month."""

    ranking: RankingPage
    unit: Unit
    name: str
    standing: Standing | None
    entries: tuple[EntryRow, ...]
    is_asked: bool


@dataclass(frozen=True)
class ObjectionRow:
    """An objection; `answer` is the duty to decide on it, where the pack sets a day."""

    name: str
    objection: Objection
    answer: Obligation | None
    may_withdraw: bool


@dataclass(frozen=True)
class ObjectionsPage:
    """Objections that the viewer may read, those that wait first.

    Attributes:
        unsure: What the pack says of the time for answers while nobody has settled it; else empty.
    """

    rows: tuple[ObjectionRow, ...]
    may_decide: bool
    unsure: str


@dataclass(frozen=True)
class RuleRow:
    """A rule in words; `is_known` is False when nothing here ever records what it looks at."""

    rule: ScoringRule
    name: str
    looks_at: str
    is_known: bool


def ranking_page(viewer: Person, plan: Plan, month: date) -> RankingPage:
    """The ranking of a month, computed or as it was frozen.

    Raises:
        NoScoringRulesError: The month is open and the release has no rules.
    """
    now, today = clock.now(), clock.today()
    found = scores(plan, month, now)
    until = _until(plan, month)
    is_contestable = found.result is None and until is not None and now < until.due_at
    allowed = units_for(viewer, SEE_SCORES, on=today)
    waiting = sum(each.state == OPEN for each in found.objections.values())
    freezable = found.result is None and until is not None and now >= until.due_at
    return RankingPage(
        month=month,
        months=months_of(plan, today),
        scores=found,
        rows=tuple(_rank_row(found, row, allowed) for row in found.standings),
        asked=tuple(short_name(unit) for unit in found.asked),
        rules=find_scoring(plan),
        until=until,
        is_contestable=is_contestable,
        may_freeze=freezable and not waiting and may(viewer, FREEZE, on=today),
        may_decide=may(viewer, DECIDE_OBJECTION, on=today),
        may_export=allowed is None,
        open_objections=waiting,
    )


def unit_scores_page(viewer: Person, ranking: RankingPage, unit: Unit) -> UnitScoresPage:
    """What one unit reached, entry by entry."""
    found = ranking.scores
    may_object = ranking.is_contestable and may(viewer, OBJECT, on=clock.today(), unit=unit)
    return UnitScoresPage(
        ranking=ranking,
        unit=unit,
        name=str(unit),
        standing=found.standing_of(unit.pk),
        entries=tuple(
            EntryRow(
                entry=entry,
                rule=rule_name(entry.rule_zh, entry.rule_en),
                url=source_url(entry.source),
                objection=found.objections.get(entry.key),
                may_object=may_object and entry.key not in found.objections,
            )
            for entry in found.of(unit.pk)
        ),
        is_asked=unit.reach == Unit.Reach.ASKED,
    )


def objections_page(viewer: Person, plan: Plan) -> ObjectionsPage:
    """Objections of the units whose scores `viewer` may see; those that wait come first."""
    today = clock.today()
    units = units_for(viewer, SEE_SCORES, on=today)
    rows = Objection.objects.filter(plan=plan)
    if units is not None:
        rows = rows.filter(unit_id__in=units)
    related = rows.select_related("unit", "raised_by", "decided_by")
    found = list(related.prefetch_related("unit__names").order_by("-raised_at", "pk"))
    found.sort(key=lambda row: row.state != OPEN)
    answers = answers_to([row.pk for row in found])
    ours = units_for(viewer, OBJECT, on=today)
    return ObjectionsPage(
        rows=tuple(
            ObjectionRow(
                name=short_name(row.unit),
                objection=row,
                answer=answers.get(str(row.pk)),
                may_withdraw=row.state == OPEN and (ours is None or row.unit_id in ours),
            )
            for row in found
        ),
        may_decide=may(viewer, DECIDE_OBJECTION, on=today),
        unsure=unsure_of(plan),
    )


def find_objection(plan: Plan, key: UUID) -> Objection | None:
    """The objection with this id."""
    return Objection.objects.select_related("unit").filter(plan=plan, pk=key).first()


def rule_rows(rules: Appraisal) -> tuple[RuleRow, ...]:
    """Every rule in words."""
    return tuple(_rule_row(rule) for rule in rules.rules)


def rule_name(chinese: str, english: str | None) -> str:
    """The name of a rule in the reader's language."""
    return in_words(chinese, english)


def source_url(source: tuple[str, str]) -> str:
    """The page of the row that an entry comes from; empty when there is none."""
    kind, key = source
    return reverse(PAGES[kind], args=[key]) if kind in PAGES else ""


def _until(plan: Plan, month: date) -> Term | None:
    try:
        return contestable(plan, month, clock.now())
    except DeliveryError:
        return None


def _rank_row(found: Scores, row: Standing, allowed: frozenset[UUID] | None) -> RankRow:
    unit = found.units[row.unit_id]
    counted = [entry.counted for entry in found.entries if entry.unit_id == row.unit_id]
    is_open = allowed is None or unit.pk in allowed
    month = f"{found.month_on:%Y-%m}"
    return RankRow(
        unit=unit,
        name=short_name(unit),
        standing=row,
        added=sum((each for each in counted if each > 0), Decimal(0)),
        deducted=sum((each for each in counted if each < 0), Decimal(0)),
        url=reverse("delivery:appraisal_unit", args=[month, unit.code]) if is_open else "",
    )


def _rule_row(rule: ScoringRule) -> RuleRow:
    name = rule_name(rule.name.zh_hans, rule.name.en)
    if rule.duty is not None:
        kinds = rule.duty.kinds
        words = "、".join(kind_name(kind) for kind in kinds)
        return RuleRow(rule, name, words, all(find_kind(kind) for kind in kinds))
    event = rule.event.kind if rule.event else ""
    return RuleRow(rule, name, event, fact_class(event) is not None)
