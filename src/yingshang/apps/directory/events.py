"""What the directory records: facts in the past tense, of primitives only."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from yingshang.apps.ledger.events import Fact, Subject

UNIT = "directory.unit"
PERSON = "directory.person"
ENTERPRISE = "directory.enterprise"
# The English wording of roles; the catalogue holds the Chinese.
ROLE_NAMES = {
    "liaison": _("liaison"),
    "unit_reviewer": _("unit reviewer"),
    "unit_leader": _("unit leader"),
    "lead_office": _("lead office"),
    "supervision_office": _("supervision office"),
    "city_leader": _("city leader"),
    "administrator": _("administrator"),
}


@dataclass(frozen=True, kw_only=True)
class AboutUnit:
    """The part of a fact that names one unit; `unit` is its official name at the time."""

    unit_id: UUID
    unit: str

    def subjects(self) -> tuple[Subject, ...]:
        """The unit."""
        return (Subject("unit", UNIT, self.unit_id),)


@dataclass(frozen=True, kw_only=True)
class AboutPerson:
    """The part of a fact that names one person; the name is a personal value."""

    person_id: UUID
    person: str

    def subjects(self) -> tuple[Subject, ...]:
        """The person."""
        return (Subject("person", PERSON, self.person_id),)


@dataclass(frozen=True, kw_only=True)
class AboutPost:
    """The part of a fact that names a person at a unit."""

    person_id: UUID
    person: str
    unit_id: UUID
    unit: str

    def subjects(self) -> tuple[Subject, ...]:
        """The person and the unit."""
        return (Subject("person", PERSON, self.person_id), Subject("unit", UNIT, self.unit_id))

    @classmethod
    def wording(cls, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """Name the role in the reader's language."""
        role = values.get("role")
        return {**values, "role": ROLE_NAMES.get(role, role)} if role else values


@dataclass(frozen=True, kw_only=True)
class UnitRegistered(AboutUnit, Fact):
    """A unit entered the directory."""

    kind = "directory.unit_registered"
    sentence = _("%(unit)s entered the directory.")
    code: str


@dataclass(frozen=True, kw_only=True)
class AccountOpened(AboutPerson, Fact):
    """Somebody got an account."""

    kind = "directory.account_opened"
    personal = frozenset({"person"})
    personal_visible_to = ("officials",)
    sentence = _("An account was opened for %(person)s.")


@dataclass(frozen=True, kw_only=True)
class AccountClosed(AboutPerson, Fact):
    """An account can no longer be used; what it did stays."""

    kind = "directory.account_closed"
    personal = frozenset({"person"})
    personal_visible_to = ("officials",)
    sentence = _("The account of %(person)s was closed.")


@dataclass(frozen=True, kw_only=True)
class PasswordChanged(AboutPerson, Fact):
    """A password was changed, by its owner or by an administrator."""

    kind = "directory.password_changed"
    personal = frozenset({"person"})
    personal_visible_to = ("officials",)
    sentence = _("The password of %(person)s was changed.")


@dataclass(frozen=True, kw_only=True)
class ContactChanged(AboutPerson, Fact):
    """Telephone or e-mail changed; the values are not recorded."""

    kind = "directory.contact_changed"
    personal = frozenset({"person"})
    personal_visible_to = ("officials",)
    sentence = _("The contact details of %(person)s changed.")
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class NameCorrected(AboutPerson, Fact):
    """Somebody put their own name right."""

    kind = "directory.name_corrected"
    personal = frozenset({"person", "before"})
    personal_visible_to = ("officials",)
    sentence = _("%(person)s put their name right; before: %(before)s.")
    before: str


@dataclass(frozen=True, kw_only=True)
class PreferencesChanged(AboutPerson, Fact):
    """Somebody chose a language or the size of the type."""

    kind = "directory.preferences_changed"
    personal = frozenset({"person"})
    personal_visible_to = ("officials",)
    sentence = _("%(person)s changed how the site is shown.")
    language: str
    prefers_large_type: bool


@dataclass(frozen=True, kw_only=True)
class PersonAppointed(AboutPost, Fact):
    """A person took up a post; `first_day` is inclusive."""

    kind = "directory.person_appointed"
    personal = frozenset({"person"})
    personal_visible_to = ("officials",)
    sentence = _("%(person)s became %(role)s of %(unit)s from %(first_day)s.")
    role: str
    first_day: str


@dataclass(frozen=True, kw_only=True)
class PostEnded(AboutPost, Fact):
    """A person's post ended; `last_day` is inclusive."""

    kind = "directory.post_ended"
    personal = frozenset({"person"})
    personal_visible_to = ("officials",)
    sentence = _("%(person)s is %(role)s of %(unit)s until %(last_day)s.")
    role: str
    last_day: str


@dataclass(frozen=True, kw_only=True)
class PersonDesignated(AboutPost, Fact):
    """A unit designated the person who reports for it."""

    kind = "directory.person_designated"
    personal = frozenset({"person"})
    personal_visible_to = ("officials",)
    sentence = _("%(unit)s designated %(person)s to report for it from %(first_day)s.")
    first_day: str


@dataclass(frozen=True, kw_only=True)
class DeputyNamed(AboutPost, Fact):
    """A person stands in for another's post, between two days inclusive."""

    kind = "directory.deputy_named"
    personal = frozenset({"person", "holder", "reason"})
    personal_visible_to = ("officials",)
    sentence = _(
        "%(person)s stands in for %(holder)s as %(role)s of %(unit)s "
        "from %(first_day)s to %(last_day)s."
    )
    holder_id: UUID
    holder: str
    role: str
    first_day: str
    last_day: str
    reason: str

    def subjects(self) -> tuple[Subject, ...]:
        """The deputy, the unit and the holder of the post."""
        return (*AboutPost.subjects(self), Subject("holder", PERSON, self.holder_id))


@dataclass(frozen=True, kw_only=True)
class TaskForceFounded(AboutPost, Fact):
    """A unit set up its task force; `person` is the one first responsible."""

    kind = "directory.task_force_founded"
    personal = frozenset({"person", "deputy_leader"})
    personal_visible_to = ("officials",)
    sentence = _(
        "%(unit)s set up its task force: %(person)s answers first, %(deputy_leader)s is in "
        "charge, %(section)s does the work."
    )
    deputy_leader: str
    section: str
    first_day: str


@dataclass(frozen=True, kw_only=True)
class TaskForceDissolved(AboutUnit, Fact):
    """A unit's task force ended; `last_day` is inclusive."""

    kind = "directory.task_force_dissolved"
    sentence = _("The task force of %(unit)s ended on %(last_day)s.")
    last_day: str


@dataclass(frozen=True, kw_only=True)
class DeputyRecalled(AboutPost, Fact):
    """A deputy ends earlier than planned; `last_day` is inclusive."""

    kind = "directory.deputy_recalled"
    personal = frozenset({"person"})
    personal_visible_to = ("officials",)
    sentence = _("%(person)s stands in as %(role)s of %(unit)s only until %(last_day)s.")
    role: str
    last_day: str


@dataclass(frozen=True, kw_only=True)
class UnitSetRegistered(Fact):
    """A collective name entered a draft directory."""

    kind = "directory.unit_set_registered"
    sentence = _("The collective name %(name)s entered the directory.")
    set_id: str
    name: str
    code: str

    def subjects(self) -> tuple[Subject, ...]:
        """The set."""
        return (Subject("set", "directory.unitset", self.set_id),)


@dataclass(frozen=True, kw_only=True)
class WorkspaceOpened(Fact):
    """A room for another body's document was opened."""

    kind = "directory.workspace_opened"
    sentence = _("The workspace %(workspace)s was opened.")
    workspace_id: str
    workspace: str

    def subjects(self) -> tuple[Subject, ...]:
        """The workspace."""
        return (Subject("workspace", "directory.workspace", self.workspace_id),)


@dataclass(frozen=True, kw_only=True)
class EnterpriseRegistered(Fact):
    """The city's own work entered a market entity."""

    kind = "directory.enterprise_registered"
    sentence = _("%(enterprise)s (%(number)s) entered the register: %(source)s.")
    enterprise_id: int
    enterprise: str
    number: str
    source: str

    def subjects(self) -> tuple[Subject, ...]:
        """The market entity."""
        return (Subject("enterprise", ENTERPRISE, str(self.enterprise_id)),)


@dataclass(frozen=True, kw_only=True)
class AboutImport:
    """The part of a fact that names a file of market entities by its content."""

    import_id: UUID
    source: str
    file: str
    sha256: str
    rows: int

    def subjects(self) -> tuple[Subject, ...]:
        """The import; the entities themselves are in its history of changes."""
        return (Subject("import", "directory.enterpriseimport", self.import_id),)


@dataclass(frozen=True, kw_only=True)
class EnterpriseImportBegun(AboutImport, Fact):
    """Somebody had a tried file of market entities taken over."""

    kind = "directory.enterprise_import_begun"
    sentence = _("Taking over %(file)s of %(source)s (%(rows)s rows) has begun.")


@dataclass(frozen=True, kw_only=True)
class EnterprisesImported(AboutImport, Fact):
    """A file of market entities is in the register; `changes_digest` covers every change in order.

    The changes themselves are rows of `EnterpriseChange`.
    """

    kind = "directory.enterprises_imported"
    sentence = _(
        "%(file)s of %(source)s is taken over: %(created)s new, %(changed)s changed, "
        "%(unchanged)s unchanged, %(rejected)s rejected."
    )
    as_of: str
    created: int
    changed: int
    unchanged: int
    rejected: int
    changes_digest: str
