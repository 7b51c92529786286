"""A case type as an app uses it: its parts by id, its conditions compiled, its process."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol, TypeVar

from pydantic import BaseModel

from yingshang.engines.packs.casework.columns import columns_of
from yingshang.engines.packs.casework.conditions import read_conditions
from yingshang.engines.packs.casework.processes import process_of
from yingshang.engines.packs.casework.proving import findings
from yingshang.engines.packs.schema.casework.case import CaseEntry, CaseLimits, LedgerEntry
from yingshang.engines.packs.schema.casework.examples import Example, ExamplesFile
from yingshang.engines.packs.schema.casework.fields import FieldEntry
from yingshang.engines.packs.schema.casework.letters import LetterEntry, LettersFile
from yingshang.engines.packs.schema.casework.papers import MaterialEntry, Missed, RouteEntry
from yingshang.engines.packs.schema.casework.steps import CaseOutcome, StepEntry
from yingshang.engines.process import Process
from yingshang.engines.process.findings import Finding
from yingshang.engines.rules import Columns, Condition


class _Named(Protocol):
    @property
    def id(self) -> str: ...


NamedT = TypeVar("NamedT", bound=_Named)


@dataclass(frozen=True)
class CaseType:
    """One type of case of a release; content never changes afterwards.

    Attributes:
        folder: The folder of the type, relative to the pack.
        entry: `case.yaml` as written.
        letters: `letters.yaml` by id.
        examples: `examples.yaml`.
    """

    folder: str
    entry: CaseEntry
    letters: Mapping[str, LetterEntry]
    examples: tuple[Example, ...]

    @property
    def id(self) -> str:
        """The name of the type, which is also that of its folder."""
        return self.entry.id

    @property
    def is_ledger(self) -> bool:
        """Whether the type is worked as a table."""
        return self.entry.kind == "ledger"

    @property
    def limits(self) -> CaseLimits:
        """Limits of the whole case."""
        return self.entry.limits

    @property
    def ledger(self) -> LedgerEntry | None:
        """The type as a table; services may have one too."""
        return self.entry.ledger

    @cached_property
    def fields(self) -> Mapping[str, FieldEntry]:
        """Fields by id, in order."""
        return by_id(self.entry.fields)

    @cached_property
    def steps(self) -> Mapping[str, StepEntry]:
        """Steps by id, in order."""
        return by_id(self.entry.steps)

    @cached_property
    def routes(self) -> Mapping[str, RouteEntry]:
        """Routes by id; the first is the default."""
        return by_id(self.entry.routes)

    @cached_property
    def materials(self) -> Mapping[str, MaterialEntry]:
        """Materials by id, in order."""
        return by_id(self.entry.materials)

    @cached_property
    def process(self) -> Process:
        """The steps as the process engine knows them."""
        return process_of(self.entry)

    @cached_property
    def columns(self) -> Columns:
        """What conditions may speak of, by name."""
        return columns_of(self.entry)

    @cached_property
    def conditions(self) -> Mapping[str, Condition]:
        """Every condition, read, by its name: `conditions.written` says which names there are.

        Raises:
            ConditionFault: One is faulty; never after `check` without errors.
        """
        return read_conditions(self.entry, self.columns)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong with the process, or could not be proven right.

        Raises:
            ConditionFault: A condition of a step is faulty.
        """
        return findings(self.entry, self.process, self.columns)

    @property
    def misses(self) -> tuple[Missed, ...]:
        """What follows where an applicant sends nothing: of acceptance, then of the routes."""
        acceptance = self.entry.acceptance
        found = [acceptance.correction_missed if acceptance else None]
        found += [route.follow_missed for route in self.entry.routes]
        return tuple(each for each in found if each is not None)

    @cached_property
    def outcomes(self) -> Mapping[str, CaseOutcome]:
        """Outcomes of the case by id."""
        return by_id(self.entry.outcomes)


def case_types(models: Mapping[str, BaseModel]) -> tuple[CaseType, ...]:
    """Case types, in order of their folders, of the files of a pack that have no faults."""
    return tuple(
        _case_type(path.removesuffix("/case.yaml"), model, models)
        for path, model in sorted(models.items())
        if isinstance(model, CaseEntry)
    )


def _case_type(folder: str, entry: CaseEntry, models: Mapping[str, BaseModel]) -> CaseType:
    letters = models.get(f"{folder}/letters.yaml")
    examples = models.get(f"{folder}/examples.yaml")
    return CaseType(
        folder=folder,
        entry=entry,
        letters=by_id(letters.letters) if isinstance(letters, LettersFile) else {},
        examples=examples.examples if isinstance(examples, ExamplesFile) else (),
    )


def by_id(entries: tuple[NamedT, ...]) -> dict[str, NamedT]:
    """Entries by their id, in order; of a repeated id the first, as the checks say where."""
    found: dict[str, NamedT] = {}
    for entry in entries:
        found.setdefault(entry.id, entry)
    return found
