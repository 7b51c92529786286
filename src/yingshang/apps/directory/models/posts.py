"""Posts through which a person acts for a unit, who stands in, and who is designated."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yingshang.apps.directory.models.units import Unit
from yingshang.apps.directory.models.validity import Valid, ValidQuerySet


class Role(models.TextChoices):
    """What a post lets its holder do; `permissions.py` says which verb needs which role."""

    LIAISON = "liaison", _("liaison")
    UNIT_REVIEWER = "unit_reviewer", _("unit reviewer")
    UNIT_LEADER = "unit_leader", _("unit leader")
    LEAD_OFFICE = "lead_office", _("lead office")
    SUPERVISION_OFFICE = "supervision_office", _("supervision office")
    CITY_LEADER = "city_leader", _("city leader")
    HANDLER = "handler", _("handler of cases")
    WINDOW_CLERK = "window_clerk", _("window clerk")
    ADMINISTRATOR = "administrator", _("administrator")


SENIORITY = (
    Role.CITY_LEADER,
    Role.UNIT_LEADER,
    Role.LEAD_OFFICE,
    Role.SUPERVISION_OFFICE,
    Role.UNIT_REVIEWER,
    Role.HANDLER,
    Role.WINDOW_CLERK,
    Role.LIAISON,
    Role.ADMINISTRATOR,
)


class PostQuerySet(ValidQuerySet["Post"]):
    """The vocabulary of posts."""

    def by_seniority(self) -> Self:
        """Leaders before reviewers before liaisons, then by first day and name."""
        place = Case(*[When(role=role, then=Value(n)) for n, role in enumerate(SENIORITY)])
        return self.annotate(seniority=place).order_by("seniority", "valid_from", "person__name")


class Post(Valid):
    """One person acting in one role for one unit, for a time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="posts"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(pgettext_lazy("post", "role"), max_length=20, choices=Role)
    title = models.CharField(_("job title"), max_length=100, blank=True)
    section = models.CharField(_("responsible section"), max_length=100, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta(Valid.Meta):
        verbose_name = _("post")
        constraints = [
            *Valid.Meta.constraints,
            models.CheckConstraint(
                name="directory_post_has_a_first_day",
                condition=Q(valid_from__isnull=False),
                violation_error_message=_("Say from which day the post is held."),
            ),
            models.UniqueConstraint(
                name="directory_post_held_once_at_a_time",
                fields=["person", "unit", "role"],
                condition=Q(valid_to__isnull=True),
                violation_error_message=_("This person already holds this post."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.unit} · {self.get_role_display()}"


class Deputy(models.Model):
    """A person who acts in somebody's post from one day to another, both inclusive."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="deputies")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="deputyships"
    )
    from_on = models.DateField(_("first day"))
    until_on = models.DateField(_("last day"))
    reason = models.CharField(_("reason"), max_length=200)

    class Meta:
        verbose_name = _("deputy")
        constraints = [
            models.CheckConstraint(
                name="directory_deputy_ends_after_it_begins",
                condition=Q(until_on__gte=F("from_on")),
                violation_error_message=_("The last day lies before the first day."),
            ),
            models.CheckConstraint(
                name="directory_deputy_gives_a_reason",
                condition=~Q(reason=""),
                violation_error_message=_("Give the reason for the deputy."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} → {self.post}"


class Designation(Valid):
    """The person whom a unit designated to report for it (指定专人); one at a time."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="designations")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="designations"
    )

    objects = ValidQuerySet["Designation"].as_manager()

    class Meta(Valid.Meta):
        verbose_name = _("designated person")
        constraints = [
            *Valid.Meta.constraints,
            models.UniqueConstraint(
                name="directory_designation_one_at_a_time",
                fields=["unit"],
                condition=Q(valid_to__isnull=True),
                violation_error_message=_("The unit already has a designated person."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} → {self.unit}"
