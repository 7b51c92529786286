"""What can be rated besides a visit: a matter that ended, as the app that held it tells of it."""

from dataclasses import dataclass

from yingshang.apps.directory.models import Person, Unit
from yingshang.apps.ratings.models import SubjectKind
from yingshang.engines.packs.schema.common import Text


@dataclass(frozen=True)
class Subject:
    """A matter that ended.

    Attributes:
        key: Its own key among those of its kind; never shown to the unit rated.
        number: What the person invited knows it by.
        item, item_name: The service: code and name.
        staff: Who handled it, where one person did.
        people: Who may rate it; each is told. None is told where nobody has an account.
    """

    kind: SubjectKind
    key: str
    number: str
    unit: Unit
    item: str
    item_name: Text
    staff: Person | None = None
    people: tuple[Person, ...] = ()
