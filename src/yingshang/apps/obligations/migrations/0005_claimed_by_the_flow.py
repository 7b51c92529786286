from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """What follows a row of another app may be settled by the flow, with nobody named."""

    dependencies = [("obligations", "0004_urging")]

    operations = [
        migrations.RemoveConstraint(
            model_name="obligation", name="obligation_claim_has_a_person"
        ),
        migrations.AddConstraint(
            model_name="obligation",
            constraint=models.CheckConstraint(
                condition=Q(claimed_by=None) | Q(claimed_at__isnull=False),
                name="obligation_claimed_by_somebody_at_an_instant",
                violation_error_message="A claim needs the instant at which it was made.",
            ),
        ),
    ]
