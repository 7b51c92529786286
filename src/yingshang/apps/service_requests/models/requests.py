"""The matter, whatever number of voices told of it."""

from collections.abc import Collection
from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from yingshang.apps.casework.models import Case, CaseUnit


class ServiceRequestQuerySet(models.QuerySet["ServiceRequest"]):
    """The vocabulary of requests."""

    def of_units(self, units: Collection[UUID]) -> Self:
        """Requests whose case one of these units may see."""
        rows = CaseUnit.objects.filter(case=OuterRef("pk"), unit_id__in=units)
        return self.filter(Exists(rows))

    def newest_first(self) -> Self:
        """In the order of every list."""
        return self.order_by("-pk")


class ServiceRequest(models.Model):
    """One matter, handled as the case that is its key; nobody's name stands here.

    `words` is what the units of the case read: the reporter's words without personal data.
    `reopened` counts how often “not solved” led back to handling.
    """

    case = models.OneToOneField(
        Case, primary_key=True, on_delete=models.PROTECT, related_name="service_request"
    )
    class_code = models.CharField(_("class"), max_length=80)
    title = models.CharField(_("title"), max_length=120)
    words = models.TextField(_("what was told"))
    topic = models.CharField(_("topic"), max_length=80, blank=True)
    region = models.CharField(_("where"), max_length=9, blank=True)
    # WGS-84, kept only where the reporter agreed.
    longitude = models.DecimalField(null=True, max_digits=9, decimal_places=6)
    latitude = models.DecimalField(null=True, max_digits=8, decimal_places=6)
    received_at = models.DateTimeField(_("received"))
    reopened = models.PositiveSmallIntegerField(_("handled again"), default=0)
    joined_into = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="joined"
    )
    topic_keys = models.JSONField(default=list)

    objects = ServiceRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request")
        constraints = [
            models.CheckConstraint(
                name="service_requests_request_not_joined_to_itself",
                condition=Q(joined_into=None) | ~Q(joined_into=F("case")),
                violation_error_message=_("A request is not joined to itself."),
            ),
            models.CheckConstraint(
                name="service_requests_request_place_is_whole",
                condition=Q(longitude=None, latitude=None)
                | Q(longitude__isnull=False, latitude__isnull=False),
                violation_error_message=_("A place has a longitude and a latitude."),
            ),
        ]
        indexes = [
            models.Index(fields=["class_code", "-case"], name="requests_request_of_class"),
            models.Index(fields=["received_at"], name="requests_request_received"),
        ]

    def __str__(self) -> str:
        return self.title
