"""What a request is about: proposed by rules or a model, decided by a person."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yingshang.apps.service_requests.models.requests import ServiceRequest


class TopicModel(models.Model):
    """A model taken into use: which file, how well it did on requests it had not seen, and when.

    `content` is the file itself, so that a proposal can be explained as long as it is kept.
    """

    digest = models.CharField(_("digest"), max_length=64, unique=True)
    version = models.CharField(_("version"), max_length=80)
    score = models.DecimalField(_("macro-F1"), max_digits=5, decimal_places=4, null=True)
    content = models.BinaryField()
    taken_at = models.DateTimeField(_("taken into use"))
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    is_in_use = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("topic model")
        constraints = [
            models.UniqueConstraint(
                name="requests_topicmodel_one_in_use",
                fields=["is_in_use"],
                condition=Q(is_in_use=True),
            )
        ]

    def __str__(self) -> str:
        return self.version


class TopicDecision(models.Model):
    """What was proposed for a request, by what and why, and what a person decided: a lesson."""

    class Origin(models.TextChoices):
        """Who proposed."""

        RULE = "rule", _("by the rules of the pack")
        MODEL = "model", _("by the learned model")
        NOBODY = "nobody", _("nothing was proposed")

    request = models.OneToOneField(
        ServiceRequest, on_delete=models.CASCADE, related_name="topic_decision"
    )
    proposed = models.CharField(_("proposed topic"), max_length=80, blank=True)
    proposed_unit = models.CharField(_("proposed unit"), max_length=80, blank=True)
    origin = models.CharField(_("proposed"), max_length=6, choices=Origin)
    version = models.CharField(_("version"), max_length=80, blank=True)
    # Pairs of a phrase of the words and its weight.
    phrases = models.JSONField(default=list)
    decided = models.CharField(_("decided topic"), max_length=80, blank=True)
    decided_unit = models.CharField(_("decided unit"), max_length=80, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), null=True)

    class Meta:
        verbose_name = _("decision on a topic")

    def __str__(self) -> str:
        return f"{self.request_id} {self.decided or self.proposed}"

    @property
    def is_correction(self) -> bool:
        """Whether a person decided otherwise than was proposed."""
        return bool(self.decided) and self.decided != self.proposed
