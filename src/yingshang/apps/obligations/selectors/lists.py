"""Lists of duties, narrowed and paged by key."""

from dataclasses import dataclass
from uuid import UUID

from yingshang.apps.directory.models import Person
from yingshang.apps.directory.permissions import units_for
from yingshang.apps.directory.selectors.units import units
from yingshang.apps.ledger import clock
from yingshang.apps.obligations.models import ObligationQuerySet
from yingshang.apps.obligations.permissions import SEE
from yingshang.apps.obligations.selectors.desk import lit
from yingshang.apps.obligations.selectors.duties import page_of, visible_to
from yingshang.apps.obligations.selectors.entries import Entry, entries
from yingshang.apps.obligations.selectors.narrowing import Wanted, narrowed


@dataclass(frozen=True)
class ListPage:
    """A page of a list; `after` is the key of the next one."""

    entries: tuple[Entry, ...]
    after: str
    wanted: Wanted


def list_page(viewer: Person, wanted: Wanted, after: str) -> ListPage:
    """Duties that `viewer` may read and that are wanted, earliest due first."""
    return _page(narrowed(visible_to(viewer), wanted, clock.now()), after, wanted)


def verify_page(viewer: Person, after: str) -> ListPage:
    """Claims that nobody has checked yet, earliest due first."""
    return _page(lit(visible_to(viewer).to_verify()), after, Wanted())


def unit_choices(viewer: Person) -> list[tuple[UUID, str]]:
    """Units whose duties `viewer` may read as holders', for a filter."""
    allowed = units_for(viewer, SEE, on=clock.today())
    found = units(on=clock.today()).prefetch_related(None)
    if allowed is not None:
        found = found.filter(pk__in=allowed)
    return [(unit.pk, str(unit)) for unit in found]


def _page(rows: ObligationQuerySet, after: str, wanted: Wanted) -> ListPage:
    page = page_of(rows, after)
    return ListPage(entries(page.rows), page.after, wanted)
