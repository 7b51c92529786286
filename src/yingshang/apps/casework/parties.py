"""Who takes part in a step, as the process engine names them: a unit, a person, the applicant."""

from dataclasses import dataclass
from uuid import UUID

APPLICANT = "applicant"


@dataclass(frozen=True)
class Party:
    """One who holds, signs or helps. All empty: the applicant.

    Attributes:
        unit_id: The unit; for a person, the unit in whose name they act, where there is one.
    """

    unit_id: UUID | None = None
    person_id: UUID | None = None

    @property
    def name(self) -> str:
        """As the engine and the rows name it."""
        if self.person_id is not None:
            return f"person:{self.person_id}"
        return f"unit:{self.unit_id}" if self.unit_id is not None else APPLICANT


def ids_of(name: str) -> tuple[UUID | None, UUID | None]:
    """Ids of the unit and of the person that a name stands for; both None for the applicant."""
    kind, _, key = name.partition(":")
    return (UUID(key) if kind == "unit" else None, UUID(key) if kind == "person" else None)
