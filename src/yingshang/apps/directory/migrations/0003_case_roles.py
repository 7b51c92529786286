from django.db import migrations, models

ROLES = [
    ("liaison", "liaison"),
    ("unit_reviewer", "unit reviewer"),
    ("unit_leader", "unit leader"),
    ("lead_office", "lead office"),
    ("supervision_office", "supervision office"),
    ("city_leader", "city leader"),
    ("handler", "handler of cases"),
    ("window_clerk", "window clerk"),
    ("administrator", "administrator"),
]


class Migration(migrations.Migration):
    """Two more roles of posts: those who work on cases."""

    dependencies = [("directory", "0002_enterprises")]

    operations = [
        migrations.AlterField(
            model_name="post",
            name="role",
            field=models.CharField(choices=ROLES, max_length=20, verbose_name="role"),
        )
    ]
