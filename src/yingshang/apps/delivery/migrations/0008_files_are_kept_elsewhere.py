import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Evidence and publicity point at the kept files; the rows stay where they are."""

    dependencies = [("delivery", "0007_hand_over_files"), ("files", "0001_kept_files")]

    operations = [
        migrations.AlterField(
            model_name="evidence",
            name="file",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="evidence",
                to="files.keptfile",
            ),
        ),
        migrations.AlterField(
            model_name="publicityitem",
            name="file",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="files.keptfile",
            ),
        ),
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.DeleteModel(name="EvidenceFile")]
        ),
    ]
