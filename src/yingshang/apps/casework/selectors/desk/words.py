"""Words of the case types that a page shows, each type read once however many rows there are."""

from collections.abc import Iterable
from uuid import UUID

from yingshang.apps.casework.models import Case
from yingshang.apps.casework.types import current_types, type_in
from yingshang.apps.ledger.reader import in_words
from yingshang.apps.registers.models import PackRelease
from yingshang.engines.packs.casework.casetype import CaseType
from yingshang.engines.packs.schema.common import Text

Choices = list[tuple[str, str]]


class Wording:
    """Names of types, steps and outcomes of some cases, each by its own release; one query."""

    def __init__(self, cases: Iterable[Case]) -> None:
        keys = {case.release_id for case in cases}
        rows = PackRelease.objects.defer("content").filter(pk__in=keys).order_by("pk")
        self._releases = {row.pk: row for row in rows}
        self._types: dict[tuple[UUID, str], CaseType] = {}

    def type_of(self, case: Case) -> CaseType:
        """The type by which `case` goes."""
        key = case.release_id, case.type_code
        if key not in self._types:
            self._types[key] = type_in(self._releases[case.release_id], case.type_code)
        return self._types[key]

    def name_of(self, case: Case) -> str:
        """What the type of `case` is called."""
        return said(self.type_of(case).entry.name)

    def step_of(self, case: Case, code: str) -> str:
        """What a step of `case` is called."""
        entry = self.type_of(case).steps.get(code)
        return said(entry.name) if entry else code


def said(text: Text) -> str:
    """Wording of a pack in the reader's language."""
    return in_words(text.zh_hans, text.en)


def type_choices() -> Choices:
    """Types of the newest release, for a filter."""
    return [(each.id, said(each.entry.name)) for each in current_types()]


def step_choices(type_code: str) -> Choices:
    """Steps of a type of the newest release, for a filter; none without a type."""
    found = next((each for each in current_types() if each.id == type_code), None)
    return [(key, said(step.name)) for key, step in found.steps.items()] if found else []
