"""What a new holiday notice would do to the dates of open duties, before anything is written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from yingshang.apps.directory.models import Person
from yingshang.apps.ledger.models import Event
from yingshang.apps.ledger.selectors import sentence
from yingshang.apps.obligations.duties import Term
from yingshang.apps.obligations.events import DatesRecomputed
from yingshang.apps.obligations.models import Obligation
from yingshang.apps.obligations.remeasuring import measured
from yingshang.apps.obligations.selectors.duties import page_of, visible_to
from yingshang.apps.obligations.timekeeping import timekeeping_of
from yingshang.engines.timelimits import TimeLimitError

LOOKED_AT = 200


@dataclass(frozen=True)
class Change:
    """A duty whose dates would change.

    Attributes:
        term: The dates that it would get; None when none can be given, so that it keeps its own.
    """

    duty: Obligation
    term: Term | None


@dataclass(frozen=True)
class RecomputePage:
    """A trial run over one part of the open duties, earliest due first.

    Attributes:
        total: Open duties that rest on a time limit.
        provisional: Of these, how many lie in a year whose holidays are not announced yet.
        looked_at: How many this part holds; `after` is the key of the next part.
        last: What the last recomputation brought, as a sentence; empty before the first.
    """

    total: int
    provisional: int
    looked_at: int
    changes: Sequence[Change]
    after: str
    last: str


def recompute_page(viewer: Person, after: str) -> RecomputePage:
    """The trial run behind the key `after`; nothing is written.

    Raises:
        NoReleaseError: No pack is installed.
    """
    rows = visible_to(viewer).measurable()
    part = page_of(rows.prefetch_related("pauses", "extensions"), after, size=LOOKED_AT)
    return RecomputePage(
        total=rows.count(),
        provisional=rows.filter(is_provisional=True).count(),
        looked_at=len(part.rows),
        changes=_changes(part.rows),
        after=part.after,
        last=_last(),
    )


def _changes(duties: Iterable[Obligation]) -> list[Change]:
    """Those of `duties` that would get other dates, or none."""
    rows = list(duties)
    keepings = {digest: timekeeping_of(digest) for digest in {d.release_digest for d in rows}}
    found = []
    for duty in rows:
        try:
            term = measured(duty, keepings[duty.release_digest])
        except TimeLimitError:
            found.append(Change(duty, None))
            continue
        if duty.differs_from(term):
            found.append(Change(duty, term))
    return found


def _last() -> str:
    done = Event.objects.filter(kind=DatesRecomputed.kind).order_by("-sequence").first()
    return sentence(done, {}) if done else ""
