from django.db import migrations


class Migration(migrations.Migration):
    """The table of evidence files becomes the one of the app `files`, which other apps share."""

    dependencies = [("delivery", "0006_decision_withdrawn_at")]

    operations = [
        migrations.RemoveConstraint(
            model_name="evidencefile", name="delivery_evidencefile_is_not_empty"
        ),
        migrations.AlterModelTable(name="evidencefile", table="files_keptfile"),
    ]
