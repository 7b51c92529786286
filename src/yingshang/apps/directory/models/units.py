"""Units that can hold a duty, their names, and the sets that a document may call on."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yingshang.apps.directory.models.validity import Valid, ValidQuerySet
from yingshang.apps.ledger.reader import in_words

# Not among the objects of supervision in 政府督查工作条例 art. 5 (a reading of the article).
NEVER_SUPERVISED = ("court", "procuratorate", "party_organ", "cppcc", "vertical_organ")


class Workspace(models.Model):
    """A room for another body's document, with draft units that never mix with the city's."""

    code = models.SlugField(_("code"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=200)

    def __str__(self) -> str:
        return self.name


class UnitQuerySet(ValidQuerySet["Unit"]):
    """The vocabulary of units."""

    def within(self, workspace: Workspace | None) -> Self:
        """Units of one workspace; None is the city's own directory."""
        return self.filter(workspace=workspace)


class Unit(Valid):
    """A body that can hold a duty: a department, a county, a court, a company.

    `reach` says how it can be made to act: supervised by the city, or asked by letter.
    `rank` is the place in the city's own order of units.
    """

    class Kind(models.TextChoices):
        GOVERNMENT = "government", _("government")
        GOVERNMENT_DEPARTMENT = "government_department", _("government department")
        COUNTY_GOVERNMENT = "county_government", _("county or district government")
        DEVELOPMENT_ZONE = "development_zone", _("development zone")
        PUBLIC_INSTITUTION = "public_institution", _("public institution")
        VERTICAL_ORGAN = "vertical_organ", _("vertically managed organ")
        COURT = "court", _("court")
        PROCURATORATE = "procuratorate", _("procuratorate")
        PARTY_ORGAN = "party_organ", _("Party organ")
        CPPCC = "cppcc", _("CPPCC committee")
        FEDERATION = "federation", _("federation")
        ENTERPRISE = "enterprise", _("enterprise")
        FINANCIAL_INSTITUTION = "financial_institution", _("financial institution")
        OTHER = "other", pgettext_lazy("kind of unit", "other")

    class Level(models.TextChoices):
        PROVINCE = "province", pgettext_lazy("level", "province")
        CITY = "city", pgettext_lazy("level", "city")
        COUNTY = "county", pgettext_lazy("level", "county")
        TOWNSHIP = "township", pgettext_lazy("level", "township")

    class Reach(models.TextChoices):
        SUPERVISED = "supervised", _("can be supervised")
        ASKED = "asked", _("asked, not supervised")

    class Status(models.TextChoices):
        VERIFIED = "verified", _("name confirmed")
        UNVERIFIED = "unverified", _("name not confirmed")
        EXAMPLE = "example", pgettext_lazy("status", "example")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(
        Workspace, null=True, blank=True, on_delete=models.CASCADE, related_name="units"
    )
    code = models.SlugField(_("code"), max_length=80)
    official_name_zh = models.CharField(_("official name"), max_length=200)
    official_name_en = models.CharField(_("official name in English"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=30, choices=Kind)
    level = models.CharField(_("level"), max_length=10, choices=Level)
    reach = models.CharField(_("reach"), max_length=10, choices=Reach)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    division_code = models.CharField(_("division code"), max_length=6, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.VERIFIED)
    note_zh = models.TextField(_("note"), blank=True)
    note_en = models.TextField(_("note in English"), blank=True)
    rank = models.PositiveIntegerField(_("place in the list"), default=0)
    # The pack that brought the row; empty when a person entered it.
    pack_id = models.CharField(_("pack"), max_length=80, blank=True)

    objects = UnitQuerySet.as_manager()

    class Meta(Valid.Meta):
        verbose_name = _("unit")
        constraints = [
            *Valid.Meta.constraints,
            models.UniqueConstraint(
                name="directory_unit_code_once_in_the_city",
                fields=["code"],
                condition=Q(workspace__isnull=True),
                violation_error_message=_("The city already has a unit with this code."),
            ),
            models.UniqueConstraint(
                name="directory_unit_code_once_in_a_workspace",
                fields=["workspace", "code"],
                violation_error_message=_("This workspace already has a unit with this code."),
            ),
            models.CheckConstraint(
                name="directory_unit_courts_and_vertical_organs_are_asked",
                condition=Q(reach="asked") | ~Q(kind__in=NEVER_SUPERVISED),
                violation_error_message=_(
                    "Courts, procuratorates, Party organs, CPPCC committees and vertically managed "
                    "organs can only be asked, not supervised."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.official_name

    @property
    def official_name(self) -> str:
        """The official name in the reader's language; Chinese where English is missing."""
        return in_words(self.official_name_zh, self.official_name_en)

    @property
    def note(self) -> str:
        """The note in the reader's language."""
        return in_words(self.note_zh, self.note_en)


class UnitName(models.Model):
    """A short name under which documents know a unit; rank 0 is the preferred one."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(_("short name"), max_length=200, db_index=True)
    rank = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["rank"]
        constraints = [
            models.UniqueConstraint(
                name="directory_unitname_once_a_unit",
                fields=["unit", "name"],
                violation_error_message=_("The unit already has this short name."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class UnitSetQuerySet(ValidQuerySet["UnitSet"]):
    """The vocabulary of sets of units."""

    def within(self, workspace: Workspace | None) -> Self:
        """Sets of one workspace; None is the city's own directory."""
        return self.filter(workspace=workspace)


class UnitSet(Valid):
    """A collective name such as 各县区人民政府, with its members.

    An open-ended set (…等单位) lists the members that are known and says that there are more.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(
        Workspace, null=True, blank=True, on_delete=models.CASCADE, related_name="sets"
    )
    code = models.SlugField(_("code"), max_length=80)
    is_open_ended = models.BooleanField(_("open-ended"), default=False)
    members = models.ManyToManyField(Unit, related_name="sets", blank=True)
    quote = models.TextField(_("words of the plan"), blank=True)
    note_zh = models.TextField(_("note"), blank=True)
    note_en = models.TextField(_("note in English"), blank=True)
    rank = models.PositiveIntegerField(_("place in the list"), default=0)
    # The pack that brought the row; empty when a person entered it.
    pack_id = models.CharField(_("pack"), max_length=80, blank=True)

    objects = UnitSetQuerySet.as_manager()

    class Meta(Valid.Meta):
        verbose_name = _("set of units")
        constraints = [
            *Valid.Meta.constraints,
            models.UniqueConstraint(
                name="directory_unitset_code_once_in_the_city",
                fields=["code"],
                condition=Q(workspace__isnull=True),
                violation_error_message=_("The city already has a set with this code."),
            ),
            models.UniqueConstraint(
                name="directory_unitset_code_once_in_a_workspace",
                fields=["workspace", "code"],
                violation_error_message=_("This workspace already has a set with this code."),
            ),
        ]

    def __str__(self) -> str:
        first = next(iter(self.names.all()), None)
        return first.name if first else self.code

    @property
    def note(self) -> str:
        """The note in the reader's language."""
        return in_words(self.note_zh, self.note_en)


class UnitSetName(models.Model):
    """A name of a set of units; rank 0 is the preferred one."""

    unit_set = models.ForeignKey(UnitSet, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(_("name"), max_length=200, db_index=True)
    rank = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["rank"]
        constraints = [
            models.UniqueConstraint(
                name="directory_unitsetname_once_a_set",
                fields=["unit_set", "name"],
                violation_error_message=_("The set already has this name."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class CityRole(Valid):
    """A duty for the whole city that one unit holds, with the ground on which it does.

    Source: pack `directory/posts.yaml`, `assignments`.
    """

    class Name(models.TextChoices):
        LEAD_OFFICE = "lead_office", _("lead office")
        SUPERVISION_OFFICE = "supervision_office", _("supervision office")
        CONSOLIDATOR = "consolidator", _("consolidator of tasks without a lead")

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="city_roles")
    role = models.CharField(pgettext_lazy("post", "role"), max_length=20, choices=Name)
    basis_zh = models.TextField(_("ground"), blank=True)
    basis_en = models.TextField(_("ground in English"), blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Unit.Status)
    # The pack that brought the row; empty when a person entered it.
    pack_id = models.CharField(_("pack"), max_length=80, blank=True)

    objects = ValidQuerySet["CityRole"].as_manager()

    class Meta(Valid.Meta):
        constraints = [
            *Valid.Meta.constraints,
            models.UniqueConstraint(
                name="directory_cityrole_held_once",
                fields=["unit", "role"],
                condition=Q(valid_to__isnull=True),
                violation_error_message=_("The unit already holds this role."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.unit}"

    @property
    def basis(self) -> str:
        """The ground in the reader's language."""
        return in_words(self.basis_zh, self.basis_en)
