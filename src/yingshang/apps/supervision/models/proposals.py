"""One ground that the record shows for one unit in one case."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yingshang.apps.casework.models import Case
from yingshang.apps.directory.models import Unit
from yingshang.apps.ledger.reader import in_words


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """The vocabulary of proposals."""

    def open(self) -> Self:
        """Those on which nobody has decided and whose ground still holds."""
        return self.filter(state=Proposal.State.OPEN)

    def newest_first(self) -> Self:
        """In the order of every list."""
        return self.order_by("-pk")


class Proposal(models.Model):
    """A matter proposed for supervision, with what the record shows.

    `facts` are the columns of the ground as they stood, `evidence` sentences in both languages,
    each with its day. Who reported the matter is never among them (政府督查工作条例 art. 26).
    `supervision` is the case that it became, `words` the reason of a dismissal or the letter.
    """

    class State(models.TextChoices):
        """What became of it."""

        OPEN = "open", pgettext_lazy("proposal", "waits for a decision")
        TAKEN_UP = "taken_up", pgettext_lazy("proposal", "taken up")
        ASKED = "asked", pgettext_lazy("proposal", "asked by letter")
        DISMISSED = "dismissed", pgettext_lazy("proposal", "dismissed")
        LAPSED = "lapsed", pgettext_lazy("proposal", "lapsed: the ground holds no longer")

    ground = models.CharField(max_length=80)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="proposals")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    release_digest = models.CharField(max_length=64)
    sentence_zh = models.CharField(max_length=500)
    sentence_en = models.CharField(max_length=500, blank=True)
    facts = models.JSONField(default=dict)
    evidence = models.JSONField(default=list)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.OPEN)
    made_at = models.DateTimeField(_("proposed"))
    decided_at = models.DateTimeField(_("decided at"), null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    words = models.TextField(_("reason or letter"), blank=True)
    supervision = models.OneToOneField(
        Case, null=True, on_delete=models.PROTECT, related_name="taken_up_from"
    )

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal for supervision")
        constraints = [
            models.UniqueConstraint(
                name="supervision_proposal_open_once",
                fields=["ground", "case", "unit"],
                condition=Q(state="open"),
                violation_error_message=_("This is proposed already."),
            ),
            models.CheckConstraint(
                name="supervision_proposal_decided_by_somebody",
                condition=Q(state__in=["open", "lapsed"])
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                violation_error_message=_("A decision says who decided, and when."),
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-id"], name="supervision_proposal_state"),
        ]

    def __str__(self) -> str:
        return self.sentence

    @property
    def sentence(self) -> str:
        """What the record shows, in the reader's language."""
        return in_words(self.sentence_zh, self.sentence_en)
