"""People as a unified authentication knows them."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class OutsideIdentityQuerySet(models.QuerySet["OutsideIdentity"]):
    """The vocabulary of outside identities."""

    def linked(self) -> Self:
        """Those that open the door today."""
        return self.filter(ended_at__isnull=True)


class OutsideIdentity(models.Model):
    """An account of a unified authentication that was linked to a person.

    `issuer` and `subject` together name somebody for ever; never an e-mail, a telephone or a name.
    A link that ended stays on record and opens no door.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="identities"
    )
    issuer = models.CharField(_("identity provider"), max_length=255)
    subject = models.CharField(_("identifier there"), max_length=255)
    linked_at = models.DateTimeField(_("linked at"))
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    objects = OutsideIdentityQuerySet.as_manager()

    class Meta:
        verbose_name = _("outside identity")
        constraints = [
            models.UniqueConstraint(
                name="directory_outsideidentity_opens_one_account",
                fields=["issuer", "subject"],
                condition=Q(ended_at__isnull=True),
                violation_error_message=_("This identity is linked to an account already."),
            ),
            models.UniqueConstraint(
                name="directory_outsideidentity_one_a_person",
                fields=["issuer", "person"],
                condition=Q(ended_at__isnull=True),
                violation_error_message=_("The account is linked to another identity already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} ({self.issuer})"
