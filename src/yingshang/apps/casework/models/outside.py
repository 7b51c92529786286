"""Cases that live in another system: where they come from, how they are read, each event once."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yingshang.apps.casework.models.cases import Case
from yingshang.apps.directory.models import Unit
from yingshang.apps.directory.models.sent_files import SentFile, SentRow
from yingshang.apps.ledger.reader import in_words


class OutsideSource(models.Model):
    """A system that reports its cases to us.

    `unit` answers for what it reports and for its cases that name no unit; `type_code` is the case
    type that they are.
    """

    code = models.SlugField(_("code"), max_length=60, unique=True)
    name_zh = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    type_code = models.CharField(max_length=60, blank=True)
    unit = models.ForeignKey(
        Unit, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("unit")
    )
    # As of when the newest of what we know of it is true.
    as_of = models.DateTimeField(_("as of"), null=True)

    class Meta:
        verbose_name = _("outside source")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return in_words(self.name_zh, self.name_en)


class OutsideMapping(models.Model):
    """How columns and words of a source become those of a type; one is in use at a time.

    `columns` is heading → what it is. `states` is {"activity": {word: "step:outcome", "step" or
    ""}, "unit": {word: code of a unit}, "state": {word: outcome, "running" or "withdrawn"}}.
    """

    class Counting(models.TextChoices):
        """Up to when a deadline is kept: both are inclusive."""

        DAY = "day", _("to the end of its day")
        INSTANT = "instant", _("to its instant")

    source = models.ForeignKey(OutsideSource, on_delete=models.CASCADE, related_name="mappings")
    type_code = models.CharField(max_length=60)
    columns = models.JSONField(default=dict)
    states = models.JSONField(default=dict)
    counting = models.CharField(
        _("A deadline counts"), max_length=7, choices=Counting, default=Counting.DAY
    )
    # Activities that nobody mapped are kept as events of the case; else their rows stay out.
    keeps_unknown = models.BooleanField(_("Keep activities that are not mapped"), default=False)
    is_current = models.BooleanField(default=True)
    made_at = models.DateTimeField(_("made"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("outside mapping")
        constraints = [
            models.UniqueConstraint(
                name="casework_outsidemapping_one_current",
                fields=["source", "type_code"],
                condition=Q(is_current=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.type_code}"


class OutsideFile(SentFile):
    """A file of a source; `rows` and the counts are events, `cases` those that are new."""

    source = models.ForeignKey(OutsideSource, on_delete=models.PROTECT, related_name="files")
    cases = models.PositiveIntegerField(_("new cases"), default=0)
    remarked = models.PositiveIntegerField(_("taken with a remark"), default=0)

    class Meta:
        verbose_name = _("file of an outside source")
        indexes = [models.Index(fields=["source", "-sent_at"], name="casework_outsidefile_latest")]
        constraints = [
            models.CheckConstraint(
                name="casework_outsidefile_taken_has_its_time",
                condition=~Q(state="taken") | Q(taken_at__isnull=False),
            )
        ]


class OutsideRemark(SentRow):
    """What was found in a row of a file; whether the row was taken nevertheless."""

    file = models.ForeignKey(OutsideFile, on_delete=models.CASCADE, related_name="remarks")
    is_taken = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("remark on a row")
        constraints = [
            models.UniqueConstraint(fields=["file", "line"], name="casework_outsideremark_once")
        ]

    def __str__(self) -> str:
        return f"{self.file_id} {self.line}"


class OutsideEvent(models.Model):
    """An event that a source reported; the same one is taken once, however often it arrives."""

    source = models.ForeignKey(OutsideSource, on_delete=models.PROTECT, related_name="events")
    event_id = models.CharField(max_length=120)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="outside_events")
    activity = models.CharField(_("activity"), max_length=200, blank=True)
    step_code = models.CharField(max_length=80, blank=True)
    outcome = models.CharField(max_length=80, blank=True)
    resource = models.CharField(_("by"), max_length=200, blank=True)
    happened_at = models.DateTimeField(_("happened at"))
    received_at = models.DateTimeField(_("received"))
    as_of = models.DateTimeField(_("as of"), null=True)

    class Meta:
        verbose_name = _("outside event")
        constraints = [
            models.UniqueConstraint(
                fields=["source", "event_id"], name="casework_outsideevent_once"
            )
        ]

    def __str__(self) -> str:
        return self.event_id


class OutsideChange(models.Model):
    """The source put an event right: what it had said, and what it says now."""

    event = models.ForeignKey(OutsideEvent, on_delete=models.CASCADE, related_name="changes")
    before = models.JSONField()
    after = models.JSONField()
    as_of = models.DateTimeField(_("as of"))
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("change of an outside event")

    def __str__(self) -> str:
        return f"{self.event_id} {self.at}"


class OutsideToken(models.Model):
    """A key by which a machine reports for one source; only its digest is kept."""

    source = models.ForeignKey(OutsideSource, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(pgettext_lazy("token", "name"), max_length=100)
    token_digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(_("made"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    revoked_at = models.DateTimeField(_("revoked"), null=True)

    class Meta:
        verbose_name = _("key of a machine")

    def __str__(self) -> str:
        return self.name


class OutsideCall(models.Model):
    """One use of a machine's key: how many events it brought and what became of them."""

    token = models.ForeignKey(OutsideToken, on_delete=models.CASCADE, related_name="calls")
    at = models.DateTimeField()
    events = models.PositiveIntegerField()
    taken = models.PositiveIntegerField()
    refused = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("use of a machine's key")
        indexes = [models.Index(fields=["token", "-at"], name="casework_outsidecall_latest")]

    def __str__(self) -> str:
        return f"{self.token} {self.at}"
