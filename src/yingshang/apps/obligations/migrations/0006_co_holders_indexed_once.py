import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Indexes of single columns go; the unique pair and the pair by unit begin with them."""

    dependencies = [("obligations", "0005_claimed_by_the_flow")]

    operations = [
        migrations.AlterField(
            model_name="coholder",
            name="obligation",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="co_holders",
                to="obligations.obligation",
            ),
        ),
        migrations.AlterField(
            model_name="coholder",
            name="unit",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="directory.unit",
            ),
        ),
    ]
