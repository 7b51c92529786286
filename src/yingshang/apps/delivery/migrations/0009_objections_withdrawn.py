from django.db import migrations, models
from django.db.models import Q

CONSTRAINT = "delivery_objection_decided_with_a_reason"


class Migration(migrations.Migration):
    """A unit may withdraw its objection, with a reason and before it is decided."""

    dependencies = [("delivery", "0008_files_are_kept_elsewhere")]

    operations = [
        migrations.AlterField(
            model_name="objection",
            name="state",
            field=models.CharField(
                choices=[
                    ("open", "waits for a decision"),
                    ("upheld", "upheld, the entry is void"),
                    ("kept", "rejected, the entry stays"),
                    ("withdrawn", "withdrawn by the unit"),
                ],
                default="open",
                max_length=9,
                verbose_name="state",
            ),
        ),
        migrations.RemoveConstraint(model_name="objection", name=CONSTRAINT),
        migrations.AddConstraint(
            model_name="objection",
            constraint=models.CheckConstraint(
                condition=Q(state="open")
                | (Q(state="withdrawn", decided_by=None) & ~Q(note=""))
                | (~Q(note="") & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name=CONSTRAINT,
                violation_error_message="Give the reason; the unit will read it.",
            ),
        ),
    ]
