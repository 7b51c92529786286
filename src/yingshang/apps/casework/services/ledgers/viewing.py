"""How a person likes to see a table: columns, and views under a name."""

from collections.abc import Mapping, Sequence

from yingshang.apps.casework.errors import ViewUnnamedError
from yingshang.apps.casework.models import SavedView
from yingshang.apps.directory.models import Person

LONGEST_NAME = 60


def choose_columns(*, person: Person, type_code: str, columns: Sequence[str]) -> SavedView:
    """Remember the columns that `person` chose for a ledger; none at all means the usual ones."""
    return _kept(person, type_code, "", {"columns": list(columns)})


def save_view(
    *,
    person: Person,
    type_code: str,
    name: str,
    columns: Sequence[str],
    filters: Mapping[str, Sequence[str]],
) -> SavedView:
    """Keep columns, filters and order under a name; the same name again replaces it.

    Args:
        filters: As the address of the table has them, its order too.

    Raises:
        ViewUnnamedError: The name is empty or too long.
    """
    named = name.strip()
    if not named or len(named) > LONGEST_NAME:
        raise ViewUnnamedError
    kept = {"columns": list(columns), "filters": {key: list(v) for key, v in filters.items()}}
    return _kept(person, type_code, named, kept)


def drop_view(*, person: Person, view_id: int) -> None:
    """Forget one of one's own views."""
    SavedView.objects.filter(person=person, pk=view_id).exclude(name="").delete()


def _kept(person: Person, type_code: str, name: str, defaults: Mapping[str, object]) -> SavedView:
    view, _is_new = SavedView.objects.update_or_create(
        person=person, type_code=type_code, name=name, defaults=defaults
    )
    return view
