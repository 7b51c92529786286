"""Market entities: who they are, what they do, how large they are, and how they are found."""

from typing import Final, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yingshang.apps.ledger.fields import EncryptedTextField

# How much of a name one piece holds; `models.EnterprisePiece` explains.
SHORT_PIECE: Final = 2
LONG_PIECE: Final = 3


class EnterpriseQuerySet(models.QuerySet["Enterprise"]):
    """The vocabulary of market entities."""

    def in_operation(self) -> Self:
        """Those that are registered and at work."""
        return self.filter(status=Enterprise.Status.IN_OPERATION)

    def newest_first(self) -> Self:
        """In the order of every list: what entered the register last comes first."""
        return self.order_by("-pk")


class Enterprise(models.Model):
    """A market entity or another body with a credit code, as a source reported it on a day.

    What no source has said is NULL or empty, never 0: a capital of 0 yuan is a statement. Money is
    in yuan. `as_of` is the day on which the figures were true, `source_name` who said so.
    """

    class Kind(models.TextChoices):
        COMPANY = "company", _("enterprise")
        BRANCH = "branch", _("branch of an enterprise")
        SOLE_TRADER = "sole_trader", _("sole trader")
        COOPERATIVE = "cooperative", _("farmers' cooperative")
        COLLECTIVE = "collective", _("rural collective")
        ORGAN = "organ", _("organ of state")
        INSTITUTION = "institution", _("public institution")
        SOCIETY = "society", _("society")
        PRIVATE_INSTITUTION = "private_institution", _("private non-enterprise unit")
        FOUNDATION = "foundation", _("foundation")
        OTHER = "other", pgettext_lazy("kind of entity", "other body")

    class Status(models.TextChoices):
        IN_OPERATION = "in_operation", pgettext_lazy("entity", "in operation")
        SUSPENDED = "suspended", pgettext_lazy("entity", "business suspended")
        REVOKED = "revoked", pgettext_lazy("entity", "licence revoked")
        ANNULLED = "annulled", pgettext_lazy("entity", "registration annulled")
        DEREGISTERED = "deregistered", pgettext_lazy("entity", "deregistered")
        MOVED_AWAY = "moved_away", pgettext_lazy("entity", "moved away")
        UNKNOWN = "unknown", pgettext_lazy("entity", "status unknown")

    class Size(models.TextChoices):
        LARGE = "large", pgettext_lazy("size", "large")
        MEDIUM = "medium", pgettext_lazy("size", "medium")
        SMALL = "small", pgettext_lazy("size", "small")
        MICRO = "micro", pgettext_lazy("size", "micro")
        UNKNOWN = "unknown", pgettext_lazy("size", "unknown")
        NOT_COVERED = "not_covered", pgettext_lazy("size", "not covered by the standard")

    # Null where a body has no credit code yet; `other_number` then says how it is known.
    credit_code = models.CharField(  # noqa: DJ001 - a plain unique index serves long IN lists
        _("credit code"), max_length=18, null=True, blank=True
    )
    other_number = models.CharField(_("other registration number"), max_length=40, blank=True)
    name = models.CharField(pgettext_lazy("entity", "name"), max_length=200)
    # One a line, the latest first.
    former_names = models.TextField(_("former names"), blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    # GB/T 4754: `section` is the letter, `industry_code` the digits (2 to 4) or empty.
    section = models.CharField(_("section of industry"), max_length=1, blank=True)
    industry_code = models.CharField(_("industry"), max_length=4, blank=True)
    region_code = models.CharField(_("district"), max_length=6, blank=True)
    street_code = models.CharField(_("street or town"), max_length=12, blank=True)
    address = models.CharField(_("registered address"), max_length=300, blank=True)
    registered_capital_yuan = models.DecimalField(
        _("registered capital"), max_digits=18, decimal_places=2, null=True, blank=True
    )
    established_on = models.DateField(_("established on"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.UNKNOWN)
    status_since = models.DateField(_("in this status since"), null=True, blank=True)
    employees = models.PositiveIntegerField(_("employees"), null=True, blank=True)
    revenue_yuan = models.DecimalField(
        _("revenue of a year"), max_digits=18, decimal_places=2, null=True, blank=True
    )
    assets_yuan = models.DecimalField(
        _("total assets"), max_digits=18, decimal_places=2, null=True, blank=True
    )
    figures_as_of = models.DateField(_("figures as of"), null=True, blank=True)
    legal_representative = EncryptedTextField(_("legal representative"), blank=True, default="")
    contact_name = EncryptedTextField(_("contact person"), blank=True, default="")
    contact_phone = EncryptedTextField(_("telephone"), blank=True, default="")
    size_class = models.CharField(
        _("size class"), max_length=12, choices=Size, default=Size.UNKNOWN
    )
    # How the class was found: {"group", "missing", "standard"}; see services.enterprises.sizing.
    size_reason = models.JSONField(default=dict, blank=True)
    source_name = models.CharField(_("source"), max_length=200)
    as_of = models.DateField(_("as of"))
    entered_at = models.DateTimeField(_("entered at"))
    changed_at = models.DateTimeField(_("changed at"))

    objects = EnterpriseQuerySet.as_manager()

    class Meta:
        verbose_name = _("market entity")
        constraints = [
            models.UniqueConstraint(
                name="directory_enterprise_credit_code_once",
                fields=["credit_code"],
                violation_error_message=_("This credit code is in the register already."),
            ),
            models.UniqueConstraint(
                name="directory_enterprise_other_number_once",
                fields=["other_number"],
                condition=~Q(other_number=""),
                violation_error_message=_("This registration number is in the register already."),
            ),
            models.CheckConstraint(
                name="directory_enterprise_has_a_number",
                condition=Q(credit_code__isnull=False) | ~Q(other_number=""),
                violation_error_message=_("Give a credit code or another registration number."),
            ),
            models.CheckConstraint(
                name="directory_enterprise_amounts_are_not_negative",
                condition=(
                    Q(registered_capital_yuan__isnull=True) | Q(registered_capital_yuan__gte=0)
                )
                & (Q(assets_yuan__isnull=True) | Q(assets_yuan__gte=0)),
                violation_error_message=_("Capital and assets cannot be negative."),
            ),
        ]
        # Each filter of the list ends in the key, so that a page is a stretch of one index.
        indexes = [
            models.Index(fields=["region_code", "-id"], name="enterprise_by_region"),
            models.Index(fields=["section", "-id"], name="enterprise_by_section"),
            models.Index(fields=["size_class", "-id"], name="enterprise_by_size"),
            models.Index(fields=["status", "-id"], name="enterprise_by_status"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def number(self) -> str:
        """The credit code, or the other number where there is none."""
        return self.credit_code or self.other_number


class EnterprisePiece(models.Model):
    """Two and three neighbouring characters of a name, so that any fragment of it is found.

    Looking for a fragment is then an equality on an index, on every database and in every
    collation. The last piece of a name has two characters in both columns.
    """

    pk = models.CompositePrimaryKey("enterprise_id", "place")
    enterprise = models.ForeignKey(
        Enterprise, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    # Where it begins, from 1; those of former names follow those of the name.
    place = models.PositiveSmallIntegerField()
    short = models.CharField(max_length=SHORT_PIECE)
    long = models.CharField(max_length=LONG_PIECE)

    class Meta:
        indexes = [
            models.Index(fields=["short", "-enterprise"], name="enterprise_piece_short"),
            models.Index(fields=["long", "-enterprise"], name="enterprise_piece_long"),
        ]

    def __str__(self) -> str:
        return f"{self.long} {self.enterprise_id}"
