from django.db import migrations, models


class Migration(migrations.Migration):
    """Takes over the table of delivery's evidence files with all its rows."""

    dependencies = [("delivery", "0007_hand_over_files")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="KeptFile",
                    fields=[
                        ("sha256", models.CharField(max_length=64, primary_key=True, serialize=False)),
                        ("media_type", models.CharField(max_length=100, verbose_name="type")),
                        ("size", models.PositiveIntegerField(verbose_name="size in bytes")),
                        ("received_at", models.DateTimeField(verbose_name="received")),
                    ],
                    options={"verbose_name": "kept file"},
                )
            ]
        ),
        migrations.AddConstraint(
            model_name="keptfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("size__gt", 0)),
                name="files_keptfile_is_not_empty",
                violation_error_message="The file is empty.",
            ),
        ),
    ]
