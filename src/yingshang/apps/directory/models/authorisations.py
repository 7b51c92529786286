"""Who acts for whom: legal representatives, people they authorise, and agents who help."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yingshang.apps.directory.models.enterprises import Enterprise
from yingshang.apps.directory.models.validity import Valid, in_force
from yingshang.apps.ledger.fields import EncryptedTextField


class AuthorisationQuerySet(models.QuerySet["Authorisation"]):
    """The vocabulary of authorisations."""

    def acting(self, on: date) -> Self:
        """Those that let somebody act on the local day `on`, both ends inclusive."""
        return self.filter(in_force(on), state=Authorisation.State.IN_FORCE)

    def representing(self, on: date) -> Self:
        """Legal representatives on the local day `on`."""
        return self.acting(on).filter(kind=Authorisation.Kind.LEGAL_REPRESENTATIVE)

    def newest_first(self) -> Self:
        """In the order of every list."""
        return self.order_by("-pk")


class Authorisation(Valid):
    """One person may act for one enterprise, or (an agent only) for another person.

    It gives rights while its state is `in_force` and the day lies within its days, both inclusive;
    what was ended gives none from that instant on. `matters` names types of cases; an empty list
    means every matter. An authorisation is personal: deputies of an official do not inherit it.
    """

    class Kind(models.TextChoices):
        LEGAL_REPRESENTATIVE = "legal_representative", _("legal representative")
        AUTHORISED = "authorised", pgettext_lazy("authorisation", "authorised")
        AGENT = "agent", pgettext_lazy("authorisation", "agent of the assistance desk")

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("authorisation", "waiting")
        IN_FORCE = "in_force", pgettext_lazy("authorisation", "in force")
        REFUSED = "refused", pgettext_lazy("authorisation", "refused")
        ENDED = "ended", pgettext_lazy("authorisation", "ended")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="authorisations"
    )
    enterprise = models.ForeignKey(
        Enterprise, null=True, on_delete=models.PROTECT, related_name="authorisations"
    )
    for_person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="helped_by"
    )
    matters = models.JSONField(_("matters"), default=list, blank=True)
    # A claim says what proves it, a grant may say why, an agent how consent was given.
    ground = EncryptedTextField(_("ground"), blank=True, default="")
    proof = models.ForeignKey(
        "files.KeptFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    proof_name = models.CharField(_("file name"), max_length=200, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked at"))
    settled_at = models.DateTimeField(_("settled at"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    # Why it was refused or ended.
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    objects = AuthorisationQuerySet.as_manager()

    class Meta(Valid.Meta):
        verbose_name = _("authorisation")
        constraints = [
            *Valid.Meta.constraints,
            models.CheckConstraint(
                name="directory_authorisation_is_for_an_enterprise_or_a_person",
                condition=Q(enterprise__isnull=False, for_person__isnull=True)
                | Q(enterprise__isnull=True, for_person__isnull=False, kind="agent"),
                violation_error_message=_("Choose the enterprise, or the person who is helped."),
            ),
            models.UniqueConstraint(
                name="directory_authorisation_one_legal_representative",
                fields=["enterprise"],
                condition=Q(kind="legal_representative", state="in_force"),
                violation_error_message=_("The enterprise has a legal representative already."),
            ),
            models.UniqueConstraint(
                name="directory_authorisation_waits_once",
                fields=["enterprise", "person", "kind"],
                condition=Q(state="waiting"),
                violation_error_message=_("This is waiting for an answer already."),
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "state", "-id"], name="authorisation_queue"),
            models.Index(fields=["enterprise", "-id"], name="authorisation_of_enterprise"),
            models.Index(fields=["person", "-id"], name="authorisation_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.person} → {self.whom}"

    @property
    def whom(self) -> str:
        """The name of whoever is acted for."""
        return str(self.enterprise or self.for_person)

    @property
    def is_open(self) -> bool:
        """Whether it waits or is in force, so that it can be ended."""
        return self.state in {self.State.WAITING, self.State.IN_FORCE}

    def covers(self, matter: str) -> bool:
        """Whether it holds for matters of the type `matter`."""
        return not self.matters or matter in self.matters
