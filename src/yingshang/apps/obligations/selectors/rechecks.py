"""Second looks: what was drawn for a month, what was found, and how to repeat the draw."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from yingshang.apps.directory.models import Person
from yingshang.apps.ledger import clock
from yingshang.apps.ledger.models import Event
from yingshang.apps.obligations.events import RechecksDrawn
from yingshang.apps.obligations.kinds import find_kind, kind_name
from yingshang.apps.obligations.models import Recheck, State, Verdict
from yingshang.apps.obligations.selectors.duties import visible_to
from yingshang.apps.obligations.selectors.narrowing import WEEK, month_bounds
from yingshang.apps.obligations.timekeeping import rules

PAGE = 50
DRAWS_SHOWN = 12
# Digits that every key of the database fits into.
DIGITS = 18


@dataclass(frozen=True)
class Draw:
    """One draw as the ledger has it; `ids` are all that could have been drawn."""

    seed: str
    share: str
    count: int
    population: int
    ids: tuple[int, ...]
    at: datetime
    by: str


@dataclass(frozen=True)
class RechecksPage:
    """The second looks of a month.

    Attributes:
        share: Of the settled duties, drawn at a time; from the pack.
        settled: How many of the month can be drawn now.
        waiting, found: How many drawn ones wait for a finding, and have one.
        after: Key of the next part of `rows`; empty on the last one.
    """

    month: date
    before: date
    following: date | None
    share: float
    settled: int
    draws: tuple[Draw, ...]
    rows: tuple[Recheck, ...]
    waiting: int
    found: int
    after: str

    @property
    def share_percent(self) -> str:
        """The share as a number of hundredths."""
        return f"{100 * self.share:g}"


@dataclass(frozen=True)
class RecheckPage:
    """One second look; `is_own` when the viewer claimed or verified the duty."""

    recheck: Recheck
    kind: str
    subject_url: str
    is_own: bool

    @property
    def is_found(self) -> bool:
        """Whether the finding is on record."""
        return self.recheck.found_at is not None

    @property
    def is_open_again(self) -> bool:
        """Whether the finding opened the duty again."""
        return self.recheck.finding == Verdict.FALSE


def last_month(today: date) -> date:
    """First day of the month before, which is the one to be looked at again."""
    return clock.local_day(month_bounds(clock.local_day(month_bounds(today)[0]) - WEEK)[0])


def rechecks_page(viewer: Person, month: date | None, after: str) -> RechecksPage:
    """Everything on the page of a month, in a fixed number of queries."""
    first = (month or last_month(clock.today())).replace(day=1)
    ends = clock.local_day(month_bounds(first)[1])
    duties = visible_to(viewer).filter(period_on=first).order_by()
    drawn = Recheck.objects.filter(obligation__in=duties)
    waiting = drawn.filter(found_at=None).count()
    rows = drawn.select_related("obligation__holder_unit", "found_by").order_by("pk")
    beyond = int(after) if after[:DIGITS].isdecimal() and len(after) <= DIGITS else 0
    found = list(rows.filter(pk__gt=beyond)[: PAGE + 1])
    return RechecksPage(
        month=first,
        before=last_month(first),
        following=ends if ends <= clock.today() else None,
        share=rules().recheck_share,
        settled=duties.filter(state=State.SETTLED).count(),
        draws=_draws(first),
        rows=tuple(found[:PAGE]),
        waiting=waiting,
        found=drawn.count() - waiting,
        after=str(found[PAGE - 1].pk) if len(found) > PAGE else "",
    )


def recheck_page(viewer: Person, pk: int) -> RecheckPage | None:
    """One second look; None when there is none that `viewer` may read."""
    rows = Recheck.objects.filter(obligation__in=visible_to(viewer).order_by())
    people = ("obligation__claimed_by", "obligation__verified_by", "found_by", "drawn_by")
    recheck = rows.select_related("obligation__holder_unit", *people).filter(pk=pk).first()
    if recheck is None:
        return None
    duty, kind = recheck.obligation, find_kind(recheck.obligation.kind)
    return RecheckPage(
        recheck=recheck,
        kind=kind_name(duty.kind),
        subject_url=kind.page_of(duty.subject_key) if kind else "",
        is_own=viewer.pk in {duty.claimed_by_id, duty.verified_by_id},
    )


def _draws(month: date) -> tuple[Draw, ...]:
    events = Event.objects.filter(kind=RechecksDrawn.kind, payload__period_on=month.isoformat())
    found = events.select_related("actor").order_by("-sequence")[:DRAWS_SHOWN]
    return tuple(_draw(event.payload, event.at, event.actor) for event in found)


def _draw(payload: Mapping[str, Any], at: datetime, actor: object) -> Draw:
    return Draw(
        seed=payload["seed"],
        share=payload.get("share", ""),
        count=payload["count"],
        population=payload["population"],
        ids=tuple(payload.get("ids", ())),
        at=at,
        by=str(actor or ""),
    )
