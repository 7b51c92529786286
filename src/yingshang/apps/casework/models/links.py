"""Cases that belong together, what is left open, and what may follow after acceptance."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yingshang.apps.casework.models.cases import Case, Stage

# After these ends papers that were to follow are still wanted.
GIVEN = ("granted", "done")


class CaseLink(models.Model):
    """Two cases that belong together; `code` is the link as the type of the first names it."""

    from_case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="links")
    to_case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="linked_from")
    code = models.CharField(max_length=60)
    linked_at = models.DateTimeField()
    linked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("link of cases")
        constraints = [
            models.UniqueConstraint(
                name="casework_caselink_once", fields=["from_case", "to_case", "code"]
            ),
            models.CheckConstraint(
                name="casework_caselink_of_two",
                condition=~Q(from_case=F("to_case")),
                violation_error_message=_("A case cannot be linked with itself."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_case_id} → {self.to_case_id}"


class LeftOpen(models.Model):
    """A question of a case that its unit leaves open, and why: it holds up nothing any more.

    `code` is `bars.<id>` or `fields.<id>`, as `engines.packs.casework.bars.OpenQuestion`.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="left_open")
    code = models.CharField(max_length=80)
    reason = models.TextField(_("reason"))
    left_at = models.DateTimeField()
    left_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("question left open")
        constraints = [
            models.UniqueConstraint(fields=["case", "code"], name="casework_leftopen_once")
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.code}"


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    """The vocabulary of papers that follow."""

    def awaited(self) -> Self:
        """Still wanted: the case is being handled, or what was applied for is given already."""
        is_given = Q(case__stage=Stage.ENDED, case__ending__in=GIVEN)
        return self.filter(Q(case__stage=Stage.RUNNING) | is_given, supplied_at=None)


class FollowUp(models.Model):
    """容缺受理: papers that a case was accepted without, and until when they follow."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="follow_up")
    # Ids of materials still missing when the case was accepted.
    materials = models.JSONField(default=list)
    last_on = models.DateField(_("last day"))
    supplied_at = models.DateTimeField(_("supplied"), null=True)
    # When it was noticed that the last day had passed.
    missed_at = models.DateTimeField(null=True)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("follow-up of papers")
        indexes = [
            models.Index(
                fields=["last_on", "id"],
                condition=Q(supplied_at=None, missed_at=None),
                name="casework_followup_awaited",
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.last_on}"
